import type { CheckMeta } from '#contract/check'
import type { Policy } from '#contract/config'
import type { CheckId } from '#contract/ids'
import type { Claim, Found, Measured } from '#contract/outcome'
import type { StandingWaiver } from '#contract/report'
import { engineChecks } from '#engine/policy-change'
import type { Raw } from '#engine/run'
import { judge } from '#engine/verdict'
import { sha256 } from '#host/hash'

export const ID: CheckId = 'evaluation/metric-regression'
export const SLICES: CheckId = 'slices/slice-regression'
const meta: CheckMeta = {
  id: ID,
  title: 't',
  failureTitle: 'f',
  why: 'w',
  pitfalls: [],
  cost: 'cpu',
  references: [],
  messages: {
    regression: { text: 'x', fix: 'y', severity: 'block' },
    seen: { text: 'x', fix: 'y', severity: 'info' },
    odd: { text: 'x', fix: 'y', severity: 'warn' },
  },
}
const checks = new Map<CheckId, CheckMeta>([meta, { ...meta, id: SLICES }, ...engineChecks].map((one) => [one.id, one]))
const basePolicy: Policy = {
  mode: 'enforce',
  onInconclusive: 'review',
  looks: 'normal',
  waivers: [],
  budgetMinutes: null,
  trainingCode: [],
  targets: {},
  checks: {},
}
const pass = { beyondMargin: 0.99, worse: 0.4, notInferior: 0.01, notInferiorToAnchor: null }
export const unclear = { beyondMargin: 0.6, worse: 0.3, notInferior: 0.2, notInferiorToAnchor: null }

export function claim(p: Partial<Claim['p']>, other: Partial<Claim> = {}): Claim {
  return {
    metric: 'accuracy',
    slice: null,
    role: 'primary',
    code: 'regression',
    unit: 'ratio',
    n: 1000,
    gain: -0.001,
    margin: 0.01,
    anchor: null,
    interval: { lo: -0.01, hi: 0.01, level: 0.95, method: 'tango' },
    p: { ...pass, ...p },
    mde80: 0.01,
    n80: 900,
    args: { baseRatio: 0.9 },
    ...other,
  }
}
export function found(code: string, age: Found['age'] = 'new', subject = code): Found {
  return { code, args: {}, about: [], age, count: 1, subject, basis: 'b' }
}
export function measured(claims: Claim[], findings: Found[] = []): Measured {
  return { status: 'measured', metrics: [], claims, findings, exhibits: [] }
}
export function verdict(
  outcomes: Record<string, Raw>,
  policy: Partial<Policy> = {},
  extra: { alpha?: number; waivers?: StandingWaiver[] } = {},
) {
  return judge({
    target: 'main',
    outcomes: new Map(Object.entries(outcomes)) as ReadonlyMap<CheckId, Raw>,
    checks,
    policy: { ...basePolicy, ...policy },
    alpha: extra.alpha ?? 0.05,
    waivers: extra.waivers ?? [],
    hash: sha256,
  })
}
/** For the first blocker of a verdict. */
export function waiver({ blockers: [id], outcomes }: ReturnType<typeof judge>): StandingWaiver {
  const findings = Object.values(outcomes).flatMap((outcome) => (outcome.status === 'measured' ? outcome.findings : []))
  const { evidence } = findings.find((finding) => finding.id === id)!
  const until = '2026-02-01T00:00:00.000Z'
  return {
    finding: id!,
    evidence: evidence.slice(0, 8),
    by: 'm',
    reason: 'r',
    until,
    pull: 7,
    comment: 1,
    state: 'valid',
  }
}
/** The findings that an outcome of a verdict holds. */
export function findingsIn({ outcomes }: ReturnType<typeof judge>, check: CheckId) {
  const outcome = outcomes[check]
  return outcome?.status === 'measured' ? outcome.findings : []
}
export const failing = { beyondMargin: 0.001, worse: 0.001, notInferior: 0.999 }
