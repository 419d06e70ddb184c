import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Report } from '#contract/report'
import { dvcFile, dvcFolder, fillCache } from '#test/dvc-writer'
import { judge } from '#test/golden'
import { installed, lfsPointer, oidOf } from '#test/lfs'
import { CONFIG, colours, picture, SmallRepository } from '#test/small-repository'

type Content = string | Uint8Array
let clean: Record<string, Content>
let extra: Uint8Array
let repository: SmallRepository
let folder: string
beforeAll(async () => {
  clean = await colours()
  extra = await picture('red', 999)
})
beforeEach(() => {
  repository = new SmallRepository()
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-stores-'))
})
afterEach(() => {
  repository.remove()
  rmSync(folder, { recursive: true, force: true })
})

const outcomes = (report: Report) => report.targets[0]!.outcomes
const found = (report: Report) =>
  Object.values(outcomes(report)).flatMap((outcome) => (outcome.status === 'measured' ? outcome.findings : []))
const codes = (report: Report) => [...new Set(found(report).map(({ code }) => code))]
const errors = (report: Report) =>
  Object.values(outcomes(report)).flatMap((outcome) => (outcome.status === 'error' ? [outcome] : []))
const notes = (report: Report) => report.notes.map(({ code }) => code)
const images = (files: Record<string, Content>) => Object.entries(files).filter(([path]) => path.endsWith('.png'))
const labels = (...rows: string[]) => `${clean['data/labels.csv']}${rows.map((row) => `${row}\n`).join('')}`

