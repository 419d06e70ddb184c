import { GateError } from '#contract/errors'
import type { Tree } from '#contract/ports'
import { DvcTree } from '#host/dvc/tree'
import type { Repository } from '#host/git/repository'
import type { Rejected } from './layout.ts'
import { reasonOf } from './reason.ts'

/** The working tree with what DVC keeps of it, as far as this machine has the lists of its files. */
export async function withDvc(repository: Repository, git: Tree): Promise<{ tree: Tree; rejected: Rejected[] }> {
  const project = await repository.openDvc(git)
  if ((await git.oid('.dvc')) === null && project.parts.size === 1) return { tree: git, rejected: [] }
  const tree = new DvcTree(git, project)
  try {
    await tree.list('')
    return { tree, rejected: [] }
  } catch (error) {
    if (!(error instanceof GateError)) throw error
    const path = error.place?.path ?? '.dvc'
    return { tree: git, rejected: [{ path, why: `${reasonOf(error, path)}. ${error.hint}` }] }
  }
}
