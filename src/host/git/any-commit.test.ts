import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Repository } from './repository.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-any-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const who = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
}
const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', ...who }
function git(at: string, args: readonly string[], input?: string | Uint8Array): string {
  return execFileSync('git', ['-C', at, ...args], {
    env,
    input: input ?? '',
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
  }).trim()
}
function create(name: string, ...options: string[]): string {
  const at = join(folder, name)
  mkdirSync(at)
  git(at, ['init', '--quiet', '-b', 'main', ...options])
  return at
}
function commit(at: string, files: Readonly<Record<string, string>>): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(at, name)), { recursive: true })
    writeFileSync(join(at, name), content)
  }
  git(at, ['add', '--all'])
  git(at, ['commit', '--quiet', '--allow-empty', '-m', 'x'])
  return git(at, ['rev-parse', 'HEAD'])
}
async function opened<T>(at: string, work: (repository: Repository) => Promise<T>): Promise<T> {
  const repository = await Repository.open(at, env)
  try {
    return await work(repository)
  } finally {
    await repository.close()
  }
}
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const FILES = Object.fromEntries(
  Array.from({ length: 40 }, (_, i) => [`data/${String(i).padStart(2, '0')}.txt`, `content ${i}`]),
)

async function readAll(at: string, id: string): Promise<string[]> {
  return opened(at, async (repository) => {
    const tree = repository.tree('head', id)
    const files = await tree.list('data')
    const contents: string[] = []
    const rows = Array.from({ length: files.rows }, (_, row) => row)
    for await (const { bytes } of tree.readEach(files, rows, 100)) contents.push(bytes ? text(bytes) : '-')
    return contents
  })
}

describe('wherever objects lie', () => {
  test.each(['sha1', 'sha256'])('%s: loose, packed, borrowed from another clone', async (format) => {
    const at = create('one', `--object-format=${format}`)
    const id = commit(at, FILES)
    expect(id).toHaveLength(format === 'sha1' ? 40 : 64)
    const all = Object.values(FILES)
    expect(await readAll(at, id)).toEqual(all)
    await opened(at, async (repository) => {
      const files = await repository.tree('head', id).list('data')
      expect(files.content.text(0)).toBe(`git:${git(at, ['rev-parse', 'HEAD:data/00.txt'])}`)
    })
    git(at, ['gc', '--quiet'])
    expect(await readAll(at, id)).toEqual(all)
    git(folder, ['clone', '--quiet', '--shared', '--no-checkout', at, 'borrowed'])
    expect(await readAll(join(folder, 'borrowed'), id)).toEqual(all)
  })

  test('a damaged clone: the content is absent, the file is not', async () => {
    const at = create('one')
    const id = commit(at, FILES)
    const oid = git(at, ['rev-parse', 'HEAD:data/07.txt'])
    rmSync(join(at, '.git/objects', oid.slice(0, 2), oid.slice(2)))
    await opened(at, async (repository) => {
      const tree = repository.tree('head', id)
      await expect(tree.read('data/07.txt', 100)).rejects.toMatchObject({ code: 'content-absent', owner: 'host' })
      await expect(tree.read('data/none', 100)).rejects.toMatchObject({ code: 'file-missing' })
    })
    expect((await readAll(at, id)).indexOf('-')).toBe(7)
  })
})

describe('partial clones', () => {
  function origin(): { at: string; id: string } {
    const at = create('origin')
    git(at, ['config', 'uploadpack.allowFilter', 'true'])
    git(at, ['config', 'uploadpack.allowAnySHA1InWant', 'true'])
    return {
      at,
      id: commit(at, { ...FILES, 'other/big.txt': 'not asked for', '.gitattributes': '*.png filter=lfs\n' }),
    }
  }
  const packs = (at: string) =>
    readdirSync(join(at, '.git/objects/pack')).filter((name) => name.endsWith('.pack')).length
  const clone = (at: string, filter: string) => {
    git(folder, ['clone', '--quiet', '--no-checkout', `--filter=${filter}`, `file://${at}`, 'partial'])
    return join(folder, 'partial')
  }

  test.each(['blob:none', 'tree:0'])('%s: what is read comes at once, and nothing else', async (filter) => {
    const { at, id } = origin()
    const partial = clone(at, filter)
    const before = packs(partial)
    expect(await readAll(partial, id)).toEqual(Object.values(FILES))
    expect(packs(partial) - before).toBeLessThan(8) // requests: levels of folders, attributes, files
    await opened(partial, async (repository) => {
      expect(await repository.tree('head', id).oid('data')).toBe(git(at, ['rev-parse', 'HEAD:data']))
      expect(await repository.tree('head', id).oid('none')).toBeNull()
    })
    const missing = git(partial, ['rev-list', '--objects', '--missing=print', id])
      .split('\n')
      .filter((line) => line.startsWith('?'))
    expect(missing).toEqual([`?${git(at, ['rev-parse', 'HEAD:other/big.txt'])}`])
  })

  test.each(['blob:none', 'tree:0'])(
    '%s, and the remote is gone: absent, with what to do; never "no such file"',
    async (filter) => {
      const { at, id } = origin()
      const partial = clone(at, filter)
      renameSync(at, join(folder, 'moved'))
      await opened(partial, async (repository) => {
        const tree = repository.tree('head', id)
        const absent = { code: 'content-absent', owner: 'host', hint: expect.stringContaining('--refetch') }
        await expect(tree.read('data/01.txt', 100)).rejects.toMatchObject(absent)
        await expect(tree.oid('data')).rejects.toMatchObject(absent)
        await expect(tree.list('data')).rejects.toMatchObject(absent)
      })
    },
  )
})

