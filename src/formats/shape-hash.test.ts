import { expect, test } from 'vitest'
import { ShapeHash } from './shape-hash.ts'

const hash = new ShapeHash()
function nameOf(kind: number, ...numbers: number[]): number {
  hash.begin(kind)
  for (const number of numbers) hash.add(number)
  return hash.end()
}

test('equal numbers have equal names, others have others', () => {
  expect(nameOf(1, 0.5, -0)).toBe(nameOf(1, 5e-1, 0))
  const unlike = [
    nameOf(1),
    nameOf(2),
    nameOf(1, 0),
    nameOf(1, 0, 0),
    nameOf(1, 1, 2),
    nameOf(1, 2, 1),
    nameOf(1, 1 + 2 ** -52, 2),
  ]
  expect(new Set(unlike).size).toBe(unlike.length)
})

test('neighbours keep names of their own, spread over 53 bits', () => {
  const names = new Set<number>()
  let most = 0
  for (let i = 0; i < 200_000; i++) {
    const name = nameOf(1, i / 640, (i % 480) / 480)
    names.add(name)
    most = Math.max(most, name)
  }
  expect(names.size).toBe(200_000)
  expect(most).toBeLessThan(2 ** 53)
  expect(most).toBeGreaterThan(2 ** 52)
})
