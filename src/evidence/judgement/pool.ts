import type { Pool } from '#contract/evidence'
import { type JudgementRun, judgementRunSchema } from '#contract/pooled'
import { bitsToText, textToBits } from '../bits.ts'
import { PREDICTION_STATUS } from '../predictions/types.ts'
import type { Judgement } from './types.ts'

const WHY: readonly string[] = PREDICTION_STATUS

/** One run, in columns over all that is judged: what head answers and what it should have. */
interface Run {
  readonly base: Uint8Array
  readonly head: Uint8Array
  readonly anchor: { readonly right: Uint8Array; readonly known: Uint8Array } | null
  /** 0: answered; else 1 + the index into PREDICTION_STATUS. */
  readonly missing: Uint8Array
}

/**
 * Every image scores the share of the runs in which it is right. What head leaves unanswered in any run is missing; the
 * anchor's share is of those runs in which it has an answer. A run that judged other images than this one counts as absent:
 * the inputs are the same, so one of the two is damaged.
 */
export const pool: Pool<Judgement> = {
  write(fresh) {
    const rows = judgedRows(fresh)
    const { base, head, anchor, missing } = runOf(fresh, rows)
    const reasons = [...new Set(missing)].filter((code) => code > 0) // in the order of their first row
    return JSON.stringify({
      rows: rowsText(rows),
      base: bitsToText(base),
      head: bitsToText(head),
      anchor: anchor && { right: bitsToText(anchor.right), known: bitsToText(anchor.known) },
      missing: reasons.map((code) => [PREDICTION_STATUS[code - 1]!, bitsToText(missing.map((one) => +(one === code)))]),
    } satisfies JudgementRun)
  },
  join(fresh, earlier) {
    const rows = judgedRows(fresh)
    const key = rowsText(rows)
    const runs = earlier.flatMap((text) => read(text, key, rows.length, fresh.anchorRight !== null) ?? [])
    return runs.length === 0 ? fresh : joined(fresh, rows, [runOf(fresh, rows), ...runs])
  },
}

function joined(fresh: Judgement, rows: Int32Array, runs: readonly Run[]): Judgement {
  const headMissing = new Map(fresh.headMissing)
  for (const { missing } of runs)
    for (let at = 0; at < rows.length; at++)
      if (missing[at]! > 0 && !headMissing.has(rows[at]!)) headMissing.set(rows[at]!, WHY[missing[at]! - 1]!)
  // Indices into the fresh judgement, and into the columns of a run, of what head answers in every run.
  const kept: number[] = []
  const judged: number[] = []
  for (let at = 0, index = 0; at < rows.length; at++) {
    const row = rows[at]!
    if (fresh.headRow[index] !== row) continue
    if (!headMissing.has(row)) {
      kept.push(index)
      judged.push(at)
    }
    index++
  }
  const total = (column: (run: Run) => Uint8Array) => {
    const sums = new Uint8Array(judged.length)
    for (const run of runs) {
      const own = column(run)
      for (let index = 0; index < judged.length; index++) sums[index]! += own[judged[index]!]!
    }
    return sums
  }
  const pick = <T>(column: { readonly [index: number]: T }) => kept.map((at) => column[at]!)
  const anchored = fresh.anchorRight !== null
  return {
    ...fresh,
    headRow: Int32Array.from(pick(fresh.headRow)),
    baseRow: Int32Array.from(pick(fresh.baseRow)),
    baseRight: total(({ base }) => base),
    headRight: total(({ head }) => head),
    anchorRight: anchored ? total(({ anchor }) => anchor!.right) : null,
    anchorKnown: anchored ? total(({ anchor }) => anchor!.known) : null,
    pooled: runs.length,
    baseAnswer: pick(fresh.baseAnswer),
    headAnswer: pick(fresh.headAnswer),
    truth: pick(fresh.truth),
    headMissing,
  }
}

/** Rows of head that are judged, whether head answers or not, ascending. */
function judgedRows({ headRow, headMissing }: Judgement): Int32Array {
  if (headMissing.size === 0) return headRow
  const rows = new Int32Array(headRow.length + headMissing.size)
  rows.set(headRow)
  rows.set([...headMissing.keys()], headRow.length)
  return rows.sort()
}

function rowsText(rows: Int32Array): string {
  const bits = new Uint8Array((rows.at(-1) ?? -1) + 1)
  for (const row of rows) bits[row] = 1
  return bitsToText(bits)
}

function runOf(value: Judgement, rows: Int32Array): Run {
  const { headRow, headMissing, baseRight, headRight, anchorRight, anchorKnown } = value
  const column = (of: Uint8Array) => {
    const wider = new Uint8Array(rows.length)
    for (let at = 0, index = 0; at < rows.length; at++) if (rows[at] === headRow[index]) wider[at] = of[index++]!
    return wider
  }
  const missing = new Uint8Array(rows.length)
  if (headMissing.size > 0)
    for (let at = 0; at < rows.length; at++) {
      const why = headMissing.get(rows[at]!)
      if (why !== undefined) missing[at] = 1 + WHY.indexOf(why)
    }
  return {
    base: column(baseRight),
    head: column(headRight),
    anchor: anchorRight && anchorKnown && { right: column(anchorRight), known: column(anchorKnown) },
    missing,
  }
}

function read(text: string, rows: string, n: number, anchored: boolean): Run | null {
  const run = parsed(text)
  if (run === null || run.rows !== rows || (run.anchor !== null) !== anchored) return null
  const [base, head] = [textToBits(run.base, n), textToBits(run.head, n)]
  const right = run.anchor && textToBits(run.anchor.right, n)
  const known = run.anchor && textToBits(run.anchor.known, n)
  const missing = new Uint8Array(n)
  for (const [why, bits] of run.missing) {
    const [of, code] = [textToBits(bits, n), 1 + WHY.indexOf(why)]
    if (of === null || code === 0) return null
    for (let at = 0; at < n; at++) if (of[at] === 1) missing[at] = code
  }
  if (base === null || head === null || (anchored && (right === null || known === null))) return null
  if (right?.some((one, at) => one > known![at]!)) return null // right without an answer
  return { base, head, anchor: right && known && { right, known }, missing }
}

function parsed(text: string): JudgementRun | null {
  try {
    return judgementRunSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
