import { openParquet, type ParquetColumn, type ParquetFile } from '#formats/parquet'
import { type ColumnValues, readColumn } from '#formats/parquet-column'
import { type Layout, READ_LIMIT, type Recognised, type Rejected } from '../layout.ts'
import type { Look } from '../look.ts'
import { reasonOf } from '../reason.ts'
import { columnsOf } from './columns.ts'
import { SAMPLE } from './home.ts'
import { alone, type Manifest, oneASplit, type Part, withSplitColumn } from './manifest.ts'
import { shardsOf, unnamed } from './shards.ts'

/** Parquet: shards of each split as Hugging Face writes them, with the images inside, or a manifest. */
export async function parquet(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const taken = new Set<string>()
  const take = (path: string, made: Layout | string) => {
    if (typeof made === 'string') rejected.push({ path, why: made })
    else found.push(made)
  }
  for (const [root, splits] of shardsOf(look, 'parquet')) {
    const parts = new Map<string, Part>()
    const nameless = unnamed(splits)
    if (nameless !== null) take(root.path || '.', nameless)
    for (const [name, { place, paths }] of splits) {
      for (const path of paths) taken.add(path)
      // Of Hugging Face's image folders metadata.parquet is a part.
      if (place === null || /(^|\/)metadata\.parquet$/.test(paths[0]!)) continue
      const manifest = await readParquetManifest(look, paths[0]!)
      if (typeof manifest === 'string') take(paths[0]!, manifest)
      else parts.set(name, { manifest, place, rows: await rowsOf(look, paths.slice(1), manifest.rows) })
    }
    if (nameless === null && parts.size > 0) take(root.path || '.', oneASplit(look, parts, rejected))
  }
  for (const path of look.candidates('parquet')) {
    if (taken.has(path)) continue
    const manifest = await readParquetManifest(look, path)
    if (typeof manifest === 'string') take(path, manifest)
    else take(path, manifest.columns.split === null ? alone(look, manifest) : withSplitColumn(look, manifest))
  }
  return { found, rejected }
}

async function rowsOf(look: Look, paths: readonly string[], first: number): Promise<number | null> {
  let rows = first
  for (const path of paths) {
    const bytes = await look.bytes(path, READ_LIMIT)
    if (bytes === null) return null
    try {
      rows += openParquet(bytes, path).rows
    } catch {
      return null // the run says what is wrong with it
    }
  }
  return rows
}

export async function readParquetManifest(look: Look, path: string): Promise<Manifest | string> {
  const bytes = await look.bytes(path, READ_LIMIT)
  if (bytes === null) return 'too large for a first look, or not on this machine'
  try {
    const file = openParquet(bytes, path)
    const boxed = file.columns.some(({ path: [top] }) => top === 'objects')
    const known = columnsOf(firstRow(file), look, boxed)
    if (typeof known === 'string') return known
    const { columns, guesses } = known
    const nested = file.columns.some(({ path }) => path.length > 1 && path[0] === columns.label)
    if (nested)
      return `the column \`${columns.label}\` holds a structure, as of a mask, and no label: tables of masks are not read; write images and masks as files`
    const inside = embeddedColumn(file)
    const image = inside ?? columns.image
    const splits = new Map<string, number>()
    if (columns.split !== null)
      for (const value of valuesOf(file, columns.split)) splits.set(value, (splits.get(value) ?? 0) + 1)
    return {
      format: 'parquet',
      task: boxed ? 'detection' : 'classification',
      path,
      columns: { ...columns, image },
      rows: file.rows,
      first: inside === null ? firstOf(valuesOf(file, image)) : [],
      embedded: inside !== null,
      labels: classNames(file, columns.label) ?? [...new Set(valuesOf(file, columns.label))].sort(),
      splits,
      guesses: inside === null ? guesses : [],
    }
  } catch (error) {
    return reasonOf(error, path)
  }
}

const LONGEST_NAME = 4096

/** Names of the columns; only of texts a value, for the images may be among them. */
function firstRow(file: ParquetFile): Map<string, string> {
  const first = new Map<string, string>()
  for (const { path } of file.columns) first.set(path[0]!, '')
  const inside = embeddedColumn(file)
  if (inside !== null) first.set(inside, 'inside.png')
  for (const column of inside === null ? file.columns : []) {
    if (column.path.length > 1 || column.type !== 'bytes' || !column.text) continue
    const value = valuesOf(file, column.path[0]!).next().value ?? ''
    if (value.length <= LONGEST_NAME) first.set(column.path[0]!, value)
  }
  return first
}

/** The column that is a structure with the bytes of the image. */
function embeddedColumn({ columns }: ParquetFile): string | null {
  const found = columns.find(
    ({ path: [, field], type, path }) => path.length === 2 && field === 'bytes' && type === 'bytes',
  )
  return found?.path[0] ?? null
}

function firstOf(values: Iterable<string>): string[] {
  const first: string[] = []
  for (const value of values) if (first.push(value) === SAMPLE) break
  return first
}

function* valuesOf(file: ParquetFile, name: string): Generator<string> {
  const column = file.columns.find(({ path }) => path.length === 1 && path[0] === name)
  if (!column) return
  for (const [group, { rows }] of file.groups.entries()) {
    const values = readColumn(file, column, group)
    for (let row = 0; row < rows; row++) if (values.has[row] === 1) yield textOf(values, column, row)
  }
}
function textOf(values: ColumnValues, { type }: ParquetColumn, row: number): string {
  return type === 'bytes' ? new TextDecoder().decode(values.bytes(row)) : String(values.number(row))
}

/** Hugging Face's features name the classes that the labels count. */
function classNames({ keyValues }: ParquetFile, label: string): string[] | null {
  try {
    const features = JSON.parse(keyValues.get('huggingface') ?? 'null')?.info?.features
    const names: unknown = Object.hasOwn(features ?? {}, label) ? features[label]?.names : null
    return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : null
  } catch {
    return null
  }
}
