import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDecimal } from './decimal.ts'

const parse = (text: string) => {
  const bytes = new TextEncoder().encode(`#${text}#`)
  return parseDecimal(bytes, 1, bytes.length - 1)
}

test('numbers as JavaScript reads them, to the last bit', () => {
  const written = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.double({ min: 0, max: 1, noNaN: true }).chain((value) => fc.nat(20).map((digits) => value.toFixed(digits))),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value.toExponential()),
    fc.tuple(fc.bigInt(), fc.nat(400)).map(([mantissa, zeros]) => `${mantissa}.${'0'.repeat(zeros)}1`),
    fc.tuple(fc.integer(), fc.integer({ min: -400, max: 400 })).map(([mantissa, power]) => `${mantissa}e${power}`),
  )
  fc.assert(
    fc.property(written, (text) => {
      expect(parse(text)).toBe(Number(text))
    }),
    { numRuns: 5000 },
  )
})

test.each(['1.', '.5', '+.5e+0', '00012', '-0', '1E5', '0.00000000000000000000000000001'])('%s', (text) => {
  expect(parse(text)).toBe(Number(text))
})

test.each([
  '',
  '+',
  '.',
  'e5',
  '1e',
  '1e+',
  '1 ',
  '1_0',
  '0x1',
  'nan',
  'inf',
  '1,5',
  '1.2.3',
  '--1',
  '١',
  '1f',
  '1e5.0',
])('%j is none', (text) => {
  expect(parse(text)).toBeNaN()
})

test('what is too large, and a bomb of digits', () => {
  expect(parse('1e999')).toBe(Number.POSITIVE_INFINITY)
  expect(parse(`1e${'9'.repeat(100_000)}`)).toBe(Number.POSITIVE_INFINITY)
  expect(parse(`1e-${'9'.repeat(100_000)}`)).toBe(0)
  expect(parse(`0.${'1'.repeat(1_000_000)}`)).toBeCloseTo(1 / 9, 15)
})
