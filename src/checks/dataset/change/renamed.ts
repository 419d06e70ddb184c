import type { Dataset } from '#evidence/dataset/types'
import { boxesByImage } from '../../boxes-by-image.ts'
import type { Given } from './changes.ts'

export interface Renamed {
  readonly from: string
  readonly to: string
}

/**
 * Classes that only changed their name: one that is gone and one that is new stand at the same place of the order, and at
 * least half of what was the one and is still there is now the other. Another class in its place is no renaming.
 */
export function renamedClasses(given: Given): Renamed[] {
  const { base, head } = given
  const [known, now] = [new Set(base.classes), new Set(head.classes)]
  const candidates = base.classes.flatMap((from, place) => {
    const to = head.classes[place]
    return to === undefined || now.has(from) || known.has(to) ? [] : [{ from, to, place }]
  })
  if (candidates.length === 0) return []
  const stayed = new Int32Array(base.classes.length)
  const followed = new Int32Array(base.classes.length)
  for (const [before, after] of base.boxes ? boxLabels(given) : imageLabels(given)) {
    if (before < 0) continue
    stayed[before]!++
    if (before === after) followed[before]!++
  }
  return candidates.filter(({ place }) => followed[place]! * 2 >= stayed[place]!).map(({ from, to }) => ({ from, to }))
}

/** Class on base and on head of every image that is on both sides. */
function* imageLabels({ match, base, head }: Given): Generator<[number, number]> {
  for (let row = 0; row < head.rows; row++) {
    const partner = match.headToBase[row]!
    if (partner >= 0) yield [base.label.codes[partner]!, head.label.codes[row]!]
  }
}

/** The same of boxes, where an image has as many as before and the box is the same. */
function* boxLabels({ match, base, head }: Given): Generator<[number, number]> {
  const [was, is] = [boxesByImage(base.boxes, base.rows), boxesByImage(head.boxes, head.rows)]
  for (let row = 0; row < head.rows; row++) {
    const partner = match.headToBase[row]!
    if (partner < 0) continue
    const [from, to] = [was.starts[partner]!, is.starts[row]!]
    const count = was.starts[partner + 1]! - from
    if (count !== is.starts[row + 1]! - to) continue
    for (let i = 0; i < count; i++) {
      const [other, mine] = [was.order[from + i]!, is.order[to + i]!]
      if (sameBox(base, other, head, mine)) yield [base.boxes!.label[other]!, head.boxes!.label[mine]!]
    }
  }
}

function sameBox(base: Dataset, other: number, head: Dataset, mine: number): boolean {
  for (let i = 0; i < 4; i++) if (base.boxes!.xywh[other * 4 + i] !== head.boxes!.xywh[mine * 4 + i]) return false
  return true
}
