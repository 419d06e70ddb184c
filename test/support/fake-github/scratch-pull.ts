import type { ScratchRepository } from '#host/scratch-repository'
import type { FakeGitHub } from './fake-github.ts'
import type { Pull } from './state.ts'

/** Pull request 7, with the commits of a real repository: base is the tip of main, head a branch `patch-1` upon it. */
export function openScratchPull(
  fake: FakeGitHub,
  { base, head }: Pick<ScratchRepository, 'base' | 'head'>,
  fork = false,
): Pull {
  const from = fork ? fake.fork('someone') : fake.repository
  fake.push('main', fake.commit({ sha: base, parents: [] }))
  fake.push('patch-1', fake.commit({ sha: head, parents: [base] }), from)
  return fake.openPull('patch-1', { number: 7, from })
}
