import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Bad data by what it pretends to be: how many cases at least, and where they are, perhaps in one block of a file only. */
const BLOCKS: readonly (readonly [what: string, least: number, where: readonly string[]])[] = [
  ['CSV', 40, ['src/evidence/dataset/bad-csv.test.ts']],
  ['COCO', 45, ['src/formats/coco/hostile.test.ts > forty-five files that are not what they should be']],
  ['YOLO', 40, ['src/evidence/dataset/yolo-faults.test.ts > bad data, each told with its place']],
  ['Pascal VOC', 35, ['src/evidence/dataset/voc.test.ts > bad data, each told with its place']],
  ['images', 60, ['src/host/sandbox/bad-pictures.test.ts > bad pictures, each by itself']],
  ['paths', 45, ['src/evidence/dataset/paths.test.ts', 'src/evidence/dataset/collisions.test.ts']],
  [
    'archives, DVC and Git LFS',
    50,
    [
      'src/formats/tar.test.ts',
      'src/host/git/lfs.test.ts',
      'src/host/dvc/outs.test.ts > what is no .dvc file',
      'src/host/image-bytes.test.ts > everything else is absent, each for its reason',
    ],
  ],
  [
    'configuration',
    50,
    [
      'src/config/load.test.ts > errors name place and remedy',
      'src/config/load-values.test.ts > errors of values and of YAML',
      'src/config/load-data.test.ts > errors of where data lie',
    ],
  ],
]

let names: readonly string[]
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'cv-gate-'))
  const json = join(folder, 'tests.json')
  const files = BLOCKS.flatMap(([, , where]) => where.map((one) => one.split(' > ')[0]!))
  try {
    execFileSync(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), 'list', `--json=${json}`, ...new Set(files)],
      { cwd: root, env: { PATH: process.env.PATH ?? '' }, stdio: 'pipe' },
    )
    const listed: { file: string; name: string }[] = JSON.parse(readFileSync(json, 'utf8'))
    names = listed.map(({ file, name }) => `${relative(root, file)} > ${name}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test.each(BLOCKS)('%s: at least %i cases', (_, least, where) => {
  const cases = new Set(names.filter((name) => where.some((one) => name.startsWith(`${one} > `))))
  expect(cases.size).toBeGreaterThanOrEqual(least)
})
