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

/** Findings with the same id are one: counts add up, it is new if any part is, and it rests on the evidence of all. */
export function merged(findings: readonly Finding[], hash: Ports['hash']): Finding[] {
  const byId = new Map<string, Finding[]>()
  for (const finding of findings) {
    const known = byId.get(finding.id)
    if (known) known.push(finding)
    else byId.set(finding.id, [finding])
  }
  return [...byId.values()].map((parts) => whole(parts, hash))
}

function whole(parts: readonly Finding[], hash: Ports['hash']): Finding {
  const evidences = [...new Set(parts.map(({ evidence }) => evidence))].sort()
  return {
    ...parts[0]!,
    evidence: evidences.length === 1 ? evidences[0]! : (digestOf(hash, 'evidences', ...evidences) as Digest),
    count: parts.reduce((sum, { count }) => sum + count, 0),
    age: parts.some(({ age }) => age === 'new') ? 'new' : 'pre-existing',
  }
}
