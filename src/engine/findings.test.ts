import { expect, test } from 'vitest'
import type { CheckId, Digest } from '#contract/ids'
import type { Finding, Found } from '#contract/outcome'
import { sha256 } from '#host/hash'
import { merged, toFinding } from './findings.ts'

const found: Found = { code: 'c', args: { n: 1 }, about: [], age: 'new', count: 1, subject: 's', basis: 'b' }
const made = (more: Partial<Found> = {}, target = 'main', check: CheckId = 'leakage/exact-duplicate') =>
  toFinding(target, check, { ...found, ...more }, sha256)
const finding = (more: Partial<Finding> = {}): Finding => ({ ...made(), ...more })
const [a, b, c] = ['a', 'b', 'c'].map((digit) => digit.repeat(64) as Digest)

test('the id names the thing, the evidence what it rests on', () => {
  const { id, evidence } = made()
  expect([id.length, evidence.length]).toEqual([10, 64])
  const others = [
    made({ code: 'd' }),
    made({ subject: 't' }),
    made({}, 'other'),
    made({}, 'main', 'leakage/near-duplicate'),
  ]
  expect(new Set([id, ...others.map((one) => one.id)]).size).toBe(5)
  expect(made({ basis: 'x', age: 'pre-existing', count: 4, args: {} }).id).toBe(id)
  expect([made({ subject: 't' }).evidence, made({ basis: 'x' }).evidence === evidence]).toEqual([evidence, false])
  expect(made({ count: 4 })).toMatchObject({ code: 'c', args: { n: 1 }, about: [], age: 'new', count: 4 })
})

test('findings of one id are one: counts add up, new if any is', () => {
  const all = merged([finding(), finding({ id: '0000000000' }), finding({ count: 2, age: 'pre-existing' })], sha256)
  expect(all.map(({ id, count, age }) => [id === made().id, count, age])).toEqual([
    [true, 3, 'new'],
    [false, 1, 'new'],
  ])
  const old = finding({ age: 'pre-existing' })
  expect(merged([old, old], sha256)).toMatchObject([{ count: 2, age: 'pre-existing' }])
})

test('it rests on the evidence of all of them, in whatever order and however often', () => {
  const of = (...evidences: Digest[]) =>
    merged(
      evidences.map((evidence) => finding({ evidence })),
      sha256,
    )[0]!.evidence
  expect([of(a!), of(a!, a!)]).toEqual([a, a])
  expect(of(a!, b!)).not.toBe(a)
  expect(of(a!, b!)).not.toBe(b)
  expect([of(b!, a!), of(a!, b!, a!)]).toEqual([of(a!, b!), of(a!, b!)])
  expect(new Set([of(a!, b!), of(a!, c!), of(b!, c!), of(a!, b!, c!)]).size).toBe(4)
})
