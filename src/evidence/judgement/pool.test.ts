import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchRows } from '#evidence/match/match-rows'
import { type Picture, type SideEvidence, side } from '#test/evidence-builders'
import { judgeRows, swapJudgement } from './judge-rows.ts'
import { pool } from './pool.ts'
import type { Judgement } from './types.ts'

/** What base, head and anchor make of one picture of a cat: right, wrong, or (head and anchor) nothing. */
type Answers = readonly [base: '+' | '-', head: '+' | '-' | '?', anchor: '+' | '-' | '?']

/** One run over pictures, the second of which is only to train with; `order` is that of base's rows. */
function run(answers: readonly Answers[], anchored = true, order = (at: number) => at): Judgement {
  const pictures = (of: (one: Answers) => Partial<Picture>): Picture[] => {
    const list = answers.map((one, at): Picture => ({ path: `${at}.jpg`, label: 'cat', ...of(one) }))
    return [...list.slice(0, 1), { path: 'train.jpg', label: 'cat', split: 'train' }, ...list.slice(1)]
  }
  const said = (mark: string) => (mark === '+' ? 'cat' : 'dog')
  const evidence = (list: readonly Picture[]): SideEvidence => side(list, { classes: ['cat', 'dog'] })
  const head = evidence(
    pictures(([, ours, release]) => ({
      answer: said(ours),
      anchor: said(release),
      ...(ours === '?' ? { failed: 'not-finite' as const } : {}),
    })),
  )
  const base = evidence(
    pictures(([theirs]) => ({ answer: said(theirs) })).sort((a, b) => order(a.path > b.path ? 1 : -1)),
  )
  const failed = head.anchor.rows.map((row) => (row === 1 ? 0 : answers[Math.max(0, row - 1)]![2] === '?' ? 1 : 0))
  const anchor = { ...head.anchor, status: Uint8Array.from(failed) }
  return judgeRows(matchRows(base.dataset, head.dataset), base, head, anchored ? anchor : null)
}
const pooled = (...runs: readonly Judgement[]) => pool.join(runs[0]!, runs.slice(1).map(pool.write))

const mark = <T extends string>(...marks: T[]) => fc.constantFrom(...marks)
const answered = fc.tuple(mark('+', '-'), mark('+', '-'), mark('+', '-', '?'))
const runsOf = (answers: fc.Arbitrary<Answers>) =>
  fc
    .integer({ min: 1, max: 20 })
    .chain((n) => fc.array(fc.array(answers, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 4 }))

test('every image scores the runs in which it is right, and the anchor those in which it answers', () => {
  fc.assert(
    fc.property(runsOf(answered), (runs) => {
      const found = pooled(...runs.map((answers) => run(answers)))
      const times = (at: number, of: 0 | 1 | 2, what: string) =>
        runs.filter((answers) => answers[at]![of] === what).length
      for (const at of found.headRow.keys())
        expect([found.baseRight[at], found.headRight[at], found.anchorRight![at], found.anchorKnown![at]]).toEqual([
          times(at, 0, '+'),
          times(at, 1, '+'),
          times(at, 2, '+'),
          runs.length - times(at, 2, '?'),
        ])
      expect([found.pooled, found.headRow.length, found.headMissing.size]).toEqual([runs.length, runs[0]!.length, 0])
    }),
  )
})

test('what head leaves unanswered in one run is missing in all, and scores nothing', () => {
  fc.assert(
    fc.property(runsOf(fc.tuple(mark('+', '-'), mark('+', '-', '?'), mark('+', '-', '?'))), (runs) => {
      const found = pooled(...runs.map((answers) => run(answers)))
      const missing = runs[0]!.map((_, at) => runs.some((answers) => answers[at]![1] === '?'))
      const row = (at: number) => (at === 0 ? 0 : at + 1) // the picture to train with is row 1
      expect(new Set(found.headMissing.keys())).toEqual(new Set(missing.flatMap((is, at) => (is ? [row(at)] : []))))
      expect([...found.headRow]).toEqual(missing.flatMap((is, at) => (is ? [] : [row(at)])))
      for (const column of [found.baseRow, found.baseRight, found.headRight, found.truth, found.headAnswer])
        expect(column).toHaveLength(found.headRow.length)
      expect([...new Set(found.headMissing.values())].join()).toMatch(/^(not-finite)?$/)
    }),
  )
})

