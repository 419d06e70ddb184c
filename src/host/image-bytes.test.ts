import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Contents } from '#contract/table'
import { oidOf } from '#test/lfs'
import type { ContentStore } from './content-store.ts'
import { imageBytes, type Shown } from './image-bytes.ts'

let folder: string
let root: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-root-'))
  root = join(folder, 'root')
  mkdirSync(join(root, 'sub'), { recursive: true })
  writeFileSync(join(root, 'sub/a.png'), 'image')
  writeFileSync(join(folder, 'secret'), 'secret')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const nothing = { read: async () => null } as unknown as ContentStore
const open = (at: string | null = root, shown: Shown = null) => imageBytes(nothing, at, shown)
async function read(path: string, content: string, images = open()): Promise<string> {
  const contents = Contents.empty(1)
  contents.set(0, 'sha256', oidOf(content))
  const bytes = await images.read(path, contents, 0)
  return typeof bytes === 'string' ? bytes : `read ${new TextDecoder().decode(bytes)}`
}
const digest = async (path: string, images = open()) => {
  const found = await images.digest!(path)
  return typeof found === 'string' ? found : found.sha256
}

test('a file below the root whose digest is the declared one; its own digest where none is declared', async () => {
  expect(await read('sub/a.png', 'image')).toBe('read image')
  expect(await digest('sub/a.png')).toBe(oidOf('image'))
})

describe('everything else is absent, each for its reason', () => {
  test.each<[string, () => void, string, string]>([
    ['no such file', () => {}, 'sub/none.png', 'not-here'],
    ['no such folder', () => {}, 'none/a.png', 'not-here'],
    ['a file as folder', () => {}, 'sub/a.png/b', 'not-here'],
    ['a folder', () => {}, 'sub', 'not-a-file'],
    ['the root itself', () => {}, '.', 'outside-root'],
    ['a path that climbs', () => {}, '../secret', 'outside-root'],
    ['a path that climbs and comes back', () => {}, '../root/sub/none.png', 'not-here'],
    ['a link that leaves', () => symlinkSync(join(folder, 'secret'), join(root, 'l')), 'l', 'outside-root'],
    ['a folder that leaves', () => symlinkSync(folder, join(root, 'd')), 'd/secret', 'outside-root'],
    [
      'a chain of links that leaves',
      () => {
        symlinkSync('l2', join(root, 'l1'))
        symlinkSync('../secret', join(root, 'l2'))
      },
      'l1',
      'outside-root',
    ],
    ['a link to itself', () => symlinkSync('loop', join(root, 'loop')), 'loop', 'not-a-file'],
    ['a link to nothing', () => symlinkSync('nothing', join(root, 'l')), 'l', 'not-here'],
    [
      'a neighbour whose name begins alike',
      () => {
        mkdirSync(join(folder, 'root-2'))
        writeFileSync(join(folder, 'root-2/a'), 'secret')
        symlinkSync('../root-2/a', join(root, 'l'))
      },
      'l',
      'outside-root',
    ],
    ['a pipe that nobody writes to', () => execFileSync('mkfifo', [join(root, 'pipe')]), 'pipe', 'not-a-file'],
    ['a device', () => symlinkSync('/dev/zero', join(root, 'zero')), 'zero', 'outside-root'],
    ['larger than any image', () => execFileSync('truncate', ['-s', '300M', join(root, 'big')]), 'big', 'too-large'],
    ['a NUL', () => {}, 'a\0b', 'not-here'],
    ['a name of 5,000 letters', () => {}, 'x'.repeat(5000), 'not-here'],
  ])('%s', async (_, prepare, path, expected) => {
    prepare()
    expect(await read(path, 'secret')).toBe(expected)
    expect(await digest(path)).toBe(expected)
  })

  test('a socket', async () => {
    const server = createServer()
    await new Promise<void>((done) => server.listen(join(root, 'socket'), done))
    expect(await read('socket', 'secret')).toBe('not-a-file')
    server.close()
  })

  test('other bytes than the digest says are there, and told so; shorter, longer, empty', async () => {
    for (const content of ['imagf', 'imag', 'images', '']) {
      writeFileSync(join(root, 'sub/a.png'), content)
      expect(await read('sub/a.png', 'image'), content).toBe('other-bytes')
    }
  })

  test('no data root, or one that is not there', async () => {
    expect(await read('sub/a.png', 'image', open(null))).toBe('not-here')
    expect(open(null).digest).toBeNull()
    expect(await read('sub/a.png', 'image', open(join(folder, 'none')))).toBe('not-here')
  })
})

test('a root behind a link, a link inside the root, a file of two names: read', async () => {
  symlinkSync(root, join(folder, 'link'))
  expect(await read('sub/a.png', 'image', open(join(folder, 'link')))).toBe('read image')
  symlinkSync('sub/a.png', join(root, 'inside'))
  expect(await read('inside', 'image')).toBe('read image')
  linkSync(join(root, 'sub/a.png'), join(root, 'twin.png'))
  expect(await read('twin.png', 'image')).toBe('read image')
})

test('what a fork is not shown is not opened: neither its bytes nor its digest', async () => {
  const shown = open(root, ({ path, sha256 }) => path === 'sub/a.png' && sha256 !== oidOf('image'))
  expect(await read('sub/a.png', 'image', shown)).toBe('not-shown-to-forks')
  expect(await digest('sub/a.png', shown)).toBe(oidOf('image'))
  expect(await digest('other.png', shown)).toBe('not-shown-to-forks')
})
