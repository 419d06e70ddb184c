import type { Found, Ref } from '#contract/outcome'

/** Findings of one code told one by one: more would bury what else there is to say on these lines. */
const SINGLY = 50
const REFS = 5

/** What base has as well: one finding for all of it, however much it is. */
export interface Old {
  readonly count: number
  readonly example: Found
}

/**
 * Findings of one code: new ones one by one in the order of files and lines, those beyond the bound as one that stands
 * for them, and those that base has as well as one. Its message is `more`, with the arguments count, kind and file. Where
 * there are more new ones than anybody sorts, `fresh` may lack some: `beyond` says how many.
 */
export function bounded<Code extends string, More extends string>(
  fresh: readonly Found<Code>[],
  old: Old | null,
  more: More,
  beyond = 0,
): Found<Code | More>[] {
  const sorted = fresh.length > 1 ? inOrder(fresh) : fresh
  const rest = sorted.slice(SINGLY)
  const made: Found<Code | More>[] = [...sorted.slice(0, SINGLY)]
  if (rest.length > 0) {
    const count = rest.reduce((sum, one) => sum + one.count, beyond)
    const basis = `${rest.map(({ subject }) => subject).join('\n')} ${beyond}`
    made.push({ ...standIn(rest[0]!, count, more), about: rest.slice(0, REFS).flatMap(fileRef), age: 'new', basis })
  }
  if (old) made.push({ ...standIn(old.example, old.count, more), age: 'pre-existing', basis: String(old.count) })
  return made
}

function standIn<More extends string>(example: Found, count: number, more: More) {
  const [place] = fileRef(example)
  return {
    code: more,
    args: { count, kind: example.code, file: place?.path ?? '' },
    about: place ? [place] : [],
    count,
    subject: example.code,
  }
}

/** Findings of one code that are old, counted; `examples` need not hold all of them. */
export function oldOnes(count: number, examples: readonly Found[]): Old | null {
  return count > 0 && examples.length > 0 ? { count, example: examples[0]! } : null
}

function inOrder<Code extends string>(all: readonly Found<Code>[]): Found<Code>[] {
  const keyed = all.map((found) => ({ found, ref: fileRef(found)[0] }))
  keyed.sort(
    ({ found: a, ref: x }, { found: b, ref: y }) =>
      compare(x?.path ?? '', y?.path ?? '') ||
      (x?.line ?? 0) - (y?.line ?? 0) ||
      (x?.column ?? 0) - (y?.column ?? 0) ||
      compare(a.subject, b.subject),
  )
  return keyed.map(({ found }) => found)
}

function fileRef({ about }: Found): Extract<Ref, { kind: 'file' }>[] {
  return about.filter((ref) => ref.kind === 'file').slice(0, 1)
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
