import type { Found } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import { listed } from '../../names.ts'
import type { Given } from './moves.ts'

export type LossCode = 'judged-shrunk' | 'judged-class-lost'

/** Fewer images to be judged on, and classes that nothing is judged on any more. Emptied altogether is shrunk to 0. */
export function lossFindings({ match, base, head, gateSplit }: Given): Found<LossCode>[] {
  const [before, after] = [gateRows(base, gateSplit), gateRows(head, gateSplit)]
  if (before.length === 0) return []
  const found: Found<LossCode>[] = []
  if (after.length < before.length) {
    const removed = before.filter((row) => match.baseToHead[row]! < 0).length
    const gate = head.split.values.indexOf(gateSplit)
    const stay = before.filter((row) => {
      const partner = match.baseToHead[row]!
      return partner >= 0 && head.split.codes[partner] === gate
    })
    const moved = before.length - removed - stay.length
    found.push({
      code: 'judged-shrunk',
      args: { split: gateSplit, before: before.length, after: after.length, removed, moved },
      about: [],
      age: 'new',
      count: before.length - after.length,
      subject: gateSplit,
      basis: `${before.length} ${after.length} ${removed} ${moved}`,
    })
  }
  const [had, has] = [classesIn(base, before), classesIn(head, after)]
  const lost = after.length === 0 ? [] : [...had].filter((name) => !has.has(name)).sort()
  if (lost.length === 0) return found
  found.push({
    code: 'judged-class-lost',
    args: { split: gateSplit, count: lost.length, classes: listed(lost) },
    about: [],
    age: 'new',
    count: lost.length,
    subject: gateSplit,
    basis: JSON.stringify(lost),
  })
  return found
}

function gateRows({ split, rows }: Dataset, gateSplit: string): number[] {
  const gate = split.values.indexOf(gateSplit)
  const found: number[] = []
  for (let row = 0; row < rows; row++) if (split.codes[row] === gate) found.push(row)
  return found
}

/** Classes of images and of their annotations. */
function classesIn({ label, boxes, classes, rows: all }: Dataset, rows: readonly number[]): Set<string> {
  const used = new Uint8Array(classes.length)
  const judged = new Uint8Array(all)
  for (const row of rows) {
    judged[row] = 1
    if (label.codes[row]! >= 0) used[label.codes[row]!] = 1
  }
  for (const [box, image] of boxes?.image.entries() ?? [])
    if (judged[image] === 1 && boxes!.label[box]! >= 0) used[boxes!.label[box]!] = 1
  return new Set(classes.filter((_, code) => used[code] === 1))
}
