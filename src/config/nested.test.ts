import { expect, test } from 'vitest'
import { UsageError } from '#contract/errors'
import { loadConfig } from './load.ts'

const HALF_A_MEGABYTE = 500_000

test.each([
  ['lists in lists', '- '],
  ['keys of keys', '? '],
  ['flow lists', '['],
  ['flow mappings', '{a: '],
  ['lists in a target', 'targets: [', '['],
])(
  '%s without end are refused at once, and do not take the process down',
  { timeout: 20_000 },
  (_, first, rest = first) => {
    const text = first + rest.repeat(Math.floor(HALF_A_MEGABYTE / rest.length))
    let told: unknown
    try {
      loadConfig(text, { path: 'x.yml', commit: 'c'.repeat(40), checks: new Map() })
    } catch (error) {
      told = error
    }
    expect(told).toBeInstanceOf(UsageError)
    expect(told).toMatchObject({ message: 'nested deeper than 100 levels', place: { path: 'x.yml', line: 1 } })
  },
)

test('what a person writes is not too deep', () => {
  const text = `version: 1\ntargets: ${'['.repeat(40)}${']'.repeat(40)}\n`
  expect(() => loadConfig(text, { path: 'x.yml', commit: 'c'.repeat(40), checks: new Map() })).toThrow(/targets/)
})
