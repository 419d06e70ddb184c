import { shareValues } from '#contract/table'
import type { Dataset } from '#evidence/dataset/types'
import type { Match } from '#evidence/match/types'
import { type Chosen, labelsIn, without } from '../../box-join.ts'
import { isSameMask } from '../../masks.ts'

export interface Given {
  readonly match: Match
  readonly base: Dataset
  readonly head: Dataset
  readonly gateSplit: string
}

/** What became of the images of the judged split. */
export interface Changes {
  /** Images in it, on base and on head. */
  readonly before: number
  readonly after: number
  /** Rows of base: not on head, in another split of it, or a file that is gone. */
  readonly removed: readonly number[]
  /** Rows of head: not on base, in another split of it, or a file that was not there. */
  readonly added: readonly number[]
  /** Rows of head with other bytes. */
  readonly edited: readonly number[]
  /** Rows of head with another label, other annotations or another mask. */
  readonly relabelled: readonly number[]
  /** Images on which both models can be asked the same question: same bytes, same answer. */
  readonly comparable: number
}

export function changesOf({ match, base, head, gateSplit }: Given): Changes {
  const [was, is] = [base.split.values.indexOf(gateSplit), head.split.values.indexOf(gateSplit)]
  const label = shareValues(base.label, head.label)
  const annotated = otherAnnotations({ match, base, head, gateSplit })
  const changes = {
    removed: [] as number[],
    added: [] as number[],
    edited: [] as number[],
    relabelled: [] as number[],
  }
  let [before, after, comparable] = [0, 0, 0]
  for (let row = 0; row < base.rows; row++) {
    if (base.split.codes[row] !== was) continue
    before++
    const partner = match.baseToHead[row]!
    if (partner < 0 || head.split.codes[partner] !== is) changes.removed.push(row)
  }
  for (let row = 0; row < head.rows; row++) {
    if (head.split.codes[row] !== is) continue
    after++
    const partner = match.headToBase[row]!
    if (partner < 0 || base.split.codes[partner] !== was) {
      changes.added.push(row)
      continue
    }
    // What has no content id is a file that is not in the commit: on both sides nothing changed, on one it came or went.
    const [known, knows] = [base.content.kinds[partner] !== 0, head.content.kinds[row] !== 0]
    if (known !== knows) {
      if (known) changes.removed.push(partner)
      else changes.added.push(row)
      continue
    }
    const same = match.sameContent[row] === 1 || !known
    const answered = label.base[partner] === label.head[row] && annotated[row] === 0
    const said = answered && isSameMask(base, partner, head, row)
    if (!same) changes.edited.push(row)
    if (!said) changes.relabelled.push(row)
    if (same && said) comparable++
  }
  return { ...changes, before, after, comparable }
}

/** 1 for rows of head that have an annotation which their partner lacks, or the other way round. */
function otherAnnotations({ match, base, head, gateSplit }: Given): Uint8Array {
  const marks = new Uint8Array(head.rows)
  const [ours, theirs] = [head.boxes, base.boxes]
  if (!ours && !theirs) return marks
  const here = judgedBoxes(head, gateSplit)
  const there = judgedBoxes(base, gateSplit)
  const fresh =
    here && there ? without(here, there, (image) => match.headToBase[image]!, labelsIn(head, base)) : here?.boxes
  const gone =
    here && there ? without(there, here, (image) => match.baseToHead[image]!, labelsIn(base, head)) : there?.boxes
  for (const box of fresh ?? []) marks[ours!.image[box]!] = 1
  for (const box of gone ?? []) {
    const row = match.baseToHead[theirs!.image[box]!]!
    if (row >= 0) marks[row] = 1
  }
  return marks
}

function judgedBoxes({ boxes, split }: Dataset, gateSplit: string): Chosen | null {
  if (!boxes) return null
  const gate = split.values.indexOf(gateSplit)
  const chosen: number[] = []
  for (let box = 0; box < boxes.rows; box++) if (split.codes[boxes.image[box]!] === gate) chosen.push(box)
  return { of: boxes, boxes: chosen }
}
