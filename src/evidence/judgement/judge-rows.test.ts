import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchRows } from '#evidence/match/match-rows'
import { type Picture, type SideEvidence, side } from '#test/evidence-builders'
import { judgeRows, swapJudgement } from './judge-rows.ts'

function judge(base: SideEvidence, head: SideEvidence, anchored = false) {
  return judgeRows(matchRows(base.dataset, head.dataset), base, head, anchored ? head.anchor : null)
}
const pictures = (change: readonly Partial<Picture>[]): SideEvidence =>
  side(
    change.map((one, i) => ({ path: `${i}.jpg`, label: 'cat', ...one })),
    { classes: ['cat', 'dog'] },
  )

test('rows, answers and truth of what is the same on both sides', () => {
  const base = pictures([{ answer: 'dog' }, {}, { split: 'train' }, { label: 'dog' }, { label: null }])
  const head = pictures([{ answer: 'cat' }, { answer: 'dog', anchor: 'dog' }, {}, { label: 'cat' }, { label: null }])
  const judged = judge(base, head, true)
  expect(judged).toMatchObject({
    baseAnswer: ['dog', 'cat'],
    headAnswer: ['cat', 'dog'],
    truth: ['cat', 'cat'],
    headMissing: new Map(),
    whole: { base: { n: 3, right: 2 }, head: { n: 4, right: 3 } },
  })
  expect([...judged.headRow, ...judged.baseRow]).toEqual([0, 1, 0, 1])
  expect([...judged.baseRight, ...judged.headRight, ...judged.anchorRight!]).toEqual([0, 1, 1, 0, 1, 0])
  expect([[...judged.answered.base], [...judged.answered.head]]).toEqual([
    [0, 1, 3],
    [0, 1, 2, 3],
  ])
})

test('the anchor may have no answer', () => {
  const base = pictures([{}, {}])
  const head = pictures([{}, {}])
  const anchor = { ...head.anchor, status: Uint8Array.from([0, 1]) }
  const { anchorRight, anchorKnown } = judgeRows(matchRows(base.dataset, head.dataset), base, head, anchor)
  expect([...anchorRight!, ...anchorKnown!]).toEqual([1, 0, 1, 0])
})

test('classes are compared by name: the models may order them differently', () => {
  const base = side([{ path: 'a', label: 'dog' }], { classes: ['cat', 'dog'] })
  const head = side([{ path: 'a', label: 'dog' }], { classes: ['dog', 'fox'] })
  expect(judge(base, head)).toMatchObject({ baseAnswer: ['dog'], headAnswer: ['dog'], truth: ['dog'] })
})

const picture = fc.record({
  path: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  content: fc.constantFrom('1', '2', '3'),
  split: fc.constantFrom('test', 'test', 'train'),
  label: fc.constantFrom('cat', 'dog', null),
  answer: fc.constantFrom('cat', 'dog'),
})
/** Equal bytes read equally. */
const pictureSet = fc
  .uniqueArray(picture, { maxLength: 8, selector: ({ path }) => path })
  .map((list) => list.map((one): Picture => ({ ...one, status: one.content === '3' ? 'unreadable' : 'ok' })))

test('exchanging the sides exchanges the judgement', () => {
  const options = { classes: ['cat', 'dog'] }
  fc.assert(
    fc.property(pictureSet, pictureSet, (left, right) => {
      const [base, head] = [side(left, options), side(right, options)]
      expect(judge(head, base)).toEqual(swapJudgement(judge(base, head)))
    }),
  )
})

test('a side against itself: all that it answers is judged, and nothing flips', () => {
  fc.assert(
    fc.property(pictureSet, (list) => {
      const one = side(list, { classes: ['cat', 'dog'] })
      const judged = judge(one, one)
      expect(judged.headRow).toEqual(judged.answered.head)
      expect(judged.baseRight).toEqual(judged.headRight)
    }),
  )
})
