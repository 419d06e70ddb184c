import type { Pooled } from '#contract/evidence'
import { judgementSumsSchema, type JudgementSums as Sums } from '#contract/pooled'
import type { Judgement, Share } from './types.ts'

/**
 * Scores of every image averaged over the runs. An image that head has once not answered is missing in all; one for which
 * the anchor has once no answer is not compared with it.
 */
export function poolJudgement(value: Judgement, kept: unknown): Pooled<Judgement> {
  const now = sumsOf(value)
  const all = added(now, kept)
  return all ? { value: averaged(value, all), keep: all, runs: all.runs } : { value, keep: now, runs: 1 }
}

function sumsOf({ headRow, baseRight, headRight, anchorRight, headMissing, whole }: Judgement): Sums {
  return {
    runs: 1,
    rows: [...headRow],
    base: [...baseRight],
    head: [...headRight],
    anchor: anchorRight && Array.from(anchorRight, (right) => (Number.isNaN(right) ? -1 : right)),
    missing: [...headMissing],
    whole,
  }
}

/** null: what was kept is not of these images. */
function added(now: Sums, kept: unknown): Sums | null {
  const { data: before } = judgementSumsSchema.safeParse(kept)
  if (!before || !isSound(before)) return null
  const missing = new Map([...before.missing, ...now.missing])
  const [left, right] = [without(before, missing), without(now, missing)]
  if (left.rows.length !== right.rows.length || left.rows.some((row, at) => row !== right.rows[at])) return null
  if ((left.anchor === null) !== (right.anchor === null)) return null
  const sum = (a: readonly number[], b: readonly number[]) => a.map((one, at) => one + b[at]!)
  const known = (a: readonly number[], b: readonly number[]) =>
    a.map((one, at) => (one < 0 || b[at]! < 0 ? -1 : one + b[at]!))
  const shares = (a: Share, b: Share): Share => ({ n: a.n + b.n, right: a.right + b.right })
  return {
    runs: before.runs + now.runs,
    rows: right.rows,
    base: sum(left.base, right.base),
    head: sum(left.head, right.head),
    anchor: left.anchor && right.anchor && known(left.anchor, right.anchor),
    missing: [...missing],
    whole: {
      base: shares(before.whole.base, now.whole.base),
      head: shares(before.whole.head, now.whole.head),
    },
  }
}

/** No sum beyond what so many runs can give. */
function isSound({ runs, rows, base, head, anchor, whole }: Sums): boolean {
  const columns = [base, head, ...(anchor ? [anchor] : [])]
  const shares = [whole.base, whole.head]
  return (
    columns.every((column) => column.length === rows.length && column.every((sum) => sum <= runs)) &&
    shares.every(({ n, right }) => right <= n)
  )
}

function without(sums: Sums, missing: ReadonlyMap<number, string>): Pick<Sums, 'rows' | 'base' | 'head' | 'anchor'> {
  const at = [...sums.rows.keys()].filter((one) => !missing.has(sums.rows[one]!))
  const pick = (column: readonly number[]) => at.map((one) => column[one]!)
  const { rows, base, head, anchor } = sums
  return { rows: pick(rows), base: pick(base), head: pick(head), anchor: anchor && pick(anchor) }
}

function averaged(value: Judgement, { runs, rows, base, head, anchor, missing, whole }: Sums): Judgement {
  const place = new Map([...value.headRow.entries()].map(([at, row]) => [row, at]))
  const at = rows.map((row) => place.get(row)!)
  const mean = (column: readonly number[]) => Float64Array.from(column, (sum) => (sum < 0 ? Number.NaN : sum / runs))
  const share = (now: Share, { n, right }: Share): Share => ({ n: now.n, right: n === 0 ? 0 : (right / n) * now.n })
  return {
    ...value,
    headRow: Int32Array.from(rows),
    baseRow: Int32Array.from(at, (one) => value.baseRow[one]!),
    baseRight: mean(base),
    headRight: mean(head),
    anchorRight: anchor && mean(anchor),
    baseAnswer: at.map((one) => value.baseAnswer[one]!),
    headAnswer: at.map((one) => value.headAnswer[one]!),
    truth: at.map((one) => value.truth[one]!),
    headMissing: new Map(missing),
    whole: { base: share(value.whole.base, whole.base), head: share(value.whole.head, whole.head) },
  }
}
