import { GateError } from '#contract/errors'
import { codeAt } from '#contract/table'
import type { Dataset } from '../dataset/types.ts'
import type { Match } from '../match/types.ts'
import { PREDICTION_STATUS, type Predictions } from '../predictions/types.ts'
import type { Judgement, Share } from './types.ts'

/** As many scores a row as ports.ts keeps. */
const TOP = 5
const OK = 0

export interface Judged {
  readonly dataset: Dataset
  readonly predictions: Predictions
}

/**
 * Pairs the gate splits of both sides. An answer is right when its class is the label and nothing ties with it. Images
 * whose bytes are not here, and images that base could not answer while head could, are errors: what they would show is
 * not known.
 */
export function judgeRows(match: Match, base: Judged, head: Judged, anchor: Predictions | null): Judgement {
  const basePlace = placeOf(base.predictions)
  const anchorPlace = anchor ? placeOf(anchor) : null
  const rows = {
    head: [] as number[],
    base: [] as number[],
    baseRight: [] as number[],
    headRight: [] as number[],
    anchorRight: [] as number[],
  }
  const text = { base: [] as string[], head: [] as string[], truth: [] as string[] }
  const headMissing = new Map<number, string>()
  for (const [at, row] of head.predictions.rows.entries()) {
    const partner = match.headToBase[row]!
    const other = partner >= 0 && match.sameContent[row] === 1 ? basePlace.get(partner) : undefined
    const label = codeAt(head.dataset.label, row)
    if (other === undefined || label === null || label !== codeAt(base.dataset.label, partner)) continue
    const [ours, theirs] = [statusOf(head.predictions, at), statusOf(base.predictions, other)]
    if (ours === 'absent' || theirs === 'absent') throw absent(head.dataset, row)
    if (theirs !== 'ok') {
      if (ours === 'ok') throw notAnswered(base.dataset, partner, theirs)
      continue // neither can read the picture: integrity/unreadable-image speaks of it
    }
    if (ours !== 'ok') {
      headMissing.set(row, ours)
      continue
    }
    rows.head.push(row)
    rows.base.push(partner)
    rows.baseRight.push(right(base.predictions, other))
    rows.headRight.push(right(head.predictions, at))
    if (anchor && anchorPlace) {
      const third = anchorPlace.get(row)
      rows.anchorRight.push(third === undefined || anchor.status[third] !== OK ? 2 : right(anchor, third))
    }
    text.base.push(answer(base.predictions, other))
    text.head.push(answer(head.predictions, at))
    text.truth.push(label)
  }
  return {
    headRow: Int32Array.from(rows.head),
    baseRow: Int32Array.from(rows.base),
    baseRight: Uint8Array.from(rows.baseRight),
    headRight: Uint8Array.from(rows.headRight),
    anchorRight: anchor ? Uint8Array.from(rows.anchorRight) : null,
    baseAnswer: text.base,
    headAnswer: text.head,
    truth: text.truth,
    headMissing,
    whole: { base: wholeOf(base.predictions), head: wholeOf(head.predictions) },
  }
}

export function swapJudgement(value: Judgement): Judgement {
  const order = [...value.baseRow.keys()].sort((a, b) => value.baseRow[a]! - value.baseRow[b]!)
  const pick = <T>(column: { readonly [index: number]: T }) => order.map((at) => column[at]!)
  return {
    headRow: Int32Array.from(pick(value.baseRow)),
    baseRow: Int32Array.from(pick(value.headRow)),
    baseRight: Uint8Array.from(pick(value.headRight)),
    headRight: Uint8Array.from(pick(value.baseRight)),
    anchorRight: value.anchorRight ? Uint8Array.from(pick(value.anchorRight)) : null,
    baseAnswer: pick(value.headAnswer),
    headAnswer: pick(value.baseAnswer),
    truth: pick(value.truth),
    headMissing: new Map(),
    whole: { base: value.whole.head, head: value.whole.base },
  }
}

function placeOf({ rows }: Predictions): Map<number, number> {
  const place = new Map<number, number>()
  for (const [at, row] of rows.entries()) place.set(row, at)
  return place
}

function statusOf(predictions: Predictions, at: number) {
  return PREDICTION_STATUS[predictions.status[at]!]!
}

/** By name: two outputs may stand for one class. */
function right({ classes, truth, tied, names }: Predictions, at: number): number {
  const [best, wanted] = [names[classes[at * TOP]!], names[truth[at]!]]
  return best !== undefined && best === wanted && tied[at] === 1 ? 1 : 0
}

function answer({ classes, names }: Predictions, at: number): string {
  return names[classes[at * TOP]!] ?? ''
}

function wholeOf(predictions: Predictions): Share {
  let [n, correct] = [0, 0]
  for (let at = 0; at < predictions.rows.length; at++) {
    if (predictions.status[at] !== OK || predictions.truth[at] === -1) continue
    n++
    correct += right(predictions, at)
  }
  return { n, right: correct }
}

function absent(dataset: Dataset, row: number): GateError {
  return new GateError(
    'content-absent',
    'host',
    `${dataset.path.get(row)}: its bytes are not on this machine, so it cannot be judged`,
    {
      hint: 'Fetch the images of the judged split before the run (Git LFS: `git lfs pull`; a mount: `data-root`).',
    },
  )
}

function notAnswered(dataset: Dataset, row: number, why: string): GateError {
  return new GateError(
    'base-not-predicted',
    'artifact',
    `${dataset.path.get(row)}: the model on base gives no answer (${why}), so the two cannot be compared`,
    {
      hint: 'Run again; if it stays, the model on base is broken for this image.',
    },
  )
}
