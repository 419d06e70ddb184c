import type { Exhibit } from '#contract/outcome'
import type { ModelStructure, ModelTensor } from '#evidence/model/types'
import type { Pair, TensorChange } from './tensors.ts'

/** Rows of a table; the totals are told. */
const SHOWN = 100
/** Characters of a name or a list: names may have 64 KB, a cell should not. */
const LONGEST = 200

type Table = Extract<Exhibit, { kind: 'table' }>
type Cell = string | number | null

export function exhibitsOf(base: ModelStructure, head: ModelStructure, change: TensorChange): Exhibit[] {
  return [facts(base, head), operators(base, head), kinds(change), tensors(change)]
}

/** Versions, producer and signature; numbers stand among the metrics. */
function facts(base: ModelStructure, head: ModelStructure): Table {
  const fact = (name: string, of: (model: ModelStructure) => Cell): Cell[] => [name, of(base), of(head)]
  const metadata = [...new Set([...base.metadata.keys(), ...head.metadata.keys()])]
    .filter((key) => base.metadata.get(key) !== head.metadata.get(key))
    .sort()
    .map((key) =>
      fact(`metadata ${clip(key)}`, ({ metadata }) => (metadata.has(key) ? clip(metadata.get(key)!) : null)),
    )
  const rows = [
    fact('producer', ({ producer }) => clip(producer)),
    fact('IR version', ({ irVersion }) => irVersion),
    fact('operator sets', ({ opsets }) => list([...opsets].map(([domain, of]) => `${domain || 'ai.onnx'} ${of}`))),
    fact('inputs', ({ inputs }) => list(inputs.map(portText))),
    fact('outputs', ({ outputs }) => list(outputs.map(portText))),
    fact('nodes', ({ nodes }) => nodes.length),
    fact('parameters', ({ parameters }) => parameters),
    fact('bytes', ({ bytes }) => bytes),
    fact('external data', ({ external }) => list(external)),
    ...metadata,
  ]
  return table('Facts', text('fact', 'base', 'head'), rows)
}

/** Operators whose number changed, the largest changes first. */
function operators(base: ModelStructure, head: ModelStructure): Table {
  const names = [...new Set([...base.operators.keys(), ...head.operators.keys()])].sort()
  const rows = names
    .map((name): [string, number, number] => [name, base.operators.get(name) ?? 0, head.operators.get(name) ?? 0])
    .filter(([, before, after]) => before !== after)
    .sort((a, b) => Math.abs(b[2] - b[1]) - Math.abs(a[2] - a[1]))
    .map(([name, before, after]) => [clip(name), before, after])
  return table('Operators whose number changed', [...text('operator'), ...counts('base', 'head')], rows)
}

/** How many tensors, weights and elements are of each kind; for pairs, the elements of head. */
function kinds(change: TensorChange): Table {
  const heads = (pairs: readonly Pair[]) => pairs.map(([, head]) => head)
  const row = (name: string, tensors: readonly ModelTensor[]): Cell[] => [
    name,
    tensors.length,
    tensors.filter(({ role }) => role === 'weight').length,
    tensors.reduce((sum, { elements }) => sum + elements, 0),
  ]
  const rows = [
    row('equal', heads(change.equal)),
    row('equal under another name', heads(change.renamed)),
    row('other values', heads(change.changed)),
    row('other shape', heads(change.reshaped)),
    row('other type', heads(change.retyped)),
    row('added', change.added),
    row('removed', change.removed),
    row('stored once more', change.copied),
    row('stored once less', change.merged),
  ].filter(([, count]) => count !== 0)
  return table('Tensors', [...text(''), ...counts('tensors', 'weights', 'elements')], rows)
}

function tensors({ changed, reshaped, retyped, added, removed }: TensorChange): Table {
  const pair = (name: string) => (of: Pair) => [name, names(of), tensorText(of[0]), tensorText(of[1])]
  const rows = [
    ...reshaped.map(pair('other shape')),
    ...retyped.map(pair('other type')),
    ...removed.map((tensor) => ['removed', clip(tensor.name), tensorText(tensor), null]),
    ...added.map((tensor) => ['added', clip(tensor.name), null, tensorText(tensor)]),
    ...changed.map(pair('other values')),
  ]
  return table('Tensors that are not the same', text('change', 'tensor', 'base', 'head'), rows)
}

function names([base, head]: Pair): string {
  return base.name === head.name ? clip(base.name) : `${clip(base.name)} → ${clip(head.name)}`
}
function tensorText({ dtype, dims }: ModelTensor): string {
  return `${dtype} [${dims.join(', ')}]`
}
function portText({ name, dtype, dims }: ModelStructure['inputs'][number]): string {
  return `${clip(name)} ${dtype} ${dims === null ? 'of any shape' : `[${dims.map((dim) => dim ?? '?').join(', ')}]`}`
}
function list(items: readonly string[]): string {
  return clip([...items].join(', '))
}
function clip(value: string): string {
  return value.length <= LONGEST ? value : `${value.slice(0, LONGEST)}…`
}

function table(title: string, columns: Table['columns'], rows: Cell[][]): Table {
  return { kind: 'table', title, columns, rows: rows.slice(0, SHOWN), total: rows.length }
}
function text(...columns: string[]): Table['columns'] {
  return columns.map((name) => ({ name, unit: 'text' }))
}
function counts(...columns: string[]): Table['columns'] {
  return columns.map((name) => ({ name, unit: 'count' }))
}