test('exchanged and pooled is pooled and exchanged', () => {
  fc.assert(
    fc.property(runsOf(answered), (runs) => {
      const judged = runs.map((answers) => run(answers, true, (by) => -by))
      expect(pooled(...judged.map(swapJudgement))).toEqual(swapJudgement(pooled(...judged)))
    }),
  )
})

test('without an earlier run nothing changes', () => {
  const one = run([['+', '-', '?']])
  expect(pool.join(one, [])).toBe(one)
})

test('a million images are recorded in less than a megabyte', () => {
  const n = 1_000_000
  const rows = new Int32Array(n).map((_, row) => row)
  const bits = new Uint8Array(n).map((_, row) => (row % 3 === 0 ? 1 : 0))
  const small = run([['+', '+', '+']])
  const columns = { headRow: rows, baseRow: rows, baseRight: bits, headRight: bits, anchorRight: bits }
  const many = { ...small, ...columns, anchorKnown: new Uint8Array(n).fill(1) }
  const text = pool.write(many)
  expect(text.length).toBeLessThan(1_000_000)
  const { pooled: runs, headRight } = pool.join(many, [text, text])
  expect([runs, headRight[0], headRight[1], headRight[n - 1]]).toEqual([3, 3, 0, 3])
})

describe('what does not fit counts as absent', () => {
  const fresh = run([
    ['+', '-', '+'],
    ['-', '+', '?'],
  ])
  const good = JSON.parse(
    pool.write(
      run([
        ['-', '?', '-'],
        ['-', '+', '+'],
      ]),
    ),
  ) as Record<string, unknown>
  const bits = 'Aw=='
  test('and what fits does not', () => expect(pool.join(fresh, [JSON.stringify(good)]).pooled).toBe(2))
  test.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['a number', 1],
    ['a column less', { ...good, head: undefined }],
    ['one thing more', { ...good, passed: true }],
    ['other images', { ...good, rows: bits }],
    ['fewer images', pool.write(run([['+', '+', '+']]))],
    ['a column that is shorter', { ...good, base: '' }],
    ['a column that is longer', { ...good, head: 'AwAA' }],
    ['no base64', { ...good, base: '*' }],
    ['no text', { ...good, base: 3 }],
    ['no anchor', { ...good, anchor: null }],
    ['an anchor that is right without an answer', { ...good, anchor: { right: bits, known: 'AA==' } }],
    ['a reason that there is not', { ...good, missing: [['because', bits]] }],
    ['a reason of every object', { ...good, missing: [['__proto__', bits]] }],
    ['reasons without end', { ...good, missing: Array(100).fill(['not-finite', bits]) }],
  ])('%s', (_, run) => {
    const text = JSON.stringify(run)
    expect(pool.join(fresh, [text, JSON.stringify(text), text.slice(1), '['.repeat(100_000)])).toBe(fresh)
  })
  test('an anchor where there is none', () => {
    const without = run([['+', '+', '+']], false)
    expect(pool.join(without, [pool.write(run([['+', '+', '+']]))])).toBe(without)
  })
  test('nothing that is recorded answers for what head leaves open now', () => {
    fc.assert(
      fc.property(
        runsOf(fc.tuple(mark('+', '-'), mark('+', '-', '?'), mark('+'))),
        fc.array(fc.string()),
        (runs, texts) => {
          const [now, ...before] = runs.map((answers) => run(answers))
          const found = pool.join(now!, [...before.map(pool.write), ...texts])
          for (const row of now!.headMissing.keys()) expect(found.headMissing.has(row)).toBe(true)
        },
      ),
    )
  })
})
