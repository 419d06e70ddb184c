import type { ScratchRepository } from '#host/scratch-repository'
import type { FakeGitHub } from './fake-github.ts'
import type { Pull } from './state.ts'
import type { NewCommit } from './world.ts'

/** Pull request 7, with the commits of a real repository: base is the tip of main, head a branch `patch-1` upon it; files of both, and what head changes. */
export function openScratchPull(
  fake: FakeGitHub,
  { base, head }: Pick<ScratchRepository, 'base' | 'head'>,
  fork = false,
  files: NewCommit['files'] = {},
  changed: NewCommit['files'] = {},
): Pull {
  const from = fork ? fake.fork('someone') : fake.repository
  fake.push('main', fake.commit({ sha: base, parents: [], files }))
  fake.push('patch-1', fake.commit({ sha: head, parents: [base], files: changed }), from)
  return fake.openPull('patch-1', { number: 7, from })
}
