import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CROSSED, orientation, SOUND, selfCrossing, UNTOLD } from './self-crossing.ts'

const crossing = (...points: readonly (readonly [number, number])[]) => {
  const numbers = Float64Array.from([7, ...points.flat()])
  return selfCrossing(numbers, 1, numbers.length - 1)
}

describe('outlines', () => {
  test.each<[string, readonly (readonly [number, number])[], number]>([
    ['a triangle', [[0, 0], [4, 0], [0, 4]], SOUND],
    ['a square', [[0, 0], [4, 0], [4, 4], [0, 4]], SOUND],
    ['a bow', [[0, 0], [4, 4], [4, 0], [0, 4]], CROSSED],
    ['closed by its first point', [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], SOUND],
    ['a point twice', [[0, 0], [4, 0], [4, 0], [4, 4], [0, 4]], SOUND],
    ['a spike', [[0, 0], [4, 0], [8, 0], [4, 0], [4, 4], [0, 4]], SOUND],
    ['a ring with a bridge', [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0], [3, 3], [3, 6], [6, 6], [6, 3], [3, 3]], SOUND],
    ['two that touch in a point', [[0, 0], [4, 0], [2, 2], [4, 4], [0, 4], [2, 2]], SOUND],
    ['all in one point', [[1, 1], [1, 1], [1, 1], [1, 1], [1, 1]], SOUND],
    ['a line', [[0, 0], [1, 1], [2, 2], [3, 3], [1.5, 1.5]], SOUND],
    ['a star', [[0, 3], [6, 3], [1, 6], [3, 0], [5, 6]], CROSSED],
    ['a place of no image', [[0, 0], [4, 0], [4, 1e300], [0, 4]], UNTOLD],
    ['no number', [[0, 0], [4, 0], [4, Number.NaN], [0, 4]], UNTOLD],
  ] )('%s', (_, points, expected) => {
    expect(crossing(...points)).toBe(expected)
    expect(crossing(...points.map(([x, y]) => [y, x] as const).reverse())).toBe(expected)
    expect(crossing(...points.slice(1), points[0]!)).toBe(expected)
  }) // biome-ignore format: points in a row

  test('as every pair of edges says', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
    fc.assert(
      fc.property(fc.array(point, { minLength: 4, maxLength: 12 }), fc.constantFrom(1, 0.1, 1 / 3), (points, scale) => {
        const at = (i: number) => points[i % points.length]!
        const side = (a: number, b: number, c: number) =>
          Math.sign((at(a)[0] - at(c)[0]) * (at(b)[1] - at(c)[1]) - (at(a)[1] - at(c)[1]) * (at(b)[0] - at(c)[0]))
        const pairs = points.flatMap((_, i) => points.map((_, j) => [i, j] as const))
        const cross = ([i, j]: readonly [number, number]) =>
          side(i, i + 1, j) * side(i, i + 1, j + 1) < 0 && side(j, j + 1, i) * side(j, j + 1, i + 1) < 0
        // Rounded coordinates are other points: only what is the same in both is compared.
        if (scale !== 1 && pairs.some(([i, j]) => side(i, i + 1, j) === 0)) return
        const scaled = points.map(([x, y]) => [x * scale, y * scale] as const)
        expect(crossing(...scaled)).toBe(pairs.some(cross) ? CROSSED : SOUND)
      }),
      { numRuns: 3000 },
    )
  })
})

/** A double as a multiple of 2^-1074. */
function exact(value: number): bigint {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, value)
  const exponent = (bits.getUint32(0) >>> 20) & 0x7ff
  const fraction = bits.getBigUint64(0) & (2n ** 52n - 1n)
  const size = exponent === 0 ? fraction : (fraction + 2n ** 52n) << BigInt(exponent - 1)
  return value < 0 ? -size : size
}

test('the side of a line is exact, however near the point is', () => {
  const near = fc.record({
    base: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
    ulps: fc.integer({ min: -3, max: 3 }),
  })
  const nearly = near
    .map(({ base, ulps }) => base + ulps * Math.abs(base) * 2 ** -52)
    .filter((n) => n === 0 || Math.abs(n) > 1e-100)
  const t = fc.double({ min: -3, max: 3, noNaN: true })
  let zeros = 0
  fc.assert(
    fc.property(nearly, nearly, nearly, nearly, t, fc.boolean(), (ax, ay, bx, by, along, whole) => {
      const round = (value: number) => (whole ? Math.round(value) : value)
      const [x, y] = whole
        ? [2 * round(bx) - round(ax), 2 * round(by) - round(ay)]
        : [ax + along * (bx - ax), ay + along * (by - ay)]
      if (Math.abs(x) < 1e-100 || Math.abs(y) < 1e-100) return
      const numbers = Float64Array.of(round(ax), round(ay), round(bx), round(by), x, y)
      const [a0, a1, b0, b1, c0, c1] = Array.from(numbers, exact) as [bigint, bigint, bigint, bigint, bigint, bigint]
      const determinant = (a0 - c0) * (b1 - c1) - (a1 - c1) * (b0 - c0)
      const expected = determinant > 0n ? 1 : determinant < 0n ? -1 : 0
      if (expected === 0) zeros++
      expect(orientation(numbers, 0, 2, 4) + 0).toBe(expected)
    }),
    { numRuns: 5000 },
  )
  expect(zeros).toBeGreaterThan(500)
})

describe('outlines made to take long end soon', () => {
  const points = 200_000
  const made = (x: (i: number) => number, y: (i: number) => number) =>
    Float64Array.from({ length: points * 2 }, (_, i) => (i % 2 === 0 ? x(i >> 1) : y(i >> 1)))
  const fan = (i: number) => (i + 1 < points ? (i % 2) * 1e6 : 0)
  const ring = (i: number) => (2 * Math.PI * i) / points
  test.each<[string, Float64Array, number | null]>([
    ['a circle', made((i) => Math.cos(ring(i)), (i) => Math.sin(ring(i))), SOUND],
    ['a flower', made((i) => (2 + Math.cos(ring(i) * 20)) * Math.cos(ring(i)), (i) => (2 + Math.cos(ring(i) * 20)) * Math.sin(ring(i))), SOUND],
    ['to and fro on one line', made((i) => (i % 2) * 3, (i) => (i % 2) * 7), UNTOLD],
    ['a fan askew', made((i) => fan(i) + i, (i) => fan(i) - i), UNTOLD],
    ['nearly one line', made((i) => (i % 2) * 7 + 0.1 + i * 1e-3, (i) => ((i % 2) * 7 + 0.1 + i * 1e-3) / 3), null],
  ])('%s', (_, numbers, expected) => {
    const started = process.cpuUsage()
    const found = selfCrossing(numbers, 0, numbers.length)
    expect(found).toBe(expected ?? found)
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(3) // 0.1 s
  }) // biome-ignore format: a line each
})