/** A server on this machine that nobody should ask. */
async function trap(): Promise<{ url: string; hits: () => number; server: Server }> {
  let hits = 0
  const server = createServer((_, response) => {
    hits++
    response.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hits: () => hits, server }
}

describe('Git LFS', () => {
  const attributes = { '.gitattributes': '*.png filter=lfs diff=lfs merge=lfs -text\n' }
  const pointers = () => Object.fromEntries(images(clean).map(([path, bytes]) => [path, lfsPointer(bytes)]))

  test('from pointers alone: the diff and duplicates are found; what was not read is said, with the way to fetch it', async () => {
    const base = repository.commit({ ...clean, ...attributes, ...pointers() })
    const head = repository.commit({
      'data/train/copy.png': lfsPointer(clean['data/test/40.png']!),
      'data/labels.csv': labels('train/copy.png,green,train'),
    })
    const report = await judge(repository.path, base, head, null)
    expect(codes(report)).toContain('across-splits')
    expect(found(report).find(({ code }) => code === 'across-splits')).toMatchObject({ age: 'new' })
    const unread = found(report).filter(({ code }) => code === 'not-read')
    expect(unread.map(({ args }) => args)).toEqual([
      { count: 31, split: 'train', why: 'not on this machine' },
      { count: 60, split: 'test', why: 'not on this machine' },
    ])
    expect(outcomes(report)['dataset/change']).toMatchObject({ status: 'measured' })
    expect(found(report).some(({ code }) => code === 'images-added')).toBe(true)
    expect(errors(report).map(({ code }) => code)).toEqual(['content-absent', 'content-absent'])
    expect(errors(report)[0]!.hint).toContain('git lfs pull')
    expect(report.conclusion).toBe('blocked') // by the duplicate; nothing unread is passed
  })

  describe.skipIf(!installed('git', 'lfs', 'version'))('with the real git-lfs', () => {
    const env = { HOME: '', GIT_CONFIG_NOSYSTEM: '1' }
    const git = (at: string, ...args: string[]) =>
      execFileSync('git', ['-C', at, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
        env: { ...process.env, ...env, HOME: folder, GIT_LFS_SKIP_SMUDGE: '1' },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      }).trim()
    const allowed = CONFIG.replace('split: ', 'split: ').replace('root: data,', 'root: data, fetch: trusted-remote,')
    const store = () => join(folder, 'clone/.git/lfs/objects')

    /** A bare remote with content, and a clone of it that has pointers only. */
    function cloned(config: string, more: Record<string, Content> = {}): { at: string; base: string; head: string } {
      const [bare, source, at] = [join(folder, 'bare.git'), join(folder, 'source'), join(folder, 'clone')]
      git(folder, 'init', '--quiet', '--bare', '-b', 'main', bare)
      git(folder, 'clone', '--quiet', `file://${bare}`, source)
      git(source, 'lfs', 'install', '--local')
      const write = (files: Record<string, Content>) => {
        for (const [path, content] of Object.entries(files)) {
          mkdirSync(join(source, path, '..'), { recursive: true })
          writeFileSync(join(source, path), content)
        }
        git(source, 'add', '--all')
        git(source, 'commit', '--quiet', '-m', 'x')
        return git(source, 'rev-parse', 'HEAD')
      }
      const base = write({ ...attributes, ...clean, '.github/cv-gate.yml': config })
      const added = { 'data/train/new.png': extra, 'data/labels.csv': labels('train/new.png,red,train') }
      const head = write({ ...added, ...more })
      git(source, '-c', 'lfs.locksverify=false', 'push', '--quiet', `file://${bare}`, 'HEAD:main')
      git(folder, 'clone', '--quiet', `file://${bare}`, at)
      return { at, base, head }
    }

    test('fetched from origin when base allows it, by no address of the pull request, and no hook runs', async () => {
      const evil = await trap()
      try {
        const ours = `[lfs]\n\turl = ${evil.url}\n\tfetchexclude = *\n[remote "origin"]\n\tlfsurl = ${evil.url}\n`
        const { at, base } = cloned(allowed)
        git(join(folder, 'source'), 'config', '--local', 'lfs.url', `file://${join(folder, 'bare.git')}`)
        writeFileSync(join(at, '.lfsconfig'), ours)
        git(at, 'add', '--all')
        git(at, 'commit', '--quiet', '-m', 'redirect')
        const head = git(at, 'rev-parse', 'HEAD')
        const hooks = readdirSync(join(at, '.git/hooks'))
        const report = await judge(at, base, head, null, { env: { ...env, HOME: folder } })
        expect(report.notes).toContainEqual({
          code: 'fetched',
          args: { store: 'Git LFS', n: 91 },
        })
        expect([report.conclusion, errors(report), codes(report).includes('not-read')]).toEqual(['passed', [], false])
        expect(evil.hits()).toBe(0)
        expect(readdirSync(join(at, '.git/hooks'))).toEqual(hooks)
        expect(git(at, 'status', '--porcelain')).toBe('')
      } finally {
        evil.server.close()
      }
    })

    test.each<[string, string, Record<string, Content>, boolean]>([
      ['base does not allow it, though head does', CONFIG, { '.github/cv-gate.yml': allowed }, true],
      ['the pull request comes from a fork', allowed, {}, false],
    ])('nothing is fetched when %s', async (_, config, more, trusted) => {
      const { at, base, head } = cloned(config, more)
      const report = await judge(at, base, head, null, { env: { ...env, HOME: folder }, trusted })
      expect(notes(report).filter((code) => code.startsWith('fetch'))).toEqual([])
      expect(existsSync(store())).toBe(false)
      expect(codes(report)).toContain('not-read')
      expect(report.conclusion).toBe('unverified')
    })

    test('over http the address is the one of the remote; a size that no machine has is refused before', async () => {
      const huge = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 999999999999999999\n`
      const { at, base, head } = cloned(allowed)
      const asked: string[] = []
      const server = createServer((request, response) => {
        asked.push(`${request.method} ${request.url}`)
        response.writeHead(404, { 'content-type': 'application/vnd.git-lfs+json' }).end('{"message": "no"}')
      })
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
      try {
        const { port } = server.address() as AddressInfo
        git(at, 'remote', 'set-url', 'origin', `http://127.0.0.1:${port}/some/repo`)
        const report = await judge(at, base, head, null, { env: { ...env, HOME: folder } })
        expect([...new Set(asked)]).toEqual(['POST /some/repo.git/info/lfs/objects/batch'])
        expect(notes(report)).toContain('fetch-failed')
        expect(report.conclusion).toBe('unverified')
        asked.length = 0
        writeFileSync(join(at, 'data/train/huge.png'), huge)
        writeFileSync(join(at, 'data/labels.csv'), labels('train/huge.png,red,train'))
        git(at, 'add', '--all')
        git(at, 'commit', '--quiet', '-m', 'huge')
        const refused = await judge(at, base, git(at, 'rev-parse', 'HEAD'), null, { env: { ...env, HOME: folder } })
        expect(refused.notes).toContainEqual({
          code: 'fetch-failed',
          args: { store: 'Git LFS', n: 92, why: expect.stringContaining('the limit of one run') },
        })
        expect(asked).toEqual([])
      } finally {
        server.close()
      }
    })
  })
})

