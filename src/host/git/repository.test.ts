import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '../hash.ts'
import { Repository } from './repository.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-git-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const env = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
}
function git(at: string, ...args: string[]): string {
  return execFileSync('git', ['-C', at, ...args], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
}
function put(at: string, files: Record<string, string | Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(at, name)), { recursive: true })
    writeFileSync(join(at, name), content)
  }
}
function commit(at: string, files: Record<string, string | Uint8Array>, message = 'x'): string {
  put(at, files)
  git(at, 'add', '--all')
  git(at, 'commit', '--quiet', '--allow-empty', '-m', message)
  return git(at, 'rev-parse', 'HEAD')
}
function create(name: string): string {
  const at = join(folder, name)
  mkdirSync(at)
  git(at, 'init', '--quiet', '-b', 'main')
  return at
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

describe('trees', () => {
  test('lists regular files in path order, refuses links and submodules, reads by path', async () => {
    const at = create('one')
    put(at, { 'data/b.txt': 'b', 'data/a b.txt': 'a', 'data-x.txt': 'x', 'data/ü\n|.txt': 'odd' })
    symlinkSync('/etc/passwd', join(at, 'data', 'link'))
    const id = commit(at, {})
    await opened(at, async (repository) => {
      const tree = repository.tree('head', id)
      const files = await tree.list('data')
      expect(Array.from({ length: files.rows }, (_, row) => files.path.get(row))).toEqual([
        'data/a b.txt',
        'data/b.txt',
        'data/ü\n|.txt',
      ])
      expect(files.refused).toEqual([{ path: 'data/link', why: 'symlink' }])
      expect(files.content.text(1)).toBe(`git:${git(at, 'rev-parse', 'HEAD:data/b.txt')}`)
      expect(text(await tree.read('data/a b.txt', 10))).toBe('a')
      await expect(tree.read('data/link', 100)).rejects.toMatchObject({ code: 'not-a-file' })
      await expect(tree.read('data', 1000)).rejects.toMatchObject({ code: 'not-a-file' })
      await expect(tree.read('none', 10)).rejects.toMatchObject({ code: 'file-missing', place: { path: 'none' } })
      await expect(tree.read('data/ü\n|.txt', 10)).rejects.toMatchObject({ code: 'file-missing' })
      expect(await tree.oid('data')).toBe(git(at, 'rev-parse', 'HEAD:data'))
      expect(await tree.oid('none')).toBeNull()
      expect((await tree.list('none')).rows).toBe(0)
    })
  })

  test('a file over the limit is refused, and what is asked after it still comes', async () => {
    const at = create('one')
    const id = commit(at, { 'big.bin': new Uint8Array(3_000_000), 'small.txt': 'small' })
    await opened(at, async (repository) => {
      const tree = repository.tree('head', id)
      const [big, small] = await Promise.allSettled([tree.read('big.bin', 1_000_000), tree.read('small.txt', 100)])
      expect(big).toMatchObject({ status: 'rejected', reason: { code: 'file-too-large' } })
      expect(small.status === 'fulfilled' && text(small.value)).toBe('small')
      expect((await tree.read('big.bin', 3_000_000)).length).toBe(3_000_000)
    })
  })

  test('many objects in flight come in the order asked', async () => {
    const at = create('one')
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}`, 'x'.repeat(i * 37)]))
    const id = commit(at, files)
    await opened(at, async (repository) => {
      const tree = repository.tree('head', id)
      const sizes = await Promise.all(Object.keys(files).map(async (name) => (await tree.read(name, 1e6)).length))
      expect(sizes).toEqual(Object.values(files).map((content) => content.length))
    })
  })

  test('Git LFS pointers are content ids; their content comes from the local store, checked', async () => {
    const at = create('one')
    const content = new TextEncoder().encode('real content')
    const oid = Buffer.from(sha256(content)).toString('hex')
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${content.length}\n`
    const id = commit(at, { '.gitattributes': '*.onnx filter=lfs -text\n', 'm.onnx': pointer, 'plain.txt': 'plain' })
    await opened(at, async (repository) => {
      const tree = repository.tree('head', id)
      const files = await tree.list('')
      const rows = Array.from({ length: files.rows }, (_, row) => [files.path.get(row), files.content.kind(row)])
      expect(rows).toContainEqual(['m.onnx', 'sha256'])
      expect(rows).toContainEqual(['plain.txt', 'git'])
      await expect(tree.read('m.onnx', 100)).rejects.toMatchObject({
        code: 'content-absent',
        hint: expect.stringContaining('git lfs pull'),
      })
      const store = join(at, '.git/lfs/objects', oid.slice(0, 2), oid.slice(2, 4))
      put(store, { [oid]: 'tampered!!!!' })
      await expect(tree.read('m.onnx', 100)).rejects.toMatchObject({ code: 'content-absent' })
      put(store, { [oid]: content })
      expect(text(await tree.read('m.onnx', 100))).toBe('real content')
    })
  })

  test('filters and attributes of a commit never run', async () => {
    const at = create('one')
    const id = commit(at, { 'a.txt': 'a', '.gitattributes': '*.txt filter=evil\n' })
    git(at, 'config', 'filter.evil.smudge', `touch ${join(folder, 'ran')}`)
    git(at, 'config', 'filter.evil.clean', 'cat')
    await opened(at, async (repository) => expect(text(await repository.tree('head', id).read('a.txt', 10))).toBe('a'))
    expect(() => execFileSync('test', ['-e', join(folder, 'ran')])).toThrow()
  })

  test('the working tree is read with what is not committed, and the repository gains no object', async () => {
    const at = create('one')
    commit(at, { 'a.txt': 'old', '.gitignore': 'ignored\n' })
    put(at, { 'a.txt': 'new', 'b.txt': 'untracked', ignored: 'x' })
    const before = git(at, 'count-objects')
    await opened(at, async (repository) => {
      const tree = await repository.worktree()
      expect(text(await tree.read('a.txt', 10))).toBe('new')
      const files = await tree.list('')
      expect(Array.from({ length: files.rows }, (_, row) => files.path.get(row))).toEqual([
        '.gitignore',
        'a.txt',
        'b.txt',
      ])
    })
    expect(git(at, 'count-objects')).toBe(before)
    expect(git(at, 'status', '--porcelain')).toBe('M a.txt\n?? b.txt')
  })
})

