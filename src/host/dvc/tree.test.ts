import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DvcWritten, dvcFile, dvcFolder, fillCache, folderOf, md5Of } from '#test/dvc-writer'
import { MemoryTree } from '#test/memory-tree'
import { DvcCache, insideOf } from './cache.ts'
import { parseDvcConfig } from './config.ts'
import { DvcProject } from './project.ts'
import { DvcTree } from './tree.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cv-gate-dvc-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
async function treeOf(files: Readonly<Record<string, string>>, ...cached: readonly DvcWritten[]): Promise<DvcTree> {
  fillCache(root, ...cached)
  const git = new MemoryTree(Object.entries(files))
  return new DvcTree(git, await DvcProject.open(root, git, null, join(root, 'own')))
}
async function listed(tree: DvcTree, under: string): Promise<string[]> {
  const files = await tree.list(under)
  return Array.from({ length: files.rows }, (_, row) => `${files.path.get(row)} ${files.content.text(row).slice(0, 8)}`)
}

const csv = dvcFile('m.csv', 'x,y\n')
const train = dvcFolder('train', { 'cat/1.png': 'one', 'cat/2.png': 'two', 'dog/ü.png': 'three' })
const files = { 'README.md': 'r', 'data/m.csv.dvc': csv.text, 'data/train.dvc': train.text, 'data/test/1.png': 'git' }

test('listing, reading, streaming and ids: as if the files were committed', async () => {
  const tree = await treeOf(files, csv, train)
  expect(await listed(tree, 'data')).toEqual([
    'data/m.csv md5:0432',
    expect.stringMatching(/^data\/m\.csv\.dvc git:/),
    expect.stringMatching(/^data\/test\/1\.png git:/),
    `data/train.dvc git:${(await tree.git.oid('data/train.dvc'))!.slice(0, 4)}`,
    `data/train/cat/1.png md5:${md5Of('one').slice(0, 4)}`,
    `data/train/cat/2.png md5:${md5Of('two').slice(0, 4)}`,
    `data/train/dog/ü.png md5:${md5Of('three').slice(0, 4)}`,
  ])
  expect(await listed(tree, 'data/train/dog')).toHaveLength(1)
  expect(await listed(tree, 'data/m.csv')).toEqual(['data/m.csv md5:0432'])
  expect(await listed(tree, 'data/none')).toEqual([])
  expect(text(await tree.read('data/m.csv', 100))).toBe('x,y\n')
  expect(text(await tree.read('data/train/dog/ü.png', 100))).toBe('three')
  expect(text(await tree.read('README.md', 100))).toBe('r')
  const chunks: Uint8Array[] = []
  for await (const chunk of tree.stream('data/train/cat/2.png', 100)) chunks.push(Uint8Array.from(chunk))
  expect(text(Buffer.concat(chunks))).toBe('two')
  await expect(tree.read('data/train/cat/9.png', 9)).rejects.toMatchObject({ code: 'file-missing' })
  await expect(tree.read('data/m.csv/x', 9)).rejects.toMatchObject({ code: 'file-missing' })
  await expect(tree.read('data/train', 9)).rejects.toMatchObject({ code: 'not-a-file', place: { line: 2 } })
  expect(
    await Promise.all(
      ['data/train', 'data/train/cat', 'data/m.csv', 'data', '', 'README.md'].map((one) => tree.oid(one)),
    ),
  ).not.toContain(null)
  expect(await Promise.all(['data/train/none', 'none', 'data/m.csvx'].map((one) => tree.oid(one)))).toEqual([
    null,
    null,
    null,
  ])
})

test('ids change with what DVC keeps, and do not depend on what is on this machine', async () => {
  const here = await treeOf(files, csv, train)
  const ids = (tree: DvcTree) =>
    Promise.all(['', 'data', 'data/train', 'data/train/cat', 'data/m.csv'].map((one) => tree.oid(one)))
  const known = await ids(here)
  rmSync(join(root, '.dvc'), { recursive: true })
  expect(await ids(await treeOf(files))).toEqual(known)
  const other = dvcFolder('train', { 'cat/1.png': 'other' })
  const changed = await ids(await treeOf({ ...files, 'data/train.dvc': other.text }))
  expect(changed.map((id, index) => id !== known[index])).toEqual([true, true, true, true, false])
  // A lock above the folder changes it, though git's own tree of the folder stays.
  const lock = (md5: string) =>
    `schema: '2.0'\nstages:\n  a:\n    outs:\n    - {path: data/out.csv, hash: md5, md5: ${md5}}\n`
  const one = await treeOf({ ...files, 'dvc.lock': lock('a'.repeat(32)) })
  const two = await treeOf({ ...files, 'dvc.lock': lock('b'.repeat(32)) })
  expect(await one.oid('data')).not.toBe(await two.oid('data'))
})

