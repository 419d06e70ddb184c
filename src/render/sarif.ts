import type { Ref } from '#contract/outcome'
import type { Report } from '#contract/report'
import { visible } from './escape.ts'
import type { Fragment } from './fragments.ts'
import { type Catalogue, type FindingView, findings } from './view.ts'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
/** GitHub refuses a run with more. */
const MOST_RESULTS = 25_000
const LEVELS = { block: 'error', warn: 'warning', info: 'note', off: 'none' } as const

/**
 * Findings as SARIF 2.1.0 (OASIS standard), worst first, for viewers and code scanning. A rule is a check with a code;
 * results keep their finding's id as fingerprint. At most 25,000; `properties.left-out` counts the rest.
 */
export function renderSarif(report: Report, catalogue: Catalogue): string {
  const all = findings(report, catalogue)
  const shown = all.slice(0, MOST_RESULTS)
  const rules = new Map<string, FindingView>()
  for (const view of shown) if (!rules.has(ruleId(view))) rules.set(ruleId(view), view)
  const indexes = new Map([...rules.keys()].map((id, index) => [id, index]))
  const { tool, commits, conclusion } = report
  const run = {
    tool: { driver: { name: 'cv-gate', semanticVersion: tool.version, rules: [...rules].map(ruleOf) } },
    columnKind: 'unicodeCodePoints',
    ...(commits.head === 'worktree' ? {} : { automationDetails: { id: `cv-gate/${commits.head}` } }),
    results: shown.map((view) => resultOf(view, indexes.get(ruleId(view))!)),
    properties: { conclusion, 'left-out': all.length - shown.length },
  }
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 1)}\n`
}

function ruleId({ check, finding }: FindingView): string {
  return `${check}/${finding.code}`
}

function ruleOf([id, { meta, check }]: [string, FindingView]) {
  return {
    id,
    shortDescription: { text: meta?.failureTitle ?? check },
    ...(meta ? { fullDescription: { text: meta.why } } : {}),
  }
}

function resultOf(view: FindingView, ruleIndex: number) {
  const { finding, severity, text, fix, target } = view
  const about = finding.about.filter((ref) => ref.kind === 'file' && ref.side === 'head')
  return {
    ruleId: ruleId(view),
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${message(text)}\n${message(fix)}`.trim() },
    locations: about.slice(0, 1).flatMap((ref) => (ref.kind === 'file' ? [locationOf(ref)] : [])),
    partialFingerprints: { 'cvGateFinding/v1': finding.id },
    baselineState: finding.age === 'new' ? 'new' : 'unchanged',
    occurrenceCount: finding.count,
    properties: { target: visible(target), evidence: finding.evidence },
  }
}

function locationOf({ path, line, column }: Extract<Ref, { kind: 'file' }>) {
  const start = { startLine: line ?? 1, ...(column === undefined ? {} : { startColumn: column }) }
  return { physicalLocation: { artifactLocation: { uri: uriOf(path), uriBaseId: '%SRCROOT%' }, region: start } }
}

/** A relative reference: no name of a folder is taken for a scheme or a host. */
function uriOf(path: string): string {
  const wellFormed = new TextDecoder().decode(new TextEncoder().encode(path)) // lone surrogates have no URI
  return wellFormed.split('/').map(encodeURIComponent).join('/').replace(/^\/+/, '')
}

/** Brackets and backslashes are SARIF's own for links in a message (3.11.6). */
function message(fragments: readonly Fragment[]): string {
  return fragments
    .map((part) => ('own' in part ? part.own : visible(part.untrusted).replace(/[[\]\\]/g, '\\$&')))
    .join('')
}
