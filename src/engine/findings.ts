import type { CheckId, Digest } from '#contract/ids'
import type { Finding, Found } from '#contract/outcome'
import type { Ports } from '#contract/ports'
import { digestOf } from './digest.ts'

/** `id` names the thing (it survives reruns and moved lines); `evidence` what it rests on (a waiver dies with it). */
export function toFinding(target: string, check: CheckId, found: Found, hash: Ports['hash']): Finding {
  const { code, args, about, age, count, subject, basis } = found
  return {
    id: digestOf(hash, 'finding', target, check, code, subject).slice(0, 10),
    evidence: digestOf(hash, 'evidence', code, basis) as Digest,
    code,
    args,
    about,
    age,
    count,
  }
}

/** Findings with the same id are one: counts add up, and it is new if any part is. */
export function merged(findings: readonly Finding[]): Finding[] {
  const byId = new Map<string, Finding>()
  for (const finding of findings) {
    const known = byId.get(finding.id)
    if (!known) byId.set(finding.id, finding)
    else
      byId.set(finding.id, {
        ...known,
        count: known.count + finding.count,
        age: known.age === 'new' ? 'new' : finding.age,
      })
  }
  return [...byId.values()]
}