describe('DVC', () => {
  const kept = CONFIG.replace('root: data,', 'root: data, store: dvc,')
  const under = (split: string, files: Record<string, Content>) =>
    Object.fromEntries(
      images(files).flatMap(([path, bytes]) => {
        const start = `data/${split}/`
        return path.startsWith(start) ? [[path.slice(start.length), bytes]] : []
      }),
    )
  /** The clean repository with both splits and the manifest kept by DVC; `add` comes into train. */
  function written(config: string, add: Record<string, Content> = {}, manifest = String(clean['data/labels.csv'])) {
    const train = dvcFolder('train', { ...under('train', clean), ...add })
    const test = dvcFolder('test', under('test', clean))
    const table = dvcFile('labels.csv', manifest)
    const files: Record<string, Content> = {
      '.github/cv-gate.yml': config,
      'model.onnx': clean['model.onnx']!,
      'data/.gitignore': '/train\n/test\n/labels.csv\n',
      'data/train.dvc': train.text,
      'data/test.dvc': test.text,
      'data/labels.csv.dvc': table.text,
    }
    return { files, objects: [train, test, table] }
  }

  test('manifest and folders kept by DVC are read as if they were committed', async () => {
    const before = written(kept)
    const after = written(
      kept,
      { 'new.png': extra, 'copy.png': clean['data/test/40.png']! },
      labels('train/new.png,red,train', 'train/copy.png,green,train'),
    )
    const base = repository.commit(before.files)
    const head = repository.commit(after.files)
    fillCache(repository.path, ...before.objects, ...after.objects)
    const report = await judge(repository.path, base, head, null)
    expect(errors(report)).toEqual([])
    expect(codes(report)).toContain('across-splits')
    expect(codes(report)).not.toContain('not-read')
    expect(found(report).find(({ code }) => code === 'images-added')).toMatchObject({ count: 2 })
    const same = await judge(repository.path, head, head, null)
    expect(notes(same)).toContain('nothing-relevant-changed')
  })

  test('without the manifest of a folder: an error that says how to fetch it; without images: not read', async () => {
    const before = written(kept)
    const after = written(kept, { 'new.png': extra }, labels('train/new.png,red,train'))
    const base = repository.commit({
      ...before.files,
      '.dvc/config': '[core]\n    remote = store\n[\'remote "store"\']\n    url = /x\n',
    })
    const head = repository.commit(after.files)
    fillCache(repository.path, ...before.objects)
    const absent = await judge(repository.path, base, head, null)
    expect(errors(absent).map(({ code }) => code)).toContain('content-absent')
    expect(errors(absent)[0]!.hint).toContain('`dvc fetch --remote store`')
    expect(absent.conclusion).toBe('unverified')

    const index = after.objects.map(({ objects, ...rest }) => ({
      ...rest,
      objects: new Map(
        [...objects].filter(([path, bytes]) => path.endsWith('.dir') || Buffer.from(bytes).includes('image,label')),
      ),
    }))
    fillCache(repository.path, ...index)
    const unread = await judge(repository.path, base, head, null)
    expect(found(unread).find(({ code }) => code === 'not-read')).toMatchObject({ args: { count: 1, split: 'train' } })
    expect(codes(unread)).toContain('images-added')
  })

  test('a cache outside the clone is used when the operator names it, never when the repository does', async () => {
    const before = written(kept)
    const after = written(kept, { 'new.png': extra }, labels('train/new.png,red,train'))
    const config = `[cache]\n    dir = ${folder}/.dvc/cache\n`
    const base = repository.commit({ ...before.files, '.dvc/config': config })
    const head = repository.commit(after.files)
    fillCache(folder, ...before.objects, ...after.objects)
    const refused = await judge(repository.path, base, head, null)
    expect(errors(refused)[0]).toMatchObject({
      code: 'content-absent',
      hint: expect.stringContaining('CV_GATE_DVC_CACHE'),
    })
    const env = { CV_GATE_DVC_CACHE: join(folder, '.dvc/cache') }
    expect((await judge(repository.path, base, head, null, { env })).conclusion).toBe('passed')
  })

  test.skipIf(!installed('dvc', '--version'))(
    'the real dvc fetches from the remote of base, and from nowhere else',
    { timeout: 120_000 },
    async () => {
      const env = { HOME: folder, DVC_NO_ANALYTICS: '1' }
      const storage = join(folder, 'storage')
      const config = (url: string) => `[core]\n    remote = store\n['remote "store"']\n    url = ${url}\n`
      const before = written(kept.replace('store: dvc,', 'store: dvc, fetch: trusted-remote,'))
      const after = written(kept, { 'new.png': extra }, labels('train/new.png,red,train'))
      const evil = await trap()
      try {
        const imported = `deps:\n- path: ${evil.url}/x\nouts:\n- md5: ${'a'.repeat(32)}\n  hash: md5\n  path: imported.bin\n`
        const base = repository.commit({ ...before.files, '.dvc/config': config(storage) })
        const head = repository.commit({
          ...after.files,
          '.dvc/config': config(evil.url),
          'data/imported.bin.dvc': imported,
        })
        const source = mkdtempSync(join(folder, 'source-'))
        fillCache(source, ...before.objects, ...after.objects)
        mkdirSync(storage)
        execFileSync('cp', ['-r', join(source, '.dvc/cache/files'), join(storage, 'files')])

        const report = await judge(repository.path, base, head, null, { env })
        expect(report.notes.filter(({ code }) => code.startsWith('fetch'))).toMatchObject([
          { code: 'fetched', args: { store: 'DVC', n: 5 } },
          { code: 'fetch-failed', args: { store: 'DVC', n: 1 } }, // the import is in no remote
        ])
        expect([report.conclusion, errors(report), codes(report).includes('not-read')]).toEqual(['passed', [], false])
        expect(evil.hits()).toBe(0)
        expect(existsSync(join(repository.path, 'data/train'))).toBe(false) // nothing is checked out
        rmSync(join(repository.path, '.git/cv-gate'), { recursive: true })
        const fork = await judge(repository.path, base, head, null, { env, trusted: false })
        expect([fork.conclusion, existsSync(join(repository.path, '.git/cv-gate'))]).toEqual(['unverified', false])
      } finally {
        evil.server.close()
      }
    },
  )
})