test('a shallow clone becomes partial when it is deepened: what base has is still read', async () => {
  const at = create('origin')
  git(at, ['config', 'uploadpack.allowFilter', 'true'])
  git(at, ['config', 'uploadpack.allowAnySHA1InWant', 'true'])
  const base = commit(at, FILES)
  git(at, ['checkout', '--quiet', '-b', 'pull'])
  const head = commit(at, { 'data/00.txt': 'changed' })
  git(at, ['checkout', '--quiet', 'main'])
  const tip = commit(at, { 'data/01.txt': 'moved on' })
  git(folder, ['clone', '--quiet', '--no-checkout', '--depth=1', '--branch=pull', `file://${at}`, 'shallow'])
  await opened(join(folder, 'shallow'), async (repository) => {
    await repository.commitOrFetch(tip)
    expect((await repository.mergeBase(tip, head)).id).toBe(base)
    expect(text(await repository.tree('base', base).read('data/00.txt', 100))).toBe('content 0')
    expect(text(await repository.tree('base', base).read('data/01.txt', 100))).toBe('content 1')
  })
})

test('replacements and grafts change nothing: objects are what their ids say', async () => {
  const at = create('one')
  const first = commit(at, { a: 'true' })
  const second = commit(at, { a: 'false' })
  const third = commit(at, { b: '1' })
  git(at, ['replace', git(at, ['rev-parse', `${first}:a`]), git(at, ['rev-parse', `${second}:a`])])
  git(at, ['replace', first, second])
  writeFileSync(join(at, '.git/info/grafts'), `${third} ${first}\n`)
  await opened(at, async (repository) => {
    expect(text(await repository.tree('head', first).read('a', 10))).toBe('true')
    expect((await repository.mergeBase(second, third)).id).toBe(second)
  })
})

test('no hook, filter, text conversion or monitor of the clone runs', async () => {
  const at = create('one')
  const mark = join(folder, 'ran')
  const id = commit(at, {
    'a.txt': 'a\n',
    '.gitattributes': '*.txt text filter=evil diff=evil\n',
  })
  for (const [key, value] of [
    ['filter.evil.smudge', `touch ${mark}`],
    ['filter.evil.process', `touch ${mark}`],
    ['diff.evil.textconv', `touch ${mark}`],
    ['core.fsmonitor', `touch ${mark}`],
    ['core.pager', `touch ${mark}`],
    ['core.sshCommand', `touch ${mark}`],
    ['uploadpack.packObjectsHook', `touch ${mark}`],
  ])
    git(at, ['config', key!, value!])
  for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change', 'pre-auto-gc'])
    writeFileSync(join(at, '.git/hooks', hook), `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 })
  await opened(at, async (repository) => {
    const tree = repository.tree('head', id)
    expect(text(await tree.read('a.txt', 10))).toBe('a\n')
    await tree.list('')
    await repository.mergeBase(id, id)
  })
  expect(existsSync(mark)).toBe(false)
})

test('any name that git can store; links and submodules are refused by name', async () => {
  const at = create('one')
  const blob = git(at, ['hash-object', '-w', '--stdin'], 'content')
  const names = [
    'a b',
    'a\tb',
    'a\nb',
    'a"b',
    "a'b",
    'a\\b',
    '::error::x',
    '-rf',
    '<!-- x',
    '\u202egnp',
    'é',
    'e\u0301',
    '*',
    '[a]',
    '__proto__',
  ]
  const utf8 = names.map((name) => Buffer.from(name))
  const odd = [Buffer.from([0xff, 0xfe]), Buffer.from([0xff, 0xfd])] // neither is UTF-8, and both look alike
  const lines = [...utf8, ...odd].map((name) =>
    Buffer.concat([Buffer.from(`100644 blob ${blob}\t`), name, Buffer.of(0)]),
  )
  const more = [`120000 blob ${blob}\tlink\0`, `160000 commit ${'1'.repeat(40)}\tsub\rmodule\0`].map((line) =>
    Buffer.from(line),
  )
  const inner = git(at, ['mktree', '-z', '--missing'], Buffer.concat([...lines, ...more]))
  const tree = git(at, ['mktree'], `040000 tree ${inner}\tdata\n`)
  const id = git(at, ['commit-tree', '-m', 'x', tree])
  await opened(at, async (repository) => {
    const files = await repository.tree('head', id).list('data')
    expect(files.rows).toBe(names.length + 2)
    const listed = Array.from({ length: files.rows }, (_, row) => Buffer.from(files.path.bytes(row)).toString('hex'))
    expect([...listed].sort()).toEqual(
      [...utf8, ...odd].map((name) => Buffer.concat([Buffer.from('data/'), name]).toString('hex')).sort(),
    )
    expect(new Set(listed).size).toBe(files.rows)
    expect([...files.refused].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'data/link', why: 'symlink' },
      { path: 'data/sub\rmodule', why: 'submodule' },
    ])
    const rows = Array.from({ length: files.rows }, (_, row) => row)
    for await (const { bytes } of repository.tree('head', id).readEach(files, rows, 100))
      expect(text(bytes!)).toBe('content')
    for (const name of ['a b', 'a\tb', 'a"b', '*', '[a]', '-rf', '__proto__'])
      expect(text(await repository.tree('head', id).read(`data/${name}`, 100)), name).toBe('content')
  })
})