describe('commits', () => {
  test('not a repository, an unknown commit, unrelated histories: each says what to do', async () => {
    await expect(Repository.open(folder, env)).rejects.toMatchObject({ code: 'not-a-repository', owner: 'user' })
    const at = create('one')
    const id = commit(at, { a: 'a' })
    git(at, 'checkout', '--quiet', '--orphan', 'other')
    const other = commit(at, { b: 'b' })
    await opened(at, async (repository) => {
      await expect(repository.commit('nowhere')).rejects.toMatchObject({ code: 'no-such-commit' })
      await expect(repository.commit('--upload-pack=x')).rejects.toMatchObject({ code: 'no-such-commit' })
      await expect(repository.commitOrFetch('f'.repeat(40))).rejects.toMatchObject({ code: 'commit-not-fetched' })
      await expect(repository.mergeBase(id, other)).rejects.toMatchObject({ code: 'no-merge-base' })
    })
  })

  test('a bare repository works, but for the working tree that it has not', async () => {
    const at = create('one')
    const id = commit(at, { a: 'content' })
    git(folder, 'clone', '--quiet', '--bare', at, join(folder, 'bare'))
    await opened(join(folder, 'bare'), async (repository) => {
      expect(text(await repository.tree('head', await repository.commit('main')).read('a', 10))).toBe('content')
      expect(await repository.commit('main')).toBe(id)
      await expect(repository.worktree()).rejects.toMatchObject({ code: 'no-working-tree', owner: 'user' })
    })
  })

  test('a shallow clone is deepened for the merge-base, and lacking commits are fetched by id', async () => {
    const at = create('one')
    const base = commit(at, { a: '1' })
    git(at, 'checkout', '--quiet', '-b', 'pull')
    commit(at, { b: '1' })
    const head = commit(at, { b: '2' })
    git(at, 'checkout', '--quiet', 'main')
    const tip = commit(at, { a: '2' })
    git(at, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
    git(folder, 'clone', '--quiet', '--depth=1', '--branch=pull', `file://${at}`, join(folder, 'shallow'))
    await opened(join(folder, 'shallow'), async (repository) => {
      expect(await repository.commitOrFetch(tip)).toEqual({ id: tip, fetched: true })
      const found = await repository.mergeBase(tip, head)
      expect(found.id).toBe(base)
      expect(found.notes).toEqual([{ code: 'base-fetched', args: {} }])
    })
  })

  test('of several merge-bases the first is taken, and it is said', async () => {
    const at = create('one')
    commit(at, { a: '1' })
    git(at, 'checkout', '--quiet', '-b', 'pull')
    const p1 = commit(at, { b: '1' })
    git(at, 'checkout', '--quiet', 'main')
    const m1 = commit(at, { c: '1' })
    git(at, 'merge', '--quiet', '-m', 'm', p1)
    const tip = git(at, 'rev-parse', 'HEAD')
    git(at, 'checkout', '--quiet', 'pull')
    git(at, 'merge', '--quiet', '-m', 'm', m1)
    const head = git(at, 'rev-parse', 'HEAD')
    await opened(at, async (repository) => {
      const found = await repository.mergeBase(tip, head)
      expect([p1, m1]).toContain(found.id)
      expect(found.notes).toEqual([{ code: 'several-merge-bases', args: { n: 2 } }])
    })
  })

  test('the anchor is the newest tag below base that holds the model', async () => {
    const at = create('one')
    commit(at, { 'model.onnx': '1' })
    git(at, 'tag', 'v1')
    const second = commit(at, { 'model.onnx': '2' })
    git(at, 'tag', 'v2')
    git(at, 'rm', '--quiet', 'model.onnx')
    const base = commit(at, {})
    git(at, 'tag', 'v3')
    commit(at, { 'model.onnx': '4' })
    git(at, 'tag', 'v4')
    await opened(at, async (repository) => {
      expect(await repository.anchor('v*', base, 'model.onnx')).toBe(second)
      expect(await repository.anchor('release-*', base, 'model.onnx')).toBeNull()
      expect(await repository.anchor(base, base, 'model.onnx')).toBe(base)
    })
  })
})
