import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Exhibit, Found, Metric, Ref } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import type { Pixels } from '#evidence/pixels/types'
import { duplicateClusters } from './clusters.ts'

const PAIRS_SHOWN = 50
type Code = 'across-splits' | 'within-split'

/** The same picture in two splits: by decoded, oriented pixels, or by the ids of its bytes where they are not here. */
export const check = defineCheck({
  id: 'leakage/exact-duplicate',
  title: 'Exact duplicates across splits',
  failureTitle: 'The same image is in two splits',
  why: 'A model that has seen the test image in training is tested on its memory.',
  pitfalls: [3],
  cost: 'cpu',
  needs: {
    baseData: { evidence: 'dataset', at: 'base', optional: true },
    headData: { evidence: 'dataset', at: 'head' },
    basePixels: { evidence: 'pixels', at: 'base', optional: true },
    headPixels: { evidence: 'pixels', at: 'head' },
  },
  options: z.strictObject({}),
  messages: {
    'across-splits': {
      text: 'the same picture is in {splits}: {first} and {second} ({count} files)',
      fix: 'Keep it in one split; remove the copy that this pull request adds.',
      severity: 'block',
    },
    'within-split': {
      text: '{count} pictures stand more than once in {split}, for example {first} and {second}',
      fix: 'Remove the copies: they count double.',
      severity: 'info',
    },
  },
  references: [
    'Kapoor & Narayanan, Leakage and the reproducibility crisis in machine-learning-based science, Patterns 2023',
  ],
  run({ baseData, headData, basePixels, headPixels }) {
    const head = look(headData, headPixels)
    const base = baseData && basePixels ? look(baseData, basePixels) : null
    return {
      status: 'measured',
      metrics: metrics(base, head),
      claims: [],
      findings: [...across(head, base), ...within(head, base)],
      exhibits: pairs(head),
    }
  },
})

interface Look {
  readonly data: Dataset
  readonly pixels: Pixels
  readonly crossing: readonly Cluster[]
  readonly inside: readonly Cluster[]
}
interface Cluster {
  /** Rows, by path and split. */
  readonly rows: readonly number[]
  readonly splits: readonly string[]
  /** What the picture is, whatever it is called. */
  readonly key: string
}

function look(data: Dataset, pixels: Pixels): Look {
  const clusters = duplicateClusters(data, pixels).map((rows): Cluster => {
    const ordered = [...rows].sort((a, b) =>
      compare(`${data.path.get(a)}\0${splitOf(data, a)}`, `${data.path.get(b)}\0${splitOf(data, b)}`),
    )
    return {
      rows: ordered,
      splits: [...new Set(ordered.map((row) => splitOf(data, row)))].sort(),
      key: keyOf(data, pixels, ordered),
    }
  })
  clusters.sort((a, b) => compare(data.path.get(a.rows[0]!), data.path.get(b.rows[0]!)) || compare(a.key, b.key))
  return {
    data,
    pixels,
    crossing: clusters.filter((cluster) => cluster.splits.length > 1),
    inside: clusters.filter((cluster) => cluster.splits.length === 1),
  }
}

/** The smallest hash of the cluster: of the pixels where any is decoded, else of the bytes. */
function keyOf(data: Dataset, pixels: Pixels, rows: readonly number[]): string {
  const decoded = rows.filter((row) => pixels.status[row] === 0).map((row) => hex(pixels.hash, row))
  return decoded.length > 0 ? `pixels:${decoded.sort()[0]}` : rows.map((row) => data.content.text(row)).sort()[0]!
}

function hex(hashes: Uint8Array, row: number): string {
  let text = ''
  for (let i = 0; i < 16; i++) text += hashes[row * 32 + i]!.toString(16).padStart(2, '0')
  return text
}

