import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eachStore } from './each-store.ts'
import { sha256 } from './hash.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-each-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const key = (i: number) => sha256(`key ${i}`)
const record = (i: number) => Uint8Array.of(i & 255, i >> 8, 7)

async function filled(count: number) {
  const table = await eachStore(folder).open('t-1', 3)
  for (let i = 0; i < count; i++) table.put(key(i), record(i))
  await table.save()
}

test('records are found again, in this and the next run', async () => {
  await filled(1000)
  const again = await eachStore(folder).open('t-1', 3)
  for (let i = 0; i < 1000; i++) expect(again.get(key(i))).toEqual(record(i))
  expect(again.get(key(1000))).toBeNull()
  again.put(key(5), record(9))
  again.put(key(1000), record(1000))
  await again.save()
  const third = await eachStore(folder).open('t-1', 3)
  expect([third.get(key(5)), third.get(key(1000)), third.get(key(999))]).toEqual([record(9), record(1000), record(999)])
})

test('a flipped byte, a missing end or another width make the file count as absent', async () => {
  await filled(10)
  const path = join(folder, 't-1.bin')
  const good = readFileSync(path)
  for (const at of [0, 20, good.length - 40, good.length - 1]) {
    const bad = Uint8Array.from(good)
    bad[at]! ^= 1
    writeFileSync(path, bad)
    expect((await eachStore(folder).open('t-1', 3)).get(key(1))).toBeNull()
  }
  writeFileSync(path, good.subarray(0, good.length - 35))
  expect((await eachStore(folder).open('t-1', 3)).get(key(1))).toBeNull()
  writeFileSync(path, good)
  expect((await eachStore(folder).open('t-1', 5)).get(key(1))).toBeNull()
  expect((await eachStore(folder).open('t-1', 3)).get(key(1))).toEqual(record(1))
})

test('without a folder everything works and nothing stays', async () => {
  const table = await eachStore(null).open('t-1', 3)
  table.put(key(1), record(1))
  await table.save()
  expect(table.get(key(1))).toEqual(record(1))
  expect((await eachStore(null).open('t-1', 3)).get(key(1))).toBeNull()
})

test('keys and records of the wrong width are refused', async () => {
  const table = await eachStore(null).open('t-1', 3)
  expect(() => table.put(new Uint8Array(20), record(1))).toThrow(RangeError)
  expect(() => table.put(key(1), new Uint8Array(4))).toThrow(RangeError)
})

test('anew: what was kept does not answer, what is put does, and takes its place', async () => {
  await filled(10)
  const store = eachStore(folder).anew()
  const table = await store.open('t-1', 3)
  expect(table.get(key(5))).toBeNull()
  table.put(key(5), record(500))
  await table.save()
  const same = await store.open('t-1', 3) // of another model side
  expect([same.get(key(5)), same.get(key(6)), (await store.anew().open('t-1', 3)).get(key(5))]).toEqual([
    record(500),
    null,
    null,
  ])
  const next = await eachStore(folder).open('t-1', 3)
  expect([next.get(key(5)), next.get(key(6))]).toEqual([record(500), record(6)])
})

test('what the disk does not have is taken from elsewhere, sound or not at all; what was touched can be left', async () => {
  await filled(10)
  const file = Uint8Array.from(readFileSync(join(folder, 't-1.bin')))
  const asked: string[] = []
  const seeded = (bytes: Uint8Array | null) =>
    eachStore(null, undefined, async (name) => {
      asked.push(name)
      return bytes
    })
  const store = seeded(file)
  const [table, same] = [await store.open('t-1', 3), await store.open('t-1', 3)]
  expect([table === same, asked]).toEqual([true, ['t-1.bin']])
  expect((await store.touched()).size).toBe(0)
  for (const at of [3, 5]) expect(table.get(key(at))).toEqual(record(at))
  table.put(key(100), record(100))
  const left = await store.touched()
  expect([...left.keys()]).toEqual(['t-1.bin'])
  const next = await seeded(left.get('t-1.bin')!).open('t-1', 3)
  expect([3, 5, 100, 4].map((at) => next.get(key(at)) !== null)).toEqual([true, true, true, false])
  for (const bad of [
    null,
    new Uint8Array(0),
    file.subarray(1),
    left.get('t-1.bin')!.map((byte, at) => byte ^ +(at === 50)),
  ])
    expect((await seeded(bad).open('t-1', 3)).get(key(3))).toBeNull()
})