test('absent content: what, and how to fetch it; a manifest that comes later is found', async () => {
  const config = '[core]\n    remote = store\n[\'remote "store"\']\n    url = s3://bucket/x\n'
  const tree = await treeOf({ ...files, '.dvc/config': config })
  await expect(tree.read('data/m.csv', 9)).rejects.toMatchObject({
    code: 'content-absent',
    owner: 'host',
    hint: expect.stringContaining('`dvc fetch --remote store`'),
    place: { path: 'data/m.csv' },
  })
  await expect(tree.list('data/train/cat')).rejects.toMatchObject({
    code: 'content-absent',
    message: expect.stringContaining(`${train.md5}.dir`),
    place: { path: 'data/train.dvc', line: 2 },
  })
  expect((await tree.absent(['data'])).map(({ path }) => path)).toEqual(['data/m.csv', 'data/train'])
  expect((await tree.absent(['data/train/cat'])).map(({ path }) => path)).toEqual(['data/train'])
  fillCache(root, train)
  expect(await listed(tree, 'data/train/cat')).toHaveLength(2)
  expect((await tree.absent(['data'])).map(({ path }) => path)).toEqual(['data/m.csv'])
})

test.each<[string, Record<string, string>, string]>([
  ['twice', { 'a.dvc': dvcFile('x', '1').text, 'b.dvc': dvcFile('x', '1').text }, 'dvc-overlap'],
  ['one inside another', { 'a.dvc': dvcFolder('x', {}).text, 'b.dvc': dvcFile('x/y', '1').text }, 'dvc-overlap'],
  ['in git as well', { 'a.dvc': dvcFile('x', '1').text, x: 'git' }, 'dvc-overlap'],
  ['a .dvc file that is none', { 'a.dvc': 'outs: {' }, 'dvc-file-invalid'],
  ['a .dvc file of 9 MB', { 'a.dvc': '#'.repeat(9_000_000) }, 'file-too-large'],
])('%s: refused', async (_, commit, code) => {
  const tree = await treeOf(commit)
  await expect(tree.list('')).rejects.toMatchObject({ code, owner: 'artifact' })
})

test('what leaves the repository is told on its .dvc file', async () => {
  const tree = await treeOf({ 'data/x.dvc': dvcFile('../../etc', '1').text, '.dvc/tmp/y.dvc': 'outs: {' })
  expect((await tree.list('data')).refused).toEqual([{ path: 'data/x.dvc', why: 'dvc-outside' }])
  expect((await tree.list('other')).refused).toEqual([])
})

test('a manifest that climbs is refused whole', async () => {
  const evil = folderOf('train', `[{"md5": "${md5Of('one')}", "relpath": "../../../../etc/passwd"}]`)
  const tree = await treeOf({ 'data/train.dvc': evil.text }, evil)
  await expect(tree.list('')).rejects.toMatchObject({ code: 'dvc-manifest-invalid' })
  await expect(tree.oid('data/train/x')).rejects.toMatchObject({ code: 'dvc-manifest-invalid' })
})

test('bytes are believed only when their md5 is the one declared; links are not followed; limits hold', async () => {
  const cache = new DvcCache([join(root, '.dvc/cache')])
  const at = (content: string) =>
    join(root, '.dvc/cache/files/md5', md5Of(content).slice(0, 2), md5Of(content).slice(2))
  const put = (path: string, content: string) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  put(at('good'), 'good')
  put(at('damaged'), 'other')
  put(join(root, 'secret'), 'linked')
  mkdirSync(dirname(at('linked')), { recursive: true })
  symlinkSync(join(root, 'secret'), at('linked'))
  mkdirSync(at('folder'), { recursive: true })
  expect(text((await cache.read(md5Of('good'), 4))!)).toBe('good')
  expect(await cache.read(md5Of('good'), 3)).toBeNull()
  for (const content of ['damaged', 'linked', 'folder', 'absent']) {
    expect(await cache.read(md5Of(content), 100), content).toBeNull()
    expect(await cache.stream(md5Of(content), 100), content).toBeNull()
  }
  // DVC 2: beside `files`, and named by the text with line ends of Unix.
  put(join(root, '.dvc/cache', md5Of('a\nb\n').slice(0, 2), md5Of('a\nb\n').slice(2)), 'a\r\nb\r\n')
  expect(text((await cache.read(md5Of('a\nb\n'), 100))!)).toBe('a\r\nb\r\n')
})

test('the cache lies in the clone, links resolved, or where the operator says', async () => {
  const ours = join(root, '.git/cv-gate/dvc')
  const open = async (config: string, given: string | null = null) =>
    (await DvcProject.open(root, new MemoryTree([['.dvc/config', config]]), given, ours)).cache.directories
  const own = join(root, '.dvc/cache')
  expect(await open('')).toEqual([ours, own])
  expect(await open('[cache]\n    dir = ../shared\n')).toEqual([ours, join(root, 'shared'), own])
  for (const dir of ['/etc', '../..', '../../x', '~/cache', '/'])
    expect(
      (await open(`[cache]\n    dir = ${dir}\n`)).every((one) => one.startsWith(`${root}/`)),
      dir,
    ).toBe(true)
  expect(await open('', '/mnt/cache')).toEqual(['/mnt/cache', own])
  symlinkSync('/etc', join(root, '.dvc'))
  expect(await open('')).toEqual([ours])
  expect(await insideOf(root, join(root, '.dvc/none/below'))).toBeNull()
})

test('.dvc/config', () => {
  const config = parseDvcConfig(
    '# c\n[core]\n    remote = "a b"\n\n[\'remote "a b"\']\n  url = s3://x#y\n junk\n[__proto__]\nx = 1\n',
  )
  expect(config.get('core')?.get('remote')).toBe('a b')
  expect(config.get('remote "a b"')?.get('url')).toBe('s3://x#y')
  expect(config.get('__proto__')?.get('x')).toBe('1')
})
