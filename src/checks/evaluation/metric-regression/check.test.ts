import { expect, test } from 'vitest'
import type { TargetPolicy } from '#contract/config'
import type { TargetHistory } from '#contract/history'
import type { Claim, Measured } from '#contract/outcome'
import { tangoBeyondMargin, tangoInterval } from '#stats/tango'
import { outcomeOf, testCheck } from '#test/check-tester'
import { many, type Picture, side } from '#test/evidence-builders'
import type { World } from '#test/world'
import { check } from './check.ts'

const primary = { metric: 'accuracy', tolerance: 0.02, population: 'sample', test: 'non-inferiority' } as const
const target = (change: Partial<NonNullable<TargetPolicy['primary']>>) => ({ primary: { ...primary, ...change } })

/** n cats; base is wrong on the first `baseWrong`, head on the last `headWrong`. */
function world(
  n: number,
  baseWrong: number,
  headWrong: number,
  more: (index: number) => Partial<Picture> = () => ({}),
): World {
  const cats = many(n, (i) => ({ path: `t/${String(i).padStart(4, '0')}.jpg`, ...more(i) }))
  const wrong = (is: (index: number) => boolean) =>
    side(
      cats.map((one, i) => ({ ...one, answer: is(i) ? 'dog' : 'cat' })),
      { classes: ['cat', 'dog'], ...(more(0).columns ? { group: 'patient' } : {}) },
    )
  return { base: wrong((i) => i < baseWrong), head: wrong((i) => i >= n - headWrong) }
}
/** Of the images of a world: gains and regressions of each comparison. */
function past(of: World, ...flips: readonly [gains: number, regressions: number][]): TargetHistory {
  const { n, args } = claim(outcomeOf(check, { given: of }))
  const commit = (at: number) => String(at).repeat(40)
  const entries = flips.map(([gains, regressions], at) => {
    return { base: commit(at), head: commit(at + 1), n, gains, regressions, delta: (gains - regressions) / n }
  })
  return { accuracy: [{ testSet: String(args.testSet), entries }], latency: [] }
}
/** A run together with earlier ones on the same images. */
function pooled(now: World, ...before: readonly World[]): World {
  const earlier = (of: 'base' | 'head') => before.map((world) => world[of]!)
  return { ...now, base: { ...now.base, earlier: earlier('base') }, head: { ...now.head, earlier: earlier('head') } }
}
function claim({ claims }: Measured): Claim {
  expect(claims).toHaveLength(1)
  return claims[0]!
}
const photos = (change: readonly Partial<Picture>[]): Picture[] =>
  change.map((one, i) => ({ path: `t/${i}.jpg`, label: i % 2 === 0 ? 'cat' : 'dog', ...one }))

