import { expect, test } from 'vitest'
import { matchRows } from '#evidence/match/match-rows'
import { type Picture, type SideEvidence, side } from '#test/evidence-builders'
import { maskTable } from './mask-table.ts'

const masked = (path: string, split: string, values: readonly number[] | null): Picture => {
  return { path, split, label: null, annotations: `${path}.png`, mask: path, decodedMask: { values } }
}
const rowsOf = (base: SideEvidence, head: SideEvidence) => {
  const [exhibit] = maskTable({
    match: matchRows(base.dataset, head.dataset),
    base: base.dataset,
    head: head.dataset,
    edits: null,
    baseMasks: base.masks,
    headMasks: head.masks,
  })
  return exhibit?.kind === 'table' ? exhibit.rows : []
}

test('in how many masks each class occurs, the largest change first', () => {
  const before = [masked('a', 'train', [0, 1]), masked('b', 'test', [0])]
  const after = [...before, masked('c', 'train', [1, 2, 255]), masked('d', 'train', null), masked('e', 'test', [2])]
  const classes = ['road', '__proto__']
  expect(rowsOf(side(before, { classes }), side(after, { classes }))).toEqual([
    ['train', '__proto__', 1, 2, 1, 1, 1],
    ['train', 'value 2', 0, 1, 1, 0, 0.5],
    ['train', 'value 255', 0, 1, 1, 0, 0.5],
    ['test', 'value 2', 0, 1, 1, 0, 0.5],
    ['train', 'road', 1, 1, 0, 1, 0.5],
    ['test', 'road', 1, 1, 0, 1, 0.5],
  ])
})

test('no table without masks, or where no value is known', () => {
  const photos = side([{ path: 'a' }])
  expect(rowsOf(photos, photos)).toEqual([])
  const colours = side([masked('a', 'train', null)])
  expect(rowsOf(colours, colours)).toEqual([])
})
