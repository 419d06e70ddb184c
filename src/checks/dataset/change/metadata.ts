import type { Exhibit } from '#contract/outcome'
import { shareValues } from '#contract/table'
import { clip } from '../../names.ts'
import type { Given } from './changes.ts'

/** Columns shown, those with the largest change first. */
const COLUMNS = 8
/** Rows of one column's table. */
const VALUES = 20
/** A column of more values names images, it does not describe them; one of none (of lists, of objects) says nothing. */
const MOST_VALUES = 1000

interface Value {
  readonly name: string | null
  readonly base: number
  readonly head: number
}

/** How often each value of each metadata column stands there, before and after: a table for every column that changed. */
export function metadataTables({ base, head }: Given): Exhibit[] {
  const tables: { name: string; moved: number; values: Value[] }[] = []
  for (const name of new Set([...base.columns.keys(), ...head.columns.keys()])) {
    const [before, after] = [base.columns.get(name) ?? NONE, head.columns.get(name) ?? NONE]
    const shared = shareValues(before, after)
    if (shared.values.length === 0 || shared.values.length > MOST_VALUES) continue
    const [was, is] = [count(shared.base, shared.values.length), count(shared.head, shared.values.length)]
    const values = [...shared.values, null].map((value, code) => ({ name: value, base: was[code]!, head: is[code]! }))
    const moved = values.reduce((sum, value) => sum + Math.abs(value.head - value.base), 0)
    if (moved > 0) tables.push({ name, moved, values })
  }
  tables.sort((a, b) => b.moved - a.moved || (a.name < b.name ? -1 : 1))
  return tables.slice(0, COLUMNS).map(({ name, values }) => tableOf(name, values, base.rows, head.rows))
}

const NONE = { codes: new Int32Array(0), values: [] }

/** By code; the last counts rows without a value. */
function count(codes: Int32Array, values: number): Int32Array {
  const counts = new Int32Array(values + 1)
  for (const code of codes) counts[code < 0 ? values : code]!++
  return counts
}

function tableOf(name: string, values: readonly Value[], base: number, head: number): Exhibit {
  const shown = values
    .filter((value) => value.base + value.head > 0)
    .sort((a, b) => Math.abs(b.head - b.base) - Math.abs(a.head - a.base) || b.head - a.head)
  return {
    kind: 'table',
    title: 'Images by a metadata column',
    columns: [
      { name: 'column', unit: 'text' },
      { name: 'value', unit: 'text' },
      { name: 'base', unit: 'count' },
      { name: 'head', unit: 'count' },
      { name: 'Δ', unit: 'count', change: true },
      { name: 'share of base', unit: 'ratio' },
      { name: 'share of head', unit: 'ratio' },
    ],
    rows: shown
      .slice(0, VALUES)
      .map((value) => [
        clip(name),
        value.name === null ? null : clip(value.name),
        value.base,
        value.head,
        value.head - value.base,
        share(value.base, base),
        share(value.head, head),
      ]),
    total: shown.length,
  }
}

export function share(count: number, of: number): number | null {
  return of === 0 ? null : count / of
}