function splitOf({ split }: Dataset, row: number): string {
  return split.values[split.codes[row]!] ?? ''
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** New when base does not have this picture in these splits already. */
function* across(head: Look, base: Look | null): Generator<Found<Code>> {
  const before = new Set(base?.crossing.map(({ key, splits }) => `${key} ${splits.join(' ')}`))
  const known = head.crossing.length > 0 && base ? pathsOf(base.data) : new Set<string>()
  for (const { rows, splits, key } of head.crossing) {
    const { data } = head
    // The file that this pull request adds comes first: its line is where the author looks.
    const first = rows.find((row) => !known.has(data.path.get(row))) ?? rows[0]!
    const second = rows.find((row) => splitOf(data, row) !== splitOf(data, first))!
    const subject = `${key} ${splits.join(' ')}`
    yield {
      code: 'across-splits',
      args: {
        splits: splits.join(' and '),
        first: data.path.get(first),
        second: data.path.get(second),
        count: rows.length,
      },
      about: [first, second].flatMap((row) => refs(data, row)),
      age: before.has(subject) ? 'pre-existing' : 'new',
      count: rows.length,
      subject,
      basis: rows.map((row) => `${data.path.get(row)} ${data.content.text(row)}`).join('\n'),
    }
  }
}

function pathsOf({ path, rows }: Dataset): Set<string> {
  const paths = new Set<string>()
  for (let row = 0; row < rows; row++) paths.add(path.get(row))
  return paths
}

function refs(data: Dataset, row: number): Ref[] {
  const path = data.path.get(row)
  const line = data.line[row]!
  const source = data.source.values[data.source.codes[row]!]
  const image: Ref = { kind: 'image', side: 'head', id: path }
  return line > 0 && source !== undefined ? [{ kind: 'file', side: 'head', path: source, line }, image] : [image]
}

function* within(head: Look, base: Look | null): Generator<Found<Code>> {
  const before = new Set(base?.inside.map(({ key, splits }) => `${key} ${splits[0]}`))
  const bySplit = new Map<string, Cluster[]>()
  for (const cluster of head.inside)
    bySplit.set(cluster.splits[0]!, [...(bySplit.get(cluster.splits[0]!) ?? []), cluster])
  for (const [split, clusters] of [...bySplit].sort(([a], [b]) => compare(a, b))) {
    const [example] = clusters
    const [first, second] = example!.rows.map((row) => head.data.path.get(row))
    const known = clusters.every(({ key }) => before.has(`${key} ${split}`))
    yield {
      code: 'within-split',
      args: { count: clusters.length, split, first: first!, second: second! },
      about: [],
      age: known ? 'pre-existing' : 'new',
      count: clusters.length,
      subject: split,
      basis: clusters
        .map(({ key }) => key)
        .sort()
        .join(' '),
    }
  }
}

/** Pictures that stand in both splits, for each pair of splits. */
function metrics(base: Look | null, head: Look): Metric[] {
  const splits = [...head.data.split.values].sort()
  const made: Metric[] = []
  for (const [index, a] of splits.entries())
    for (const b of splits.slice(index + 1)) {
      const count = ({ crossing }: Look) =>
        crossing.filter((cluster) => cluster.splits.includes(a) && cluster.splits.includes(b)).length
      const interval = { code: 'deterministic', args: {} }
      const absent = { value: null, reason: { code: 'absent-on-base', args: {} } } as const
      const [now, was] = [count(head), base ? count(base) : null]
      made.push({
        id: 'pictures-in-both',
        slice: `${a} and ${b}`,
        unit: 'count',
        better: 'lower',
        base: was === null ? absent : { value: was, n: base!.data.rows, of: 'image', interval },
        head: { value: now, n: head.data.rows, of: 'image', interval },
        delta: was === null ? absent : { value: now - was, n: head.data.rows, of: 'image', interval },
      })
    }
  return made
}

function pairs({ data, crossing }: Look): Exhibit[] {
  if (crossing.length === 0) return []
  const image = (row: number): Ref => ({ kind: 'image', side: 'head', id: data.path.get(row) })
  return [
    {
      kind: 'pairs',
      title: 'The same picture in two splits',
      pairs: crossing.slice(0, PAIRS_SHOWN).map(({ rows, splits }) => {
        const first = rows[0]!
        const second = rows.find((row) => splitOf(data, row) !== splitOf(data, first))!
        return {
          left: image(first),
          right: image(second),
          text: { code: 'in-splits', args: { splits: splits.join(' and ') } },
        }
      }),
      total: crossing.length,
    },
  ]
}
