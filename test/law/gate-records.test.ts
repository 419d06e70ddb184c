import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Recorded } from '#app/action/recorded'
import type { CheckId } from '#contract/ids'
import { eachStore } from '#host/each-store'
import { sha256 } from '#host/hash'
import { outcomeStore } from '#host/outcome-store'

const CHECK: CheckId = 'leakage/exact-duplicate'
const [OWN, OTHER] = ['d'.repeat(64), 'e'.repeat(64)]
const outcome = { status: 'measured', metrics: [], claims: [], findings: [], exhibits: [] }
const record = { digest: OWN, check: CHECK, outcome }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-records-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What an earlier attempt left in its artifact, as this one reads it. */
const left = (outcomes: unknown, more: object = {}) =>
  new Recorded(JSON.stringify({ schema: 'cv-gate/recorded@1', outcomes, ...more })).get(OWN, CHECK)

/** An outcome in the cache of a machine, changed. */
async function cached(change: (path: string) => void | Promise<void>): Promise<unknown> {
  const store = outcomeStore(folder)
  await store.put(OWN, outcome, CHECK)
  expect(await store.get(OWN, CHECK)).toEqual(outcome)
  await change(join(folder, 'outcomes', `${OWN}.json`))
  return store.get(OWN, CHECK)
}

/** Records by content id, changed. */
async function table(change: (path: string) => void | Promise<void>, width = 3): Promise<unknown> {
  await fill('own')
  await change(join(folder, 'own.bin'))
  return (await eachStore(folder).open('own', width)).get(sha256('picture'))
}
async function fill(name: string): Promise<void> {
  const made = await eachStore(folder).open(name, 3)
  made.put(sha256('picture'), Uint8Array.of(1, 2, 3))
  await made.save()
  expect((await eachStore(folder).open(name, 3)).get(sha256('picture'))).not.toBeNull()
}
const edit = (path: string, change: (bytes: Buffer) => Uint8Array | string) =>
  writeFileSync(path, change(readFileSync(path)))
const flipped = (at: number) => (bytes: Buffer) =>
  bytes.fill(bytes.at(at)! ^ 1, bytes.length + at, bytes.length + at + 1)

const CASES: [what: string, read: () => Promise<unknown>][] = [
  ['recorded for another check', () => left([{ ...record, check: 'leakage/near-duplicate' }])],
  ['recorded for other inputs', () => left([{ ...record, digest: OTHER }])],
  ['recorded by another version', () => left([record], { schema: 'cv-gate/recorded@2' })],
  ['recorded with one thing more', () => left([{ ...record, passed: true }])],
  ['recorded beside runs that are no text', () => left([record], { evidence: [{ digest: OWN, runs: [1] }] })],
  ['recorded beside runs of nothing', () => left([record], { evidence: [{ digest: '__proto__', runs: [] }] })],
  ['recorded as unchanged, which only a plan can say', () => left([{ ...record, outcome: { status: 'unchanged' } }])],
  ['recorded as skipped', () => left([{ ...record, outcome: { status: 'skipped', reason: { code: 'x', args: {} } } }])],
  ['recorded without its findings', () => left([{ ...record, outcome: { ...outcome, findings: undefined } }])],
  ['recorded under a name of every object', () => left([{ ...record, digest: '__proto__' }])],
  ['a cached outcome with a byte flipped', () => cached((path) => edit(path, flipped(-5)))],
  ['a cached outcome cut off', () => cached((path) => edit(path, (bytes) => bytes.subarray(0, -9)))],
  [
    'a cached outcome in the place of another',
    () =>
      cached(async (path) => {
        await outcomeStore(folder).put(OTHER, outcome, CHECK)
        copyFileSync(join(folder, 'outcomes', `${OTHER}.json`), path)
      }),
  ],
  ['a cached outcome that is none', () => cached(() => outcomeStore(folder).put(OWN, { status: 'passed' }, CHECK))],
  ['a table with a byte flipped', () => table((path) => edit(path, flipped(-40)))],
  ['a table cut off', () => table((path) => edit(path, (bytes) => bytes.subarray(0, -35)))],
  ['a table of another width', () => table(() => undefined, 5)],
  [
    'a table in the place of another',
    () =>
      table(async (path) => {
        await fill('other')
        copyFileSync(join(folder, 'other.bin'), path)
      }),
  ],
]

test('18 ways to tamper with a record', () => expect(CASES).toHaveLength(18))
test('what nobody touched is taken', async () => expect(await left([record])).toEqual(outcome))
test.each(CASES)('%s counts as absent', async (_, read) => {
  expect(await read()).toBeNull()
})
