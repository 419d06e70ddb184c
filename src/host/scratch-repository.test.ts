import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { buildRepository } from './scratch-repository.ts'

const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url))
const THEMES = folders(FIXTURES)
const CASES = THEMES.flatMap((theme) =>
  folders(join(FIXTURES, theme))
    .filter((name) => name !== 'base')
    .map((name) => ({ theme, name })),
)
let scratch: string

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'cv-gate-scratch-'))
})
afterAll(() => rmSync(scratch, { recursive: true }))

test('every theme has cases', () => {
  for (const theme of THEMES) expect(CASES.some((some) => some.theme === theme)).toBe(true)
})

test.each(CASES)('$theme/$name builds: head on base, clean, with something to show', async ({ theme, name }) => {
  const built = await build(theme, name, `every-${theme}-${name}`)
  expect(git(built.path, 'rev-parse', 'pull', 'pull^', 'main')).toEqual([built.head, built.base, built.base])
  expect(git(built.path, 'status', '--porcelain')).toEqual([])
  expect(changed(built)).not.toEqual([])
  expect(built.title).not.toBe('')
  expect(['passed', 'warned', 'inconclusive', 'blocked', 'unverified']).toContain(built.expect.conclusion)
  expect([0, 1, 2]).toContain(built.expect.exit)
})

test('the ids are the same whatever the person who builds has configured', async () => {
  const first = await build('textures', 'blocked-demo', 'first')
  const config = join(scratch, 'theirs')
  writeFileSync(config, '[core]\n\tautocrlf = true\n[user]\n\tname = Other\n\temail = other@example.org\n')
  vi.stubEnv('GIT_CONFIG_GLOBAL', config)
  vi.stubEnv('GIT_AUTHOR_DATE', '2020-02-02T02:02:02Z')
  vi.stubEnv('GIT_COMMITTER_NAME', 'Other')
  vi.stubEnv('GIT_DIR', join(scratch, 'nowhere'))
  vi.stubEnv('TZ', 'Asia/Kathmandu')
  try {
    const second = await build('textures', 'blocked-demo', 'second')
    expect([second.base, second.head]).toEqual([first.base, first.head])
  } finally {
    vi.unstubAllEnvs()
  }
})

test('an overlay adds and replaces, and leaves the rest', async () => {
  const leak = await build('textures', 'leak', 'leak')
  const added = Array.from({ length: 12 }, (_, index) => `A data/train/web-${String(index).padStart(3, '0')}.png`)
  expect(changed(leak)).toEqual([...added, 'M data/labels.csv'].sort())
  const explained = await build('digits', 'nothing-relevant-changed', 'explained')
  expect(changed(explained)).toEqual(['M README.md'])
})

test('what a case deletes from base is absent there, and may come back in head', async () => {
  const adoption = await build('digits', 'first-adoption', 'adoption')
  expect(git(adoption.path, 'ls-tree', '-r', '--name-only', adoption.base, '.github')).toEqual([])
  expect(changed(adoption)).toEqual(['A .github/cv-gate.yml'])
})

test('the files of a theme arrive with the bytes that they have', async () => {
  const { path, base } = await build('textures', 'clean', 'bytes')
  for (const file of ['data/labels.csv', 'models/model.onnx']) {
    const [stored] = git(path, 'rev-parse', `${base}:${file}`)
    expect(git(path, 'hash-object', '--no-filters', join(FIXTURES, 'textures/base', file))).toEqual([stored])
  }
})

function build(theme: string, name: string, folder: string) {
  return buildRepository(join(FIXTURES, theme), name, join(scratch, folder))
}

function changed({ path, base, head }: { path: string; base: string; head: string }): string[] {
  const lines = git(path, 'diff-tree', '-r', '--no-renames', '--name-status', base, head)
  return lines.map((line) => line.replace('\t', ' ')).sort()
}

function git(path: string, ...args: string[]): string[] {
  const out = execFileSync('git', ['-C', path, ...args], { encoding: 'utf8' })
  return out.split('\n').filter((line) => line !== '')
}

function folders(path: string): string[] {
  const entries = readdirSync(path, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}
