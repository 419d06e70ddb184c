import { expect, test } from 'vitest'
import { Strings } from '#contract/table'
import { Stems } from './stems.ts'

const find = (stems: Stems, name: string) => {
  const bytes = new TextEncoder().encode(name)
  return stems.find(bytes, 0, bytes.length)
}

test('images by their names without extensions; the first of several', () => {
  const stems = new Stems(Strings.of(['a.txt', 'b/__proto__.jpg', 'c.d.png', 'c.d.tiff']), [1, 2, 3])
  expect(['a', 'b/__proto__', '__proto__', 'c.d', 'c', ''].map((name) => find(stems, name))).toEqual([
    -1, 1, -1, 2, -1, -1,
  ])
  expect([1, 2].map((row) => stems.isShared(row))).toEqual([false, true])
})

test('names of 64 KiB that no image has leave nothing behind', () => {
  const stems = new Stems(Strings.of(Array.from({ length: 1000 }, (_, at) => `i/${at}.jpg`)), Array(1000).keys())
  const long = new TextEncoder().encode('x'.repeat(64 * 1024))
  const before = process.memoryUsage()
  for (let at = 0; at < 4_000; at++) {
    new DataView(long.buffer).setUint32(0, at)
    if (stems.find(long, 0, long.length) >= 0) throw new Error('found')
  }
  expect(process.memoryUsage().arrayBuffers - before.arrayBuffers).toBeLessThan(64 * 1024 * 1024)
})
