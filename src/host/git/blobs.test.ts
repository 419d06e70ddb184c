import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Files } from '#contract/ports'
import { Contents, StringsBuilder } from '#contract/table'
import { readBlobs } from './blobs.ts'
import { Git } from './git.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-blobs-'))
  run(['init', '--quiet'])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(args: readonly string[], input: Uint8Array | string = ''): string {
  return execFileSync('git', ['-C', folder, ...args], { input, encoding: 'utf8' }).trim()
}
function filesOf(ids: readonly string[]): Files {
  const path = new StringsBuilder()
  const content = Contents.empty(ids.length)
  for (const [row, id] of ids.entries()) {
    path.push(`${row}`)
    content.set(row, 'git', id)
  }
  return { rows: ids.length, path: path.build(), content, refused: [] }
}
/** Every byte tells where it stands. */
function bytesOf(size: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8) + size) & 0xff))
}

test('blobs of all sizes in the order asked, what is absent, too large or no blob told in its place', async () => {
  const sizes = [0, 1, 5, 4096, 65_535, 65_536, 65_537, 300_000, 7, 1_000_000, 0, 10]
  const ids = sizes.map((size) => run(['hash-object', '-w', '--stdin'], bytesOf(size)))
  const contents = new Map(ids.map((id, i) => [id, bytesOf(sizes[i]!)]))
  const large = run(['hash-object', '-w', '--stdin'], bytesOf(1_000_001))
  const tree = run(['mktree'], `100644 blob ${ids[1]}\tx\n`)
  const all = [large, ...ids, 'f'.repeat(40), tree, ...ids, large, ids[2]!]
  const files = filesOf(all)
  const many = Array.from({ length: 1000 }, (_, i) => (i * 7) % all.length)
  const small = many.filter((row) => all[row] !== large && all[row] !== ids[9] && all[row] !== ids[7])
  for (const rows of [all.map((_, row) => all.length - 1 - row), small]) {
    const read: number[] = []
    for await (const { row, bytes, fault } of readBlobs(new Git(folder, process.env), files, rows, 1_000_000)) {
      read.push(row)
      const content = contents.get(all[row]!)
      if (content) expect(bytes && Buffer.compare(bytes, content), `row ${row}`).toBe(0)
      else expect([bytes, fault]).toEqual([null, all[row] === large ? 'file-too-large' : 'content-absent'])
    }
    expect(read).toEqual(rows)
  }
})

test('a reader that has enough ends git', async () => {
  const id = run(['hash-object', '-w', '--stdin'], bytesOf(100_000))
  const files = filesOf([id])
  const git = new Git(folder, process.env)
  for await (const { bytes } of readBlobs(git, files, new Array(100_000).fill(0), 1_000_000)) {
    expect(bytes).toHaveLength(100_000)
    break
  }
})

test('git that ends before it has answered is an error', async () => {
  const files = filesOf(['a'.repeat(40)])
  const read = async () => {
    for await (const _ of readBlobs(new Git(join(folder, 'nowhere'), process.env), files, [0], 10));
  }
  await expect(read()).rejects.toMatchObject({ code: 'git-failed' })
})