testCheck(check, [
  {
    name: 'a regression: 12 gained, 30 lost of 300',
    given: world(300, 12, 30),
    also: (outcome) => {
      const { p, args, ...rest } = claim(outcome)
      expect(rest).toMatchObject({ role: 'primary', code: 'regression', n: 300, margin: 0.02, unit: 'ratio' })
      expect(rest.gain).toBeCloseTo(-0.06, 12)
      // Tango's statistic with the restricted maximum likelihood found by search, not by the closed form; exact binomial.
      expect(rest.interval).toMatchObject({ level: 0.95, method: 'tango' })
      const { lo, hi } = rest.interval as { lo: number; hi: number }
      expect([lo, hi].map((one) => one.toFixed(6))).toEqual(['-0.104438', '-0.018464'])
      expect([p.worse, p.beyondMargin, p.notInferior].map((one) => one.toFixed(6))).toEqual([
        '0.002701',
        '0.029415',
        '0.970585',
      ])
      expect(p.notInferiorToAnchor).toBeNull()
      expect(args).toMatchObject({ gains: 12, regressions: 30, psi: 0.14, psiSource: 'this pull request' })
      expect(rest.mde80).toBeCloseTo((2.4864748606 * Math.sqrt(0.14)) / Math.sqrt(300), 8)
      expect(outcome.metrics.map(({ id }) => id)).toEqual(['accuracy'])
      expect(outcome.metrics[0]).toMatchObject({
        base: { value: 0.96, n: 300, of: 'image', interval: { method: 'wilson' } },
        head: { value: 0.9 },
        delta: { n: 300, of: 'image', interval: { method: 'tango' } },
      })
    },
  },
  {
    name: 'no flip at all: the discordance is assumed, and said',
    given: world(300, 12, 0, () => ({ answer: 'cat' })),
    target: target({}),
    also: (outcome) => {
      const { args, n80 } = claim(outcome)
      expect(args.psiSource).toBe('this pull request')
      const few = claim(outcomeOf(check, { given: world(300, 3, 3) }))
      expect(few.args).toMatchObject({ psi: 0.05, psiSource: 'assumed' })
      expect(Math.round(few.n80!)).toBe(773)
      expect(n80).toBeGreaterThan(0)
    },
  },
  {
    name: 'history of this very test set tells the discordance',
    given: { ...world(300, 12, 30), history: past(world(300, 12, 30), [6, 12], [0, 0]) },
    also: (outcome) => {
      const { args, mde80, n80 } = claim(outcome)
      expect(args).toMatchObject({ psi: 18 / 600, psiSource: 'history', psiRuns: 2 })
      expect(mde80).toBeCloseTo((2.4864748606 * Math.sqrt(0.03)) / Math.sqrt(300), 8)
      expect(n80).toBeCloseTo((2.4864748606 ** 2 * 0.03) / 0.02 ** 2, 4)
    },
  },
  {
    name: 'history without a flip, or of another test set, tells nothing',
    given: { ...world(300, 12, 30), history: past(world(300, 12, 30), [0, 0]) },
    also: (outcome) => {
      const { args, ...rest } = claim(outcome)
      expect(args.psiSource).toBe('this pull request')
      const other = { ...world(300, 12, 30), history: past(world(299, 12, 30), [6, 12]) }
      const { args: alone, ...same } = claim(outcomeOf(check, { given: other }))
      expect([alone, same]).toEqual([args, rest])
    },
  },
  {
    name: 'patients are the units, as base has them',
    given: world(200, 10, 20, (i) => ({ columns: { patient: `p${i % 20}` } })),
    also: (outcome) => {
      expect(outcome.metrics[0]).toMatchObject({
        base: { of: 'group', n: 20, interval: { method: 'cluster-t' } },
        delta: { of: 'group', n: 20, interval: { method: 'cluster-t' } },
      })
      expect(claim(outcome).n).toBe(200)
    },
  },
  {
    name: 'three patients show nothing, however many images they have',
    given: world(300, 0, 60, (i) => ({ columns: { patient: `p${i % 3}` } })),
    also: (outcome) => {
      const { p, interval } = claim(outcome)
      expect([p.beyondMargin, p.worse, p.notInferior]).toEqual([1, 1, 1])
      expect(interval).toMatchObject({ lo: -1, hi: 1 })
    },
  },
  {
    name: 'a relative tolerance is of what base has',
    given: world(100, 20, 20),
    target: target({ tolerance: { relative: 0.05 } }),
    also: (outcome) => expect(claim(outcome).margin).toBeCloseTo(0.04, 12),
  },
  {
    name: 'a fixed population is counted: beyond the tolerance',
    given: world(50, 0, 2),
    target: target({ population: 'fixed' }),
    also: (outcome) => {
      const { code, p, interval, mde80, n80 } = claim(outcome)
      expect([code, p.beyondMargin, p.notInferior, mde80, n80]).toEqual(['regression-counted', 0, 1, null, null])
      expect(interval).toEqual({ code: 'deterministic', args: {} })
      expect(outcome.metrics[0]!.base).toMatchObject({ interval: { code: 'deterministic' } })
      expect(outcome.exhibits.find(({ title }) => title.startsWith('Images that base'))).toMatchObject({
        rows: [
          ['t/0048.jpg', 'cat', 'dog'],
          ['t/0049.jpg', 'cat', 'dog'],
        ],
        total: 2,
      })
    },
  },
  {
    name: 'a fixed population is counted: within the tolerance',
    given: world(100, 0, 1),
    target: target({ population: 'fixed' }),
    also: (outcome) => expect(claim(outcome).p).toMatchObject({ beyondMargin: 1, notInferior: 0, worse: 0 }),
  },
  {
    name: 'equivalence: better by more than the margin is not equivalent',
    given: world(300, 60, 0),
    target: target({ test: 'equivalence' }),
    also: (outcome) => {
      const { p, gain } = claim(outcome)
      expect(gain).toBeCloseTo(0.2, 12)
      expect(p.beyondMargin).toBeLessThan(0.001)
      expect(p.notInferior).toBeGreaterThan(0.99)
    },
  },
  {
    name: 'the last release, with twice the margin',
    given: { ...world(1000, 10, 10), anchored: true },
    also: (outcome) => {
      const { p, anchor, args } = claim(outcome)
      expect(p.notInferiorToAnchor).toBeLessThan(0.001)
      expect(anchor).toEqual({ gain: -0.01, margin: 0.04 })
      expect(args).toMatchObject({ anchorDeltaPp: -0.01, anchorLimitPp: -0.04 })
    },
  },
  {
    name: 'runs that do not agree: t over the images, each with its average',
    given: pooled(world(300, 12, 30), world(300, 12, 10)),
    also: (outcome) => {
      const { gain, n, interval, p, args } = claim(outcome)
      // numpy and scipy on 12 × 1, 10 × −1, 20 × −1/2 and 258 × 0
      expect([gain, n]).toEqual([-8 / 300, 300])
      expect(interval).toMatchObject({ method: 'image-t', level: 0.95 })
      // Tango's of the sums of the differences, 12 up and 20 down, is wider than t: −0.06067401 … 0.00734068
      const { lo, hi } = interval as { lo: number; hi: number }
      expect([lo, hi].map((one) => one.toFixed(8))).toEqual(['-0.06604315', '0.01083689'])
      const sums = { gains: 12, regressions: 20, n: 300 }
      expect(tangoInterval(sums, 0.95)).toEqual({ lo, hi })
      // of t alone: 0.3499650, 0.0619271, 0.6500350
      expect([p.beyondMargin, p.worse]).toEqual([tangoBeyondMargin(sums, 0.02), tangoBeyondMargin(sums, 0)])
      expect(p.notInferior.toFixed(7)).toBe('0.6500350')
      expect(args).toMatchObject({ pooled: 2, gains: 12, regressions: 30, psi: 0.14 })
      const [metric] = outcome.metrics
      expect(metric).toMatchObject({
        base: { value: 0.96, of: 'image', interval: { method: 'image-t' } },
        head: { n: 300, of: 'image', interval: { method: 'image-t' } },
        delta: { value: gain, n: 300, of: 'image', interval: { method: 'image-t' } },
      })
      const { value, interval: ofHead } = metric!.head as { value: number; interval: { lo: number; hi: number } }
      expect([value, ofHead.lo, ofHead.hi].map((one) => one.toFixed(7))).toEqual([
        '0.9333333',
        '0.9090424',
        '0.9576243',
      ])
      expect(outcome.exhibits[0]).toMatchObject({ rows: [['cat', 300, 0.96, 280 / 300, -8 / 300]] })
      expect(outcome.exhibits[2]).toMatchObject({ title: 'Images that head has right less often', total: 30 })
    },
  },
  {
    name: 'runs that do not agree, with patients as the units',
    given: pooled(
      world(200, 10, 20, (i) => ({ columns: { patient: `p${i % 20}` } })),
      world(200, 10, 0, (i) => ({ columns: { patient: `p${i % 20}` } })),
      world(200, 10, 10, (i) => ({ columns: { patient: `p${i % 20}` } })),
    ),
    also: (outcome) => {
      const { gain, interval, args } = claim(outcome)
      expect(gain).toBeCloseTo(0, 12)
      expect([args.pooled, interval]).toMatchObject([3, { method: 'cluster-t' }])
      expect(outcome.metrics[0]!.delta).toMatchObject({ of: 'group', n: 20 })
    },
  },
  {
    name: 'runs that do not agree on a fixed population: the averages themselves, to the last digit',
    given: pooled(world(50, 0, 2), world(50, 0, 0), world(50, 0, 1)),
    target: target({ population: 'fixed' }),
    also: (outcome) => {
      const { gain, interval, p } = claim(outcome)
      expect([gain, interval]).toEqual([-0.02, { code: 'deterministic', args: {} }]) // −(2 + 0 + 1) / 150
      expect(p).toMatchObject({ beyondMargin: 1, notInferior: 0, worse: 0 })
      expect(outcome.metrics[0]!.head).toMatchObject({ value: 0.98, interval: { code: 'deterministic' } })
    },
  },
  {
    name: 'equivalence of what runs do not agree on',
    given: pooled(world(300, 60, 0), world(300, 40, 0)),
    target: target({ test: 'equivalence' }),
    also: (outcome) => {
      const { p, gain } = claim(outcome)
      expect(gain).toBeCloseTo(1 / 6, 12)
      expect(p.beyondMargin).toBeLessThan(0.001)
      expect(p.notInferior).toBeGreaterThan(0.99)
    },
  },
  {
    name: 'the last release in those runs in which it answers',
    given: {
      ...pooled(
        world(100, 0, 10, (i) => ({ anchor: i < 5 ? 'dog' : 'cat' })),
        world(100, 0, 20, (i) => ({ anchor: i < 5 ? 'dog' : 'cat' })),
      ),
      anchored: true,
    },
    also: (outcome) => expect(claim(outcome).anchor!.gain).toBeCloseTo(-0.1, 12), // .85 − .95
  },
  {
    name: 'head answered NaN in an earlier run: once is enough',
    given: pooled(
      { base: side(photos([{}, {}, {}])), head: side(photos([{}, {}, {}])) },
      { base: side(photos([{}, {}, {}])), head: side(photos([{}, { failed: 'not-finite' }, {}])) },
    ),
    finds: [
      'missing-prediction: head gives no usable answer (not-finite) for 1 images that base answers, for example t/1.jpg',
    ],
    also: (outcome) => expect(claim(outcome)).toMatchObject({ n: 2, args: { pooled: 2 } }),
  },
  {
    name: 'what is not the same on both sides is not judged: added, removed, edited, relabelled, moved',
    given: {
      base: side(photos([{}, {}, {}, { label: 'cat' }, { split: 'train' }, { path: 't/old.jpg' }])),
      head: side(photos([{}, {}, { content: 'edited' }, { label: 'dog' }, {}, { path: 't/new.jpg', answer: 'cat' }])),
    },
    also: (outcome) => {
      expect(claim(outcome).n).toBe(2)
      expect(outcome.metrics[1]).toMatchObject({
        id: 'accuracy-whole-split',
        base: { value: 1, n: 5 },
        head: { n: 6 },
        delta: { value: null, reason: { code: 'different-images' } },
      })
    },
  },
  {
    name: 'a renamed image is the same image',
    given: {
      base: side(photos([{}, {}])),
      head: side(photos([{}, { path: 'other/name.jpg', content: 't/1.jpg' }])),
    },
    also: (outcome) => expect(claim(outcome).n).toBe(2),
  },
  {
    name: 'a tie at the top is wrong',
    given: { base: side(photos([{}, {}])), head: side(photos([{ tied: 2 }, {}])) },
    also: (outcome) => expect(claim(outcome)).toMatchObject({ gain: -0.5, args: { gains: 0, regressions: 1 } }),
  },
  {
    name: 'head answers NaN',
    given: {
      base: side(photos([{}, {}, {}])),
      head: side(photos([{ failed: 'not-finite' }, {}, { failed: 'not-finite' }])),
    },
    finds: [
      'missing-prediction: head gives no usable answer (not-finite) for 2 images that base answers, for example t/0.jpg',
    ],
    also: (outcome) => expect(claim(outcome).n).toBe(1),
  },
  {
    name: 'head answers nothing but NaN',
    given: { base: side(photos([{}])), head: side(photos([{ failed: 'not-finite' }])) },
    finds: [
      'missing-prediction: head gives no usable answer (not-finite) for 1 images that base answers, for example t/0.jpg',
    ],
  },
  {
    name: 'a picture that nobody can read is not the business of the model',
    given: {
      base: side(photos([{}, { status: 'unreadable' }])),
      head: side(photos([{}, { status: 'unreadable' }])),
    },
    also: (outcome) => expect(claim(outcome).n).toBe(1),
  },
  {
    name: 'the test set was emptied',
    given: { base: side(photos([{}, {}])), head: side(photos([{ split: 'train' }])) },
    finds: [
      'nothing-to-judge: no image of the judged split test is the same on base and head (2 answered on base, 0 on head)',
    ],
  },
  {
    name: 'base had no test set',
    given: { base: side(photos([{ split: 'train' }])), head: side(photos([{ split: 'train' }, {}])) },
    notApplicable: 'first-test-set',
  },
  {
    name: 'hostile names',
    given: {
      base: side([
        { path: '__proto__', label: '__proto__' },
        { path: '|<!--\n::error::', label: 'constructor' },
      ]),
      head: side([
        { path: '__proto__', label: '__proto__', answer: 'constructor' },
        { path: '|<!--\n::error::', label: 'constructor' },
      ]),
    },
    also: ({ exhibits }) =>
      expect(exhibits[0]).toMatchObject({
        rows: [
          ['__proto__', 1, 1, 0, -1],
          ['constructor', 1, 1, 1, 0],
        ],
      }),
  },
  { name: 'no primary metric', given: world(2, 0, 0), target: { primary: null }, notApplicable: 'no-primary' },
])

