import type { CheckId } from '#contract/ids'
import type { Found } from '#contract/outcome'
import type { Raw } from './run.ts'

/** Of a report: nobody reads more, and whoever publishes it refuses more. */
export const MOST_FINDINGS = 100_000
const REFS = 5

/**
 * Outcomes with at most so many findings: past that the largest groups of one check, code and age become one finding each,
 * which counts them all and rests on all of them (a waiver of it dies when any changes). `folded` says how many went in.
 */
export function folded(
  outcomes: ReadonlyMap<CheckId, Raw>,
  most: number,
): { readonly outcomes: ReadonlyMap<CheckId, Raw>; readonly folded: number } {
  let left = 0
  const groups: Found[][] = []
  for (const raw of outcomes.values()) {
    if (raw.status !== 'measured') continue
    left += raw.findings.length
    if (raw.findings.length > 1) groups.push(...groupsOf(raw.findings))
  }
  if (left <= most) return { outcomes, folded: 0 }
  const instead = new Map<Found, Found | null>()
  let count = 0
  for (const group of groups.sort((a, b) => b.length - a.length)) {
    if (left <= most) break
    left -= group.length - 1
    count += group.length
    for (const found of group) instead.set(found, null)
    instead.set(group[0]!, one(group))
  }
  const kept = (found: Found) => instead.get(found) ?? (instead.has(found) ? [] : [found])
  const made = [...outcomes].map(([id, raw]): [CheckId, Raw] => [
    id,
    raw.status === 'measured' ? { ...raw, findings: raw.findings.flatMap(kept) } : raw,
  ])
  return { outcomes: new Map(made), folded: count }
}

function groupsOf(findings: readonly Found[]): Found[][] {
  const groups = new Map<string, Found[]>()
  for (const found of findings) {
    const key = `${found.code} ${found.age}`
    const known = groups.get(key)
    if (known) known.push(found)
    else groups.set(key, [found])
  }
  return [...groups.values()]
}

function one(group: readonly Found[]): Found {
  const [first] = group as [Found]
  return {
    ...first,
    about: group.flatMap(({ about }) => about.slice(0, 1)).slice(0, REFS),
    count: group.reduce((sum, { count }) => sum + count, 0),
    subject: `all ${first.age}`,
    basis: group.map(({ subject, basis }) => `${subject}\0${basis}`).join('\n'),
  }
}
