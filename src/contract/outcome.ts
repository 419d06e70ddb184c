import { z } from 'zod'
import { codeSchema, digestSchema, reasonSchema } from './ids.ts'

export const unitSchema = z.enum(['ratio', 'score', 'nat', 'count', 'px', 'byte', 'ms', 'image/s', 'joule', 'currency'])
export type Unit = z.infer<typeof unitSchema>

const finite = z.number() // zod 4: NaN and ±Infinity are refused
export const intervalSchema = z.strictObject({ lo: finite, hi: finite, level: finite, method: codeSchema })
export type Interval = z.infer<typeof intervalSchema>

export const estimateSchema = z.union([
  z.strictObject({ value: z.null(), reason: reasonSchema }),
  z.strictObject({
    value: finite,
    n: z.int().nonnegative(),
    of: z.enum(['image', 'group', 'box', 'mask', 'round', 'file', 'node', 'tensor']),
    interval: z.union([intervalSchema, reasonSchema]),
  }),
])
/** A number with its sample size and its interval, or a stated reason for the lack of either. */
export type Estimate = z.infer<typeof estimateSchema>

export const metricSchema = z.strictObject({
  id: codeSchema,
  slice: z.string().nullable(),
  unit: unitSchema,
  better: z.enum(['higher', 'lower', 'neither']),
  base: estimateSchema,
  head: estimateSchema,
  delta: estimateSchema,
})
/** `delta` is head − base, never re-signed. */
export type Metric = z.infer<typeof metricSchema>

export const claimSchema = z.strictObject({
  metric: codeSchema,
  slice: z.string().nullable(),
  role: z.enum(['primary', 'protected', 'limit', 'advisory']),
  /** The check's message that states this claim's failure: the verdict makes a finding of it. */
  code: codeSchema,
  unit: unitSchema,
  n: z.int().nonnegative(),
  /** Oriented: positive = head better. On the scale of `margin` (accuracy: difference; latency: −ln ratio). */
  gain: finite,
  /** Tolerated loss, positive. */
  margin: finite,
  /** Gain over the last release and what all pull requests since may lose together; null without one. */
  anchor: z.strictObject({ gain: finite, margin: finite }).nullable(),
  /** Interval of the oriented gain. */
  interval: z.union([intervalSchema, reasonSchema]),
  /** Raw one-sided p-values: Holm spans checks and α depends on the looks, so only engine/verdict decides. */
  p: z.strictObject({
    beyondMargin: finite,
    worse: finite,
    notInferior: finite,
    notInferiorToAnchor: finite.nullable(),
  }),
  /** Smallest loss that this sample shows with power .80, and the n that would show `margin`; null = not defined. */
  mde80: finite.nullable(),
  n80: finite.nullable(),
  /** Arguments for the message of `code`. */
  args: reasonSchema.shape.args,
})
export type Claim = z.infer<typeof claimSchema>

const sideSchema = z.enum(['base', 'head', 'anchor'])
export const refSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    side: sideSchema,
    path: z.string(),
    line: z.int().positive().optional(),
    column: z.int().positive().optional(),
  }),
  z.strictObject({
    kind: z.literal('image'),
    side: sideSchema,
    id: z.string(),
    box: z.tuple([finite, finite, finite, finite]).optional(),
  }),
  z.strictObject({ kind: z.literal('node'), side: sideSchema, name: z.string() }),
  z.strictObject({ kind: z.literal('tensor'), side: sideSchema, name: z.string() }),
])
export type Ref = z.infer<typeof refSchema>

export const findingIdSchema = z.string().regex(/^[0-9a-f]{10}$/)
export const findingSchema = z.strictObject({
  id: findingIdSchema,
  evidence: digestSchema,
  code: codeSchema,
  args: reasonSchema.shape.args,
  about: z.array(refSchema),
  age: z.enum(['new', 'pre-existing']),
  count: z.int().positive(),
})
/** One thing a person can act on or waive. `id` survives reruns and moved lines; a waiver dies with `evidence`. */
export type Finding = z.infer<typeof findingSchema>

