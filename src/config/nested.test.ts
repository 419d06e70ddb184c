import fc from 'fast-check'
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
])('%s without end are refused at once, and do not take the process down', (_, first, rest = first) => {
  const text = first + rest.repeat(Math.floor(HALF_A_MEGABYTE / rest.length))
  let told: unknown
  try {
    loadConfig(text, { path: 'x.yml', commit: 'c'.repeat(40), checks: new Map() })
  } catch (error) {
    told = error
  }
  expect(told).toBeInstanceOf(UsageError)
  expect(told).toMatchObject({ message: 'nested deeper than 100 levels', place: { path: 'x.yml', line: 1 } })
})

test('what a person writes is not too deep', () => {
  const text = `version: 1\ntargets: ${'['.repeat(40)}${']'.repeat(40)}\n`
  expect(() => loadConfig(text, { path: 'x.yml', commit: 'c'.repeat(40), checks: new Map() })).toThrow(/targets/)
})

test('a file of any pieces is a configuration with a target and a split, or refused with its place', () => {
  const good = `version: 1
targets:
  main:
    task: classification
    data: {format: folder, root: data, splits: {train: train, test: test}}
    model: {path: models/model.onnx, preprocess: imagenet}
    primary: {metric: accuracy, tolerance: 1pp}
`
  const pieces = good.match(/\S+|\s+/g)!
  const edit = fc.tuple(
    fc.nat(pieces.length - 1),
    fc.constantFrom(
      ...pieces,
      '',
      '__proto__:',
      'constructor:',
      '&a',
      '*a',
      '!!js',
      '<<:',
      '.nan',
      '1e999',
      '../x',
      '\0',
      '\t',
    ),
  )
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const text = [...pieces]
      for (const [at, piece] of edits) text[at] = piece
      try {
        const { placements } = loadConfig(text.join(''), { path: 'x.yml', commit: 'c'.repeat(40), checks: new Map() })
        const all = Object.values(placements)
        expect(all).not.toEqual([])
        for (const { data } of all) expect(Object.keys(data.splits)).not.toEqual([])
      } catch (error) {
        if (!(error instanceof UsageError)) throw error
        expect([error.place?.path, error.hint]).toEqual(['x.yml', expect.stringMatching(/./)])
      }
    }),
    { numRuns: 1000 },
  )
})
