import { expect, test } from 'vitest'
import { GateError, type Place, placeText } from './errors.ts'

test.each<[string, Place | null, string]>([
  ['a.csv:3:7: no number', { path: 'a.csv', line: 3, column: 7 }, ''],
  ['a.csv:3: no number', { path: 'a.csv', line: 3, column: 7 }, ''],
  ['a.csv: no number', { path: 'a.csv' }, ''],
  ['no number', { path: 'a.csv', line: 3, column: 7 }, 'a.csv:3:7: '],
  ['no number', { path: 'a.csv' }, 'a.csv: '],
  ['no number', null, ''],
])('the place stands before a message once: %s', (message, place, before) => {
  expect(placeText(new GateError('x', 'user', message, { hint: '-', ...(place && { place }) }))).toBe(before)
})
