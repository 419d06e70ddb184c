import { expect, test } from 'vitest'
import { compareGenerations, type Generation, generationIn } from './generation.ts'

test('a later run is newer than any attempt of an earlier one, a later attempt than an earlier', () => {
  const inOrder: Generation[] = [
    [0, 0],
    [1, 1],
    [1, 9],
    [2, 1],
    [10, 1],
  ]
  expect(inOrder.toReversed().sort(compareGenerations)).toEqual(inOrder)
  expect(compareGenerations([2, 1], [2, 1])).toBe(0)
})

test('text that is not ours is the oldest of all', () => {
  const pattern = /run=(\d+)\.(\d+)/
  expect(generationIn('x run=12.3 x', pattern)).toEqual([12, 3])
  for (const text of ['run=12', '', null, undefined]) expect(generationIn(text, pattern)).toEqual([0, 0])
})
