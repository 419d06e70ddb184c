import { expect, test } from 'vitest'
import { ShapeHash } from './shape-hash.ts'

const hash = new ShapeHash()
function nameOf(kind: string, ...numbers: number[]): number {
  hash.begin(kind)
  for (const number of numbers) hash.add(number)
  return hash.value()
}

test('equal numbers have equal names, others have others', () => {
  expect(nameOf('polygon', 0.5, -0)).toBe(nameOf('polygon', 5e-1, 0))
  const unlike = [
    nameOf('polygon'),
    nameOf('line'),
    nameOf('polygon', 0),
    nameOf('polygon', 0, 0),
    nameOf('polygon', 1, 2),
    nameOf('polygon', 2, 1),
    nameOf('polygon', 1 + 2 ** -52, 2),
  ]
  expect(new Set(unlike).size).toBe(unlike.length)
})

test('neighbours keep names of their own, spread over 53 bits', () => {
  const names = new Set<number>()
  let most = 0
  for (let i = 0; i < 200_000; i++) {
    const name = nameOf('polygon', i / 640, (i % 480) / 480)
    names.add(name)
    most = Math.max(most, name)
  }
  expect(names.size).toBe(200_000)
  expect(most).toBeLessThan(2 ** 53)
  expect(most).toBeGreaterThan(2 ** 52)
})
