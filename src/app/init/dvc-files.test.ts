import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Repository } from '#host/git/repository'
import { dvcFolder, fillCache } from '#test/dvc-writer'
import { SmallRepository } from '#test/small-repository'
import { detect } from './detect.ts'
import { withDvc } from './dvc-files.ts'

const pets = dvcFolder('pets', {
  'train/cat/1.png': '1',
  'train/dog/2.png': '2',
  'test/cat/3.png': '3',
  'test/dog/4.png': '4',
})
let repository: SmallRepository
beforeEach(() => {
  repository = new SmallRepository()
  repository.commit({ '.dvc/config': '', 'data/pets.dvc': pets.text })
})
afterEach(() => repository.remove())

async function look() {
  const opened = await Repository.open(repository.path, process.env)
  try {
    const { tree, rejected } = await withDvc(opened, await opened.worktree())
    return { ...(await detect(tree)), rejected }
  } finally {
    await opened.close()
  }
}

test('folders that DVC keeps are seen where the list of their files is on this machine', async () => {
  fillCache(repository.path, pets)
  const { proposal, rejected } = await look()
  expect(rejected).toEqual([])
  expect(proposal).toMatchObject({
    store: 'dvc',
    layout: { format: 'folder', root: 'data/pets', counts: { train: 2, test: 2 } },
  })
})

test('and where it is not, what to do is said', async () => {
  const { proposal, rejected } = await look()
  expect(proposal).toBeNull()
  expect(rejected).toMatchObject([{ path: 'data/pets.dvc', why: expect.stringContaining('Run `dvc fetch` before') }])
})

test('a project of DVC in a folder of the repository, with a cache of its own', async () => {
  repository.commit({ '.dvc/config': null, 'data/pets.dvc': null, 'ml/.dvc/config': '', 'ml/data/pets.dvc': pets.text })
  const without = await look()
  expect(without.proposal).toBeNull()
  expect(without.rejected[0]!.why).toContain('Run `dvc fetch` in ml before')
  fillCache(join(repository.path, 'ml'), pets)
  expect((await look()).proposal).toMatchObject({ store: 'dvc', layout: { format: 'folder', root: 'ml/data/pets' } })
})