const foundSchema = findingSchema.omit({ id: true, evidence: true }).extend({
  /** Names the thing (not where it stands): equal subjects of one check and code are one finding. */
  subject: z.string(),
  /** What the finding rests on (content ids, numbers): when it changes, waivers are void. */
  basis: z.string(),
})
/** What a check returns for a finding: the engine, which can hash, makes `id` and `evidence` of `subject` and `basis`. */
export type Found<Code extends string = string> = z.infer<typeof foundSchema> & { code: Code }

/** A check's own words, shown as they are: letters, digits and plain punctuation. */
const words = z
  .string()
  .max(120)
  .regex(/^[\p{L}\p{N} ,()%'’–-]*$/u)
const title = words
const name = z.string()
const column = z.strictObject({
  name: words,
  unit: z.union([unitSchema, z.literal('text')]),
  /** A difference: shown with its sign, ratios in percentage points. */
  change: z.literal(true).optional(),
})
const tableSchema = z
  .strictObject({
    kind: z.literal('table'),
    title,
    columns: z.array(column),
    rows: z.array(z.array(z.union([z.string(), finite, z.null()]))),
    total: z.int(),
  })
  .refine(({ columns, rows }) => rows.every((row) => row.length === columns.length), 'a value for each column')
export const exhibitSchema = z.discriminatedUnion('kind', [
  tableSchema,
  z.strictObject({
    kind: z.literal('bars'),
    title,
    unit: unitSchema,
    bars: z.array(z.strictObject({ name, base: finite.nullable(), head: finite.nullable() })),
  }),
  z.strictObject({
    kind: z.literal('pairs'),
    title,
    pairs: z.array(z.strictObject({ left: refSchema, right: refSchema, text: reasonSchema })),
    total: z.int(),
  }),
  z.strictObject({
    kind: z.literal('heatmap'),
    title,
    unit: unitSchema,
    rows: z.array(name),
    columns: z.array(name),
    values: z.array(z.array(finite.nullable())),
  }),
  z.strictObject({
    kind: z.literal('graph'),
    title,
    nodes: z.array(
      z.strictObject({ id: name, label: z.string(), state: z.enum(['same', 'changed', 'added', 'removed']) }),
    ),
    edges: z.array(z.tuple([name, name])),
  }),
  z.strictObject({
    kind: z.literal('timeline'),
    title,
    lanes: z.array(z.strictObject({ name, spans: z.array(z.tuple([finite, finite])) })),
  }),
])
/** Data for people's eyes. Titles and names of columns are the check's own words; everything else may come from a pull request. */
export type Exhibit = z.infer<typeof exhibitSchema>

const measuredFields = {
  status: z.literal('measured'),
  metrics: z.array(metricSchema),
  claims: z.array(claimSchema),
  exhibits: z.array(exhibitSchema),
}
export const notApplicableSchema = z.strictObject({ status: z.literal('not-applicable'), reason: reasonSchema })
export type NotApplicable = z.infer<typeof notApplicableSchema>
export const ownerSchema = z.enum(['user', 'artifact', 'host', 'us'])
/** Whose move it is: the person, whoever made the artifact, the machine, or this program. */
export type Owner = z.infer<typeof ownerSchema>

export const outcomeSchema = z.discriminatedUnion('status', [
  z.strictObject({ ...measuredFields, findings: z.array(findingSchema) }),
  notApplicableSchema,
  z.strictObject({ status: z.literal('unchanged') }),
  z.strictObject({ status: z.literal('skipped'), reason: reasonSchema }),
  z.strictObject({
    status: z.literal('error'),
    code: codeSchema,
    owner: ownerSchema,
    message: z.string(),
    hint: z.string(),
  }),
])
/** What the report holds for a check. `unchanged`, `skipped` and `error` are made by the engine only. */
export type Outcome = z.infer<typeof outcomeSchema>

/** An outcome before its findings have ids, as it is recorded for a later attempt. */
export const rawSchema = z.discriminatedUnion('status', [
  z.strictObject({ ...measuredFields, findings: z.array(foundSchema) }),
  notApplicableSchema,
])

/** What a check returns. */
export interface Measured<Code extends string = string> {
  status: 'measured'
  metrics: Metric[]
  claims: (Claim & { code: Code })[]
  findings: Found<Code>[]
  exhibits: Exhibit[]
}
