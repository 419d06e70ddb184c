import type * as z from 'zod'
import { nearest } from './nearest.ts'
import { NOT_YET } from './schema.ts'

export type Path = readonly PropertyKey[]
export interface Problem {
  readonly path: Path
  readonly text: string
  /** Stands on the key itself, not on its value. */
  readonly onKey: boolean
}

/** zod's issues as sentences; of a union's branches, the one that the value comes nearest to. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], schema: z.core.$ZodType, above: Path = []): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    const path = [...above, ...issue.path]
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: [...path, key],
        text: unknownKey(key, keysAt(schema, path)),
        onKey: true,
      }))
    if (issue.code === 'invalid_union') return problemsOf(closestBranch(issue.errors), schema, path)
    if (issue.code === 'invalid_key') return [{ path, text: issue.issues[0]?.message ?? 'wrong name', onKey: true }]
    return [{ path, text: sentence(issue), onKey: false }]
  })
}

function closestBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const matching = branches.filter(
    (issues) => !issues.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0),
  )
  const all = matching.length > 0 ? matching : branches
  return all.reduce((best, issues) => (issues.length < best.length ? issues : best), all[0] ?? [])
}

function unknownKey(key: string, known: readonly string[]): string {
  if (NOT_YET.has(key)) return `\`${key}\` is not supported by this version: remove it`
  const close = nearest(key, known)
  return close
    ? `unknown key \`${key}\`: did you mean \`${close}\`?`
    : `unknown key \`${key}\`: known here are ${known.map((one) => `\`${one}\``).join(', ')}`
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value'))
    return 'is missing'
  if (issue.code === 'invalid_type') {
    return issue.message.startsWith('Invalid input') ? `expected ${article(issue.expected)}` : issue.message
  }
  if (issue.code === 'invalid_value')
    return `expected ${issue.values.map((value) => `\`${String(value)}\``).join(' or ')}`
  if (issue.code === 'too_small')
    return `is too small: ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`
  if (issue.code === 'too_big') return `is too large: at most ${issue.maximum}`
  return issue.message
}

function article(kind: string): string {
  return (
    {
      object: 'a mapping',
      record: 'a mapping',
      array: 'a list',
      string: 'text (put it in quotes)',
      number: 'a number',
      int: 'a whole number',
    }[kind] ?? kind
  )
}

interface Shape {
  readonly def: {
    readonly type: string
    readonly shape?: Readonly<Record<string, Shape>>
    readonly innerType?: Shape
    readonly valueType?: Shape
    readonly element?: Shape
    readonly options?: readonly Shape[]
  }
}

/** The keys that a mapping at this path may have. */
function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  let shapes = [schema as unknown as Shape]
  for (const key of path) shapes = shapes.flatMap(opened).flatMap((shape) => inside(shape, String(key)))
  return [...new Set(shapes.flatMap(opened).flatMap((shape) => Object.keys(shape.def.shape ?? {})))]
}

function opened(shape: Shape): Shape[] {
  if (shape.def.innerType) return opened(shape.def.innerType)
  return shape.def.options ? shape.def.options.flatMap(opened) : [shape]
}

function inside(shape: Shape, key: string): Shape[] {
  const child =
    shape.def.shape && Object.hasOwn(shape.def.shape, key)
      ? shape.def.shape[key]
      : (shape.def.valueType ?? shape.def.element)
  return child ? [child] : []
}
