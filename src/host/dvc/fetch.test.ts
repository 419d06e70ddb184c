import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dvcFile, fillCache } from '#test/dvc-writer'
import { installed } from '#test/lfs'
import { MemoryTree } from '#test/memory-tree'
import { parseDvcConfig } from './config.ts'
import { fetchDvc } from './fetch.ts'
import { outsOfDvcFile } from './outs.ts'
import { DvcProject } from './project.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const config = (url: string) => `[core]\n    remote = store\n['remote "store"']\n    url = ${url}\n`
const written = dvcFile('labels.csv', 'image,label\n')
const outs = outsOfDvcFile('ml/data/labels.csv.dvc', Buffer.from(written.text))
function open(files: Record<string, string>): Promise<DvcProject> {
  return DvcProject.open(folder, new MemoryTree(Object.entries(files), 'base'), null, join(folder, 'own'))
}

test('each project is asked for what lies below it: the nearest, not that of the repository', async () => {
  const project = await open({ '.dvc/config': config('/a'), 'ml/.dvc/config': config('/b'), 'x/.dvc/config': '' })
  expect(['ml/data/x.dvc', 'ml/x', 'mlx/a', 'a', 'x/a/b'].map((path) => project.partOf(path).folder)).toEqual([
    ...['ml', 'ml', '', ''],
    'x',
  ])
  expect(project.absent('it', { path: 'ml/a' }).hint).toContain('`dvc fetch --remote store` in ml before')
  expect(await fetchDvc(await open({ '.dvc/config': config('/a'), 'ml/.dvc/config': '' }), outs, {})).toBe(
    'the .dvc/config of base names no `core.remote`',
  )
})

test.skipIf(!installed('dvc', '--version'))(
  'the real dvc fetches from the remote of a project in a folder',
  { timeout: 120_000 },
  async () => {
    const storage = join(folder, 'ml/storage')
    fillCache(folder, written)
    execFileSync('mkdir', ['-p', storage])
    execFileSync('mv', [join(folder, '.dvc/cache/files'), join(storage, 'files')])
    const project = await open({ 'ml/.dvc/config': config('../storage') }) // as seen from ml/.dvc
    expect(await project.cache.has(written.md5)).toBe(false)
    expect(await fetchDvc(project, outs, { PATH: process.env.PATH, HOME: folder })).toBeNull()
    expect(await project.cache.has(written.md5)).toBe(true)
  },
)

test('a .dvc/config of any pieces is read: what is no section and no option says nothing', () => {
  const piece = fc.constantFrom(
    '[core]',
    '[\'remote "a"\']',
    '[',
    ']',
    'remote',
    ' = ',
    '__proto__',
    '\n',
    '#',
    '"',
    '\0',
    '\r',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece).map((all) => all.join('')),
        fc.string(),
      ),
      (text) => {
        for (const [, options] of parseDvcConfig(text))
          for (const [, value] of options) expect(value).toEqual(expect.any(String))
      },
    ),
  )
})
