import { z } from 'zod'

/** One of the commits that take part: merge-base, head of the pull request, or the last release. */
export type Side = 'base' | 'head' | 'anchor'
export const SIDES: readonly Side[] = ['base', 'head', 'anchor']

/** `pair` sees both sides at once; a side alone reads data or a model; `{model, data}` spans the 2×2. */
export type At = 'pair' | Side | { readonly model: Side; readonly data: Side }

export const digestSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'sha256'>()
/** 64 lower-case hex digits of a sha-256. */
export type Digest = z.infer<typeof digestSchema>

const checkWord = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
export const checkIdSchema = z.templateLiteral([checkWord, '/', checkWord])
/** `family/name`, equal to the folder below src/checks (or `policy/…` for the engine's own findings). */
export type CheckId = `${string}/${string}`

/** A name that this program gave: shown as it is, so a report from elsewhere may hold nothing else in its place. */
export const codeSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+([-@][a-z0-9]+)*$/)
const argSchema = z.union([z.string(), z.number()])
const argsSchema = z.record(z.string().regex(/^[a-z][a-zA-Z0-9]*$/), argSchema)
export const reasonSchema = z.strictObject({ code: codeSchema, args: argsSchema })
/** A coded statement. Its English lives in contract/reasons.ts (or in a check's messages): never in the data. */
export type Reason = z.infer<typeof reasonSchema>

export function atName(at: At): string {
  return typeof at === 'string' ? at : `${at.model}-model-on-${at.data}-data`
}
