import { z } from 'zod'
import { checkIdSchema, codeSchema, digestSchema, reasonSchema } from './ids.ts'
import { findingIdSchema, outcomeSchema } from './outcome.ts'

/** From best to worst; the worst wins over claims, checks and targets. */
export const CONCLUSIONS = ['passed', 'warned', 'inconclusive', 'unverified', 'blocked'] as const
export const conclusionSchema = z.enum(CONCLUSIONS)
export type Conclusion = z.infer<typeof conclusionSchema>

export const severitySchema = z.enum(['off', 'info', 'warn', 'block'])
export type Severity = z.infer<typeof severitySchema>

export const modeSchema = z.enum(['advisory', 'enforce'])
export type Mode = z.infer<typeof modeSchema>

const finite = z.number()
const commit = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64}|worktree)$/)

export const judgedSchema = z.strictObject({
  check: checkIdSchema,
  metric: codeSchema,
  slice: z.string().nullable(),
  role: z.enum(['primary', 'protected', 'limit', 'advisory']),
  verdict: z.enum(['pass', 'fail', 'inconclusive']),
  /** PASS, but certainly somewhat worse: a real, tolerated loss. */
  toleratedLoss: z.boolean(),
  /** INCONCLUSIVE, and the best estimate lies beyond the tolerance. */
  estimateBeyondMargin: z.boolean(),
  pAdjusted: finite.nullable(),
  why: reasonSchema,
})
export type Judged = z.infer<typeof judgedSchema>

export const targetReportSchema = z.strictObject({
  name: z.string(),
  plan: digestSchema,
  conclusion: conclusionSchema,
  blockers: z.array(findingIdSchema),
  /** Findings that would block, and that a maintainer accepted. */
  waived: z.array(findingIdSchema),
  judged: z.array(judgedSchema),
  severities: z.record(findingIdSchema, severitySchema),
  outcomes: z.record(checkIdSchema, outcomeSchema),
  notes: z.array(reasonSchema),
})
export type TargetReport = z.infer<typeof targetReportSchema>

export const waiverSchema = z.strictObject({
  finding: findingIdSchema,
  /** First digits of the evidence that was looked at. */
  evidence: z.string().regex(/^[0-9a-f]{8}$/),
  by: z.string().max(100),
  reason: z.string().max(500),
  until: z.iso.datetime(),
  /** Pull request and comment that it stands in. */
  pull: z.int().positive(),
  comment: z.int().positive(),
  /**
   * `honoured`: a finding that would block does not. `void`: the finding rests on other evidence now. `unused`: nothing
   * that blocks has this id. `no-right`: whoever wrote it may not (any more). `edited`: the comment was changed.
   */
  state: z.enum(['honoured', 'void', 'unused', 'expired', 'edited', 'withdrawn', 'no-right']),
})
export type Waiver = z.infer<typeof waiverSchema>
/** As its comment stands; whether it is honoured only the verdict can say. */
export type StandingWaiver = Omit<Waiver, 'state'> & {
  readonly state: 'valid' | 'expired' | 'edited' | 'withdrawn' | 'no-right'
}

export const machineSchema = z.strictObject({
  os: z.string(),
  cpu: z.string(),
  gpu: z.string().nullable(),
  /** `none` when nothing was inferred. */
  provider: z.string(),
  sandbox: z.union([z.literal(0), z.literal(1), z.literal(2)]),
})
export type Machine = z.infer<typeof machineSchema>

export const reportSchema = z.strictObject({
  schema: z.literal('cv-gate/report@1'),
  tool: z.strictObject({ version: z.string().regex(/^\d+\.\d+\.\d+(-[a-z0-9.]+)?$/), dist: digestSchema }),
  mode: modeSchema,
  conclusion: conclusionSchema,
  commits: z.strictObject({
    base: commit,
    head: commit,
    policy: commit,
    anchor: commit.nullable(),
    /** Days between the merge-base's commit date and head's; null for a working tree. */
    baseAgeDays: finite.nullable(),
  }),
  /** 16 hex digits that name what was judged: model, data and placement on head, not the commits. */
  artefacts: z.string().regex(/^[0-9a-f]{16}$/),
  targets: z.array(targetReportSchema),
  waivers: z.array(waiverSchema),
  looks: z.union([z.strictObject({ k: z.int().positive(), alpha: finite }), reasonSchema]),
  notes: z.array(reasonSchema),
  machine: machineSchema,
  timing: z.strictObject({
    started: z.iso.datetime(),
    seconds: finite,
    stages: z.record(z.string().regex(/^[a-z]+( [a-z]+)*$/), finite),
  }),
})
/** All that crosses from the half that measures to the half that talks. */
export type Report = z.infer<typeof reportSchema>

/** How a check run ends. Never `neutral` or `skipped`: GitHub lets them satisfy a required check. */
export type CheckConclusion = 'success' | 'failure' | 'action_required' | 'cancelled' | 'timed_out'

export function worst(conclusions: Iterable<Conclusion>): Conclusion {
  let index = 0
  for (const conclusion of conclusions) index = Math.max(index, CONCLUSIONS.indexOf(conclusion))
  return CONCLUSIONS[index]!
}
