import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { judge } from '#test/golden'
import { CONFIG, colours, SmallRepository } from '#test/small-repository'

const PATH = '.github/cv-gate.yml'
const BROKEN = CONFIG.replace('enforce', 'enforced')

let clean: Record<string, string | Uint8Array>
let cache: string
let repository: SmallRepository
beforeAll(async () => {
  clean = await colours()
  cache = mkdtempSync(join(tmpdir(), 'cv-gate-prepare-'))
})
afterAll(() => rmSync(cache, { recursive: true, force: true }))
beforeEach(() => {
  repository = new SmallRepository()
})
afterEach(() => repository.remove())

test('a configuration that is wrong on the base branch is not laid to the pull request that mends it', async () => {
  const base = repository.commit({ ...clean, [PATH]: BROKEN })
  const head = repository.commit({ [PATH]: CONFIG })
  await expect(judge(repository.path, base, head, cache)).rejects.toMatchObject({
    code: 'wrong-configuration',
    owner: 'user',
    place: null,
    message: expect.stringMatching(
      new RegExp(
        `^the configuration on the tip of the base branch, ${base.slice(0, 10)}, is wrong: .*cv-gate.yml:2:7: `,
      ),
    ),
    hint: expect.stringContaining('no pull request passes before it is mended there'),
  })
})

test('one that is wrong on head is marked on its line', async () => {
  const base = repository.commit(clean)
  const head = repository.commit({ [PATH]: BROKEN })
  await expect(judge(repository.path, base, head, cache)).rejects.toMatchObject({ place: { path: PATH, line: 2 } })
})