test('ids of content are what the tools say they are', () => {
  expect(lfsPointer('x')).toContain(oidOf('x'))
  expect(dvcFile('a.csv', 'x,y\n').md5).toBe('043212bb9834e334677e9c9659294bd4') // as dvc 3.67 wrote it
  expect(dvcFolder('train', { 'ü b.txt': 'hi\n' }).md5).toBe('b5a51823602a38536b5d76819f0e1443')
})

describe('a data root', () => {
  const at = () => join(folder, 'data')
  function place(files: Record<string, Content>): void {
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(join(at(), path, '..'), { recursive: true })
      writeFileSync(join(at(), path), bytes)
    }
  }
  const photos = () => Object.fromEntries(images(clean).map(([path, bytes]) => [path.replace('data/', ''), bytes]))
  const outside = CONFIG.replace('root: data,', 'root: data, images: {root: $data},')
  const digested = outside
    .replace('{root: $data}', '{root: $data, digest: sha256}')
    .replace('file: labels.csv', 'file: labels.csv, columns: {digest: sha}')
  /** The manifest with the digest of each image. */
  const named = (text: string, files: Record<string, Content>) =>
    text
      .trim()
      .split('\n')
      .map((line, index) => `${line},${index === 0 ? 'sha' : oidOf(files[line.split(',')[0]!]!)}\n`)
      .join('')
  const commit = (config: string, manifest: string) =>
    repository.commit({
      '.github/cv-gate.yml': config,
      'model.onnx': clean['model.onnx']!,
      'data/labels.csv': manifest,
    })

  test.each([
    ['named by a digest column', digested, named],
    ['known by reading them', outside, (text: string) => text],
  ])('images %s are judged; a fork is shown only those that base names', async (_, config, manifest) => {
    const more = { ...photos(), 'train/new.png': extra }
    place(more)
    const base = commit(config, manifest(String(clean['data/labels.csv']), more))
    const head = commit(config, manifest(labels('train/new.png,red,train'), more))
    const report = await judge(repository.path, base, head, null, { dataRoot: at() })
    expect([report.conclusion, errors(report), codes(report).includes('not-read')]).toEqual(['passed', [], false])
    const fork = await judge(repository.path, base, head, null, { dataRoot: at(), trusted: false })
    const told = found(fork).filter(({ code }) => code === 'not-read' || code === 'missing-file')
    expect(told).toHaveLength(1)
    expect(fork.conclusion).not.toBe('passed')
  })

  test('another file than the digest says is told apart from none', async () => {
    const all = photos()
    place({ ...all, 'train/0.png': extra })
    rmSync(join(at(), 'train/1.png'))
    const base = commit(digested, named(String(clean['data/labels.csv']), all))
    const head = commit(digested, named(labels('test/30.png,red,train'), all))
    const report = await judge(repository.path, base, head, null, { dataRoot: at() })
    const unread = found(report).filter(({ code }) => code === 'not-read')
    expect(unread.map(({ args }) => args)).toEqual([
      { count: 1, split: 'train', why: 'not on this machine' },
      { count: 1, split: 'train', why: 'the file is there, and holds other bytes than its digest says' },
    ])
    expect(codes(report)).toContain('across-splits')
  })

  test('without a data root: an error that says how to give one', async () => {
    const base = commit(outside, String(clean['data/labels.csv']))
    const report = await judge(repository.path, base, commit(outside, labels('train/new.png,red,train')), null)
    expect(errors(report)[0]).toMatchObject({
      code: 'data-root-not-given',
      hint: expect.stringContaining('--data-root'),
    })
    expect(report.conclusion).toBe('unverified')
  })
})
