import { RowIndex } from '#contract/byte-index'
import type { Found } from '#contract/outcome'
import type { DataProblem, Dataset, ProblemCode } from '#evidence/dataset/types'
import type { Match } from '#evidence/match/types'
import { bounded, oldOnes } from './bounded-findings.ts'
import { place } from './record-places.ts'
import { type Fresh, setOffRest } from './rest-of-problems.ts'

export interface Sides {
  readonly base: Dataset | null
  readonly head: Dataset
  /** null: no base. */
  readonly match: Match | null
}

/**
 * What readers found wrong with records, one finding a record, on its line. Old is what base says as well of the same file
 * (also when it was renamed with its image), as often, on whatever line.
 */
export function problemFindings<Code extends ProblemCode, More extends string>(
  sides: Sides,
  codes: readonly Code[],
  more: More,
): Found<Code | More>[] {
  const formerName = formerNames(sides)
  return codes.flatMap((code) => {
    const now = ofCode(sides.head, code)
    if (now.length === 0) return []
    const fresh = newOnes(now, ofCode(sides.base, code), formerName)
    const told = distinct(code, fresh)
    const old = total(now) - told.reduce((sum, { count }) => sum + count, 0)
    return bounded(told, oldOnes(old, [toFound(code, { of: now[0]!, count: old }, 0)]), more)
  })
}

/** Records at fault in these ways. */
export function countProblems({ problems }: Dataset, codes: readonly ProblemCode[]): number {
  return total(problems.filter(({ code }) => codes.includes(code)))
}

function ofCode(dataset: Dataset | null, code: ProblemCode): DataProblem[] {
  return dataset ? dataset.problems.filter((problem) => problem.code === code) : []
}
function total(problems: readonly DataProblem[]): number {
  return problems.reduce((sum, { count }) => sum + count, 0)
}

function newOnes(
  now: readonly DataProblem[],
  was: readonly DataProblem[],
  formerName: (file: string) => string,
): Fresh[] {
  const before = grouped(was, (file) => file)
  const after = grouped(now, formerName)
  const fresh = [...after].flatMap(([key, group]) => unpaired(group, before.get(key) ?? []))
  const [rest, formerRest] = [now.find(isRest), was.find(isRest)]
  if (!rest && !formerRest) return fresh
  const gone = [...before].flatMap(([key, group]) => unpaired(group, after.get(key) ?? []))
  return setOffRest(fresh, gone, rest, formerRest)
}

/** Problems that say the same of the same file, in the order of their lines. */
function grouped(problems: readonly DataProblem[], nameOf: (file: string) => string): Map<string, DataProblem[]> {
  const groups = new Map<string, DataProblem[]>()
  for (const problem of problems) {
    if (isRest(problem)) continue
    const key = JSON.stringify([nameOf(problem.file), problem.text])
    const group = groups.get(key)
    if (group) group.push(problem)
    else groups.set(key, [problem])
  }
  for (const group of groups.values()) group.sort((a, b) => a.line - b.line || a.column - b.column)
  return groups
}

/**
 * Which of several equal problems are new can only be seen from their lines: those above an edit stay where they are,
 * those below it all move by the same number, what is between is paired in order.
 */
function unpaired(now: readonly DataProblem[], was: readonly DataProblem[]): Fresh[] {
  const most = Math.min(now.length, was.length)
  let above = 0
  while (above < most && now[above]!.line === was[above]!.line) above++
  const shift = (below: number) => now[now.length - 1 - below]!.line - was[was.length - 1 - below]!.line
  let below = 0
  while (above + below < most && shift(below) === shift(0)) below++
  const between = most - above - below
  return now.flatMap((of, at) => {
    const fromEnd = now.length - 1 - at
    const known = at < above + between ? was[at]! : fromEnd < below ? was[was.length - 1 - fromEnd]! : null
    const count = of.count - (known?.count ?? 0)
    return count > 0 ? [{ of, count }] : []
  })
}

function isRest({ rest }: DataProblem): boolean {
  return rest !== undefined
}

/** Equal ones are numbered, so that each is a finding of its own. */
function distinct<Code extends ProblemCode>(code: Code, fresh: readonly Fresh[]): Found<Code>[] {
  const seen = new Map<string, number>()
  return fresh.map((one) => {
    const key = JSON.stringify([one.of.file, one.of.text])
    const nth = seen.get(key) ?? 0
    seen.set(key, nth + 1)
    return toFound(code, one, nth)
  })
}

/** A line is shown beside the finding; where there is none, the text says in which file. */
function toFound<Code extends ProblemCode>(code: Code, { of, count }: Fresh, nth: number): Found<Code> {
  const problem = of.line > 0 || of.text.includes(of.file) ? of.text : `${of.file}: ${of.text}`
  return {
    code,
    args: { problem, count },
    about: [place(of.file, of.line, of.column)],
    age: 'new',
    count: Math.max(1, count),
    subject: JSON.stringify(nth === 0 ? [of.file, of.text] : [of.file, of.text, nth]),
    basis: `${of.text} ${count}`,
  }
}

/** What a file of head was called on base: its image's partner tells. Only asked for files with problems. */
function formerNames({ base, head, match }: Sides): (file: string) => string {
  const index = head.annotations ? lazy(() => new RowIndex(head.annotations!)) : null
  const known = new Map<string, string>()
  return (file) => {
    const name = known.get(file) ?? formerName(file)
    known.set(file, name)
    return name
  }

  function formerName(file: string): string {
    if (!base || !match) return file
    const row = index ? index().find(new TextEncoder().encode(file)) : -1
    if (row >= 0) {
      const partner = match.headToBase[row]!
      return (partner >= 0 && base.annotations?.get(partner)) || file
    }
    const code = head.source.values.indexOf(file)
    if (code < 0 || base.source.values.includes(file)) return file
    const member = head.source.codes.findIndex((of, at) => of === code && match.headToBase[at]! >= 0)
    return member < 0 ? file : base.source.values[base.source.codes[match.headToBase[member]!]!]!
  }
}

function lazy<T>(make: () => T): () => T {
  let made: T | null = null
  return () => {
    made ??= make()
    return made
  }
}
