import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Contents, Strings } from '#contract/table'
import { CodesBuilder } from '#test/codes-builder'
import { matchRows, type Rows, swapMatch } from './match-rows.ts'

/** `[path, content, split, label]`; content `''` = none, `s…` = sha256, else git. */
type Row = readonly [path: string, content: string, split?: string, label?: string]

function rows(list: readonly Row[], splits: readonly string[] = []): Rows {
  const content = Contents.empty(list.length)
  const split = new CodesBuilder(splits)
  const label = new CodesBuilder()
  for (const [row, [, id, inSplit, ofClass]] of list.entries()) {
    const hex = [...id].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('')
    if (id !== '') content.set(row, id.startsWith('s') ? 'sha256' : 'git', hex.padEnd(40, '0'))
    split.push(inSplit ?? 'train')
    label.push(ofClass ?? null)
  }
  return {
    rows: list.length,
    path: Strings.of(list.map(([path]) => path)),
    content,
    split: split.build(),
    label: label.build(),
  }
}
function match(base: readonly Row[], head: readonly Row[]) {
  const { headToBase, baseToHead, sameContent } = matchRows(rows(base), rows(head, ['val', 'test']))
  return { headToBase: [...headToBase], baseToHead: [...baseToHead], same: [...sameContent] }
}

describe('partners, from the surest to the weakest', () => {
  test('unchanged, renamed, edited, added, removed', () => {
    expect(
      match(
        [
          ['a', '1'],
          ['b', '2'],
          ['c', '3'],
          ['d', '4'],
        ],
        [
          ['new', '9'],
          ['c', '33'],
          ['bb', '2'],
          ['a', '1'],
        ],
      ),
    ).toEqual({ headToBase: [-1, 2, 1, 0], baseToHead: [3, 2, 1, -1], same: [0, 0, 1, 1] })
  })
  test('content comes before path: two files that exchange their names', () => {
    expect(
      match(
        [
          ['a', '1'],
          ['b', '2'],
        ],
        [
          ['a', '2'],
          ['b', '1'],
        ],
      ).headToBase,
    ).toEqual([1, 0])
  })
  test('path and content come before content alone', () => {
    expect(
      match(
        [
          ['a', '1'],
          ['b', '1'],
        ],
        [
          ['b', '1'],
          ['c', '1'],
        ],
      ).headToBase,
    ).toEqual([1, 0])
  })
  test('rows without content have partners by path only, and are never the same', () => {
    expect(
      match(
        [
          ['a', ''],
          ['b', ''],
        ],
        [
          ['b', ''],
          ['c', ''],
        ],
      ),
    ).toEqual({
      headToBase: [1, -1],
      baseToHead: [-1, 0],
      same: [0, 0],
    })
    expect(match([['a', '1']], [['a', '']]).same).toEqual([0])
  })
  test('equal bytes under two kinds of id are not known to be equal', () => {
    expect(match([['a', 's1']], [['b', 't1']]).headToBase).toEqual([-1])
  })
  test('of several copies the one of the same split, then the same label, stays itself', () => {
    const copies: Row[] = [
      ['a', '1', 'train'],
      ['a', '1', 'test'],
    ]
    expect(match(copies, [...copies].reverse()).headToBase).toEqual([1, 0])
    const labels: Row[] = [
      ['x', '1', 'test', 'cat'],
      ['y', '1', 'test', 'dog'],
    ]
    expect(
      match(labels, [
        ['z', '1', 'test', 'dog'],
        ['w', '1', 'test', 'cat'],
      ]).headToBase,
    ).toEqual([1, 0])
    expect(
      match(
        [
          ['a', '1', 'train'],
          ['b', '1', 'train'],
        ],
        [
          ['c', '1', 'test'],
          ['d', '1', 'test'],
        ],
      ).headToBase,
    ).toEqual([0, 1])
  })
  test('nothing on either side', () => {
    expect(match([], [])).toEqual({ headToBase: [], baseToHead: [], same: [] })
    expect(match([['a', '1']], [])).toEqual({ headToBase: [], baseToHead: [-1], same: [] })
  })
})

const row = fc.tuple(
  fc.constantFrom('a', 'b', 'c', 'd', 'e', '__proto__'),
  fc.constantFrom('', '1', '2', '3', 's1', 's2'),
  fc.constantFrom('train', 'test'),
  fc.constantFrom('cat', 'dog'),
)
const table = fc.array(row, { maxLength: 12 })

describe('laws', () => {
  test('a partial bijection whose two arrays are inverse', () => {
    fc.assert(
      fc.property(table, table, (base, head) => {
        const { headToBase, baseToHead, same } = match(base, head)
        for (const [h, b] of headToBase.entries()) if (b >= 0) expect(baseToHead[b]).toBe(h)
        for (const [b, h] of baseToHead.entries()) if (h >= 0) expect(headToBase[h]).toBe(b)
        for (const [h, b] of headToBase.entries()) {
          const [path, content] = head[h]!
          expect(same[h]).toBe(b >= 0 && content !== '' && base[b]![1] === content ? 1 : 0)
          if (b >= 0) expect(base[b]![0] === path || same[h] === 1).toBe(true)
        }
      }),
    )
  })
  test('nothing that could be matched is left over', () => {
    fc.assert(
      fc.property(table, table, (base, head) => {
        const { headToBase, baseToHead } = match(base, head)
        for (const [h, b] of headToBase.entries())
          for (const [other, taken] of baseToHead.entries())
            if (b < 0 && taken < 0) {
              expect(base[other]![0]).not.toBe(head[h]![0])
              if (head[h]![1] !== '') expect(base[other]![1]).not.toBe(head[h]![1])
            }
      }),
    )
  })
  test('a dataset matches itself row by row', () => {
    fc.assert(
      fc.property(table, (list) => {
        const { headToBase, same } = match(list, list)
        expect(headToBase).toEqual(list.map((_, index) => index))
        expect(same).toEqual(list.map(([, content]) => (content === '' ? 0 : 1)))
      }),
    )
  })
  test('exchanging the sides exchanges the match, and twice gives it back', () => {
    fc.assert(
      fc.property(table, table, (base, head) => {
        const there = matchRows(rows(base), rows(head))
        expect(matchRows(rows(head), rows(base))).toEqual(swapMatch(there))
        expect(swapMatch(swapMatch(there))).toEqual(there)
      }),
    )
  })
  test('a permutation of distinct rows changes no pair', () => {
    const distinct = fc.uniqueArray(row, { maxLength: 12, selector: ([path, content]) => path + content })
    fc.assert(
      fc.property(distinct, fc.infiniteStream(fc.double({ noNaN: true, min: 0, max: 1 })), (list, order) => {
        const shuffled = list
          .map((entry) => ({ entry, at: order.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ entry }) => entry)
        const { headToBase } = match(list, shuffled)
        for (const [h, b] of headToBase.entries()) if (shuffled[h]![1] !== '') expect(list[b]).toEqual(shuffled[h])
      }),
    )
  })
})
