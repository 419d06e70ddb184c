import type { Exhibit, Found, Ref } from '#contract/outcome'
import type { DataProblem, Dataset } from '#evidence/dataset/types'

interface Sides {
  readonly base: Dataset | null
  readonly head: Dataset
}

const EXAMPLES = 50
const REFS = 5

/** Records that are left out or incomplete: what base had as well is old. Nothing that was not read goes unsaid. */
export function problemFindings({ base, head }: Sides): Found<'record-at-fault'>[] {
  const known = countByText(base)
  const groups = new Map<string, { of: DataProblem; all: number; fresh: DataProblem[]; count: number }>()
  for (const problem of head.problems) {
    if (problem.code === 'missing-file') continue // told with its picture
    const key = JSON.stringify([problem.code, problem.file])
    const group = groups.get(key) ?? { of: problem, all: 0, fresh: [], count: 0 }
    groups.set(key, group)
    group.all += problem.count
    const text = textOf(problem)
    const before = known.get(text) ?? 0
    known.set(text, Math.max(0, before - problem.count))
    if (problem.count <= before) continue
    group.fresh.push(problem)
    group.count += problem.count - before
  }
  return [...groups].map(([subject, { of, all, fresh, count }]) => {
    const shown = fresh.length > 0 ? fresh : head.problems.filter((one) => one.code === of.code && one.file === of.file)
    return {
      code: 'record-at-fault',
      args: { count: count || all, file: of.file, problem: of.code, example: shown[0]!.text },
      about: shown.slice(0, REFS).map(refOf),
      age: count > 0 ? 'new' : 'pre-existing',
      count: count || all,
      subject,
      basis: shown.map(textOf).sort().join('\n'),
    }
  })
}

export function problemTable({ head }: Pick<Sides, 'head'>): Exhibit[] {
  if (head.problems.length === 0) return []
  return [
    {
      kind: 'table',
      title: 'Records at fault on head',
      columns: [
        { name: 'file', unit: 'text' },
        { name: 'line', unit: 'count' },
        { name: 'problem', unit: 'text' },
        { name: 'records', unit: 'count' },
      ],
      rows: head.problems.slice(0, EXAMPLES).map(({ file, line, text, count }) => [file, line || null, text, count]),
      total: head.problems.length,
    },
  ]
}

function countByText(dataset: Dataset | null): Map<string, number> {
  const counts = new Map<string, number>()
  for (const problem of dataset?.problems ?? [])
    counts.set(textOf(problem), (counts.get(textOf(problem)) ?? 0) + problem.count)
  return counts
}
/** What a problem says, wherever its line moved. */
function textOf({ code, file, text }: DataProblem): string {
  return JSON.stringify([code, file, text])
}
function refOf({ file, line }: DataProblem): Ref {
  return line > 0 ? { kind: 'file', side: 'head', path: file, line } : { kind: 'file', side: 'head', path: file }
}
