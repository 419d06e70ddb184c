import { textHash } from '#contract/byte-index'
import type { DataProblem } from '#evidence/dataset/types'

/** A problem, and for how many of its records base does not have it. */
export interface Fresh {
  readonly of: DataProblem
  readonly count: number
}

/**
 * Sets off what readers did not keep one by one, of which they have no more than a hash of each text: a problem of head
 * is new for as many records as base does not say the same of, in whatever file. `fresh` are those of head's kept ones
 * that base's kept ones do not have, `gone` the other way round.
 */
export function setOffRest(
  fresh: readonly Fresh[],
  gone: readonly Fresh[],
  now: DataProblem | undefined,
  was: DataProblem | undefined,
): Fresh[] {
  const theirs = merged(was?.rest, gone)
  const ours = merged(now?.rest, [])
  const left = new Map(fresh.map(({ of }) => [textHash(of.text), 0]))
  let unmatched = 0
  let their = 0
  for (let our = 0; our < ours.length || their < theirs.length; ) {
    const [mine, other] = [ours[our] ?? Infinity, theirs[their] ?? Infinity]
    if (mine < other) unmatched++
    else if (mine > other && left.has(other)) left.set(other, left.get(other)! + 1)
    if (mine <= other) our++
    if (other <= mine) their++
  }
  const told = fresh.flatMap(({ of, count }) => {
    const hash = textHash(of.text)
    const known = Math.min(left.get(hash)!, count)
    left.set(hash, left.get(hash)! - known)
    return count > known ? [{ of, count: count - known }] : []
  })
  return now && unmatched > 0 ? [...told, { of: now, count: unmatched }] : told
}

/** Hashes of both, a record each, ascending. */
function merged(rest: Float64Array = new Float64Array(0), gone: readonly Fresh[]): Float64Array {
  const all = new Float64Array(rest.length + gone.reduce((sum, { count }) => sum + count, 0))
  all.set(rest)
  let at = rest.length
  for (const { of, count } of gone) {
    all.fill(textHash(of.text), at, at + count)
    at += count
  }
  return all.sort()
}
