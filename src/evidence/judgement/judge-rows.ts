import { GateError } from '#contract/errors'
import { codeAt } from '#contract/table'
import type { Dataset } from '../dataset/types.ts'
import type { Match } from '../match/types.ts'
import { PREDICTION_STATUS, type PredictionStatus, type Predictions } from '../predictions/types.ts'
import type { Judgement, Share } from './types.ts'

/** As many scores a row as ports.ts keeps. */
const TOP = 5
const OK = 0
/** The picture's own fault, not the model's: integrity/unreadable-image speaks of it. */
const PICTURE_FAULTS: ReadonlySet<PredictionStatus> = new Set([
  'missing',
  'unreadable',
  'unsupported-format',
  'too-large',
])
/** The machine's fault, perhaps: nothing is known. */
const DIED: ReadonlySet<PredictionStatus> = new Set(['out-of-memory', 'timeout', 'crash'])

export interface Judged {
  readonly dataset: Dataset
  readonly predictions: Predictions
}

/**
 * Pairs the gate splits of both sides. An answer is right when its class is the label and nothing ties with it. Where
 * what would be shown is not known, it is an error: bytes that are not here, a process that died, no answer of base. Only
 * head's missing answers are the pull request's.
 */
export function judgeRows(match: Match, base: Judged, head: Judged, anchor: Predictions | null): Judgement {
  const basePlace = placeOf(base)
  const anchorPlace = anchor ? placeOf({ dataset: head.dataset, predictions: anchor }) : null
  const rows = {
    head: [] as number[],
    base: [] as number[],
    baseRight: [] as number[],
    headRight: [] as number[],
    anchorRight: [] as number[],
    anchorKnown: [] as number[],
  }
  const text = { base: [] as string[], head: [] as string[], truth: [] as string[] }
  const headMissing = new Map<number, string>()
  for (const [at, row] of head.predictions.rows.entries()) {
    const partner = match.headToBase[row]!
    const other = partner >= 0 && match.sameContent[row] === 1 ? basePlace[partner]! : -1
    const label = codeAt(head.dataset.label, row)
    if (other < 0 || label === null || label !== codeAt(base.dataset.label, partner)) continue
    const [ours, theirs] = [statusOf(head.predictions, at), statusOf(base.predictions, other)]
    if (ours === 'absent' || theirs === 'absent') throw absent(head.dataset, row)
    if (DIED.has(theirs)) throw notAnswered(base.dataset, partner, 'base', theirs)
    if (DIED.has(ours)) throw notAnswered(head.dataset, row, 'head', ours)
    if (PICTURE_FAULTS.has(ours) && PICTURE_FAULTS.has(theirs)) continue
    if (theirs !== 'ok') throw notAnswered(base.dataset, partner, 'base', theirs)
    if (ours !== 'ok') {
      headMissing.set(row, ours)
      continue
    }
    rows.head.push(row)
    rows.base.push(partner)
    rows.baseRight.push(right(base.predictions, other))
    rows.headRight.push(right(head.predictions, at))
    if (anchor && anchorPlace) {
      const third = anchorPlace[row]!
      const known = third >= 0 && anchor.status[third] === OK
      rows.anchorKnown.push(known ? 1 : 0)
      rows.anchorRight.push(known ? right(anchor, third) : 0)
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
    anchorKnown: anchor ? Uint8Array.from(rows.anchorKnown) : null,
    pooled: 1,
    baseAnswer: text.base,
    headAnswer: text.head,
    truth: text.truth,
    headMissing,
    answered: { base: answeredRows(base.predictions), head: answeredRows(head.predictions) },
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
    anchorKnown: value.anchorKnown ? Uint8Array.from(pick(value.anchorKnown)) : null,
    pooled: value.pooled,
    baseAnswer: pick(value.headAnswer),
    headAnswer: pick(value.baseAnswer),
    truth: pick(value.truth),
    headMissing: new Map(),
    answered: { base: value.answered.head, head: value.answered.base },
    whole: { base: value.whole.head, head: value.whole.base },
  }
}

/** Row of the dataset → index into the predictions, or −1. */
function placeOf({ dataset, predictions }: Judged): Int32Array {
  const place = new Int32Array(dataset.rows).fill(-1)
  for (const [at, row] of predictions.rows.entries()) place[row] = at
  return place
}

function statusOf(predictions: Predictions, at: number): PredictionStatus {
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

function answered({ status, truth }: Predictions, at: number): boolean {
  return status[at] === OK && truth[at] !== -1
}

function answeredRows(predictions: Predictions): Int32Array {
  return predictions.rows.filter((_, at) => answered(predictions, at))
}

function wholeOf(predictions: Predictions): Share {
  let [n, correct] = [0, 0]
  for (let at = 0; at < predictions.rows.length; at++) {
    if (!answered(predictions, at)) continue
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
      hint: 'Fetch the images of the judged split before the run (Git LFS: `git lfs pull`; DVC: `dvc fetch`; a mount: `data-root`).',
    },
  )
}

function notAnswered(dataset: Dataset, row: number, side: 'base' | 'head', why: PredictionStatus): GateError {
  const died = DIED.has(why)
  return new GateError(
    died ? 'prediction-died' : 'base-not-predicted',
    died ? 'host' : 'artifact',
    `${dataset.path.get(row)}: the model on ${side} gives no answer (${why}), so the two cannot be compared`,
    {
      hint: died
        ? 'Run again, on a machine with more memory or more time if it stays.'
        : 'Repair the model on base, or take the image out of the judged split in a pull request of its own.',
    },
  )
}