test('groups that head changes do not narrow the interval', () => {
  const { base, head } = world(200, 10, 20, (i) => ({ columns: { patient: `p${i % 4}` } }))
  const alone = world(200, 10, 20, (i) => ({ columns: { patient: `p${i}` } }))
  expect(outcomeOf(check, { given: { base, head: alone.head } }).claims[0]!.p.worse).toBe(1)
  expect(outcomeOf(check, { given: { base, head } }).claims[0]!.p.worse).toBe(1)
})

test.each<[string, World, Partial<NonNullable<TargetPolicy['primary']>>]>([
  ['single images', world(300, 12, 30), {}],
  ['no flip', world(40, 1, 0, () => ({ answer: 'cat' })), {}],
  ['patients', world(200, 10, 20, (i) => ({ columns: { patient: `p${i % 20}` } })), {}],
  ['a fixed population', world(50, 0, 2), { population: 'fixed' }],
  ['equivalence', world(300, 60, 0), { test: 'equivalence' }],
  ['a relative tolerance', world(100, 20, 20), { tolerance: { relative: 0.05 } }],
  ['the last release', { ...world(90, 7, 10, (i) => ({ anchor: i % 9 === 0 ? 'dog' : 'cat' })), anchored: true }, {}],
])('runs that agree on every image are one run, to the last digit: %s', (_, given, change) => {
  const one = outcomeOf(check, { given, target: target(change) })
  for (const before of [[given], [given, given, given, given, given, given]]) {
    const all = outcomeOf(check, { given: pooled(given, ...before), target: target(change) })
    expect(all.metrics).toEqual(one.metrics)
    const { pooled: runs, ...args } = all.claims[0]!.args
    expect([runs, { ...all.claims[0]!, args }]).toEqual([before.length + 1, one.claims[0]])
  }
})
