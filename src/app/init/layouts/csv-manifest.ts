import { CsvReader } from '#formats/csv'
import { CodeColumn } from '#formats/csv-columns'
import { isImage } from '../image-names.ts'
import { READ_LIMIT } from '../layout.ts'
import type { Look } from '../look.ts'
import { reasonOf } from '../reason.ts'
import { columnsOf } from './columns.ts'
import { SAMPLE } from './home.ts'
import type { Manifest } from './manifest.ts'

const decoder = new TextDecoder()

/** The header and the first record decide; only a manifest is read to its end. null: a list without a header. */
export async function readCsvManifest(look: Look, path: string, head: string): Promise<Manifest | string | null> {
  try {
    const first = firstRecord(path, head)
    if (isHeaderless(first, look)) return null
    const known = columnsOf(first, look)
    if (typeof known === 'string') return known
    const { columns, guesses } = known
    const image = new CodeColumn()
    const label = new CodeColumn()
    const split = new CodeColumn()
    const reader = new CsvReader(path, (names) => ({
      columns: names.map((name) => {
        if (name === columns.image) return image
        return name === columns.label ? label : name === columns.split ? split : null
      }),
    }))
    for await (const chunk of look.stream(path, READ_LIMIT)) reader.push(chunk)
    const rows = reader.end()
    const splits = new Map<string, number>()
    const { codes, values } = split.build()
    for (const value of values) splits.set(value, 0)
    for (const code of codes) splits.set(values[code]!, splits.get(values[code]!)! + 1)
    const labels = [...label.build().values].sort()
    return {
      format: 'csv',
      task: 'classification',
      path,
      columns,
      rows,
      first: image.build().values.slice(0, SAMPLE),
      labels,
      splits,
      guesses,
    }
  } catch (error) {
    return reasonOf(error, path)
  }
}

/** The names of the columns with the values of the first record. */
function firstRecord(path: string, head: string): Map<string, string> {
  const first = new Map<string, string>()
  const end = Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1
  const whole = end > 0 ? head.slice(0, end) : head // the last line may be cut off
  const reader = new CsvReader(path, (names) => {
    for (const name of names) first.set(name, '')
    return {
      columns: names.map((name) => ({
        push: (bytes, start, end) => {
          if (first.get(name) === '') first.set(name, decoder.decode(bytes.subarray(start, end)))
        },
      })),
    }
  })
  const bytes = new TextEncoder().encode(whole)
  reader.push(bytes)
  reader.end()
  return first
}

/** `class/image.jpg,label` from the first line on: a list of a split. */
function isHeaderless(first: ReadonlyMap<string, string>, look: Look): boolean {
  const [name] = first.keys()
  return name?.includes('/') === true && (isImage(name) || look.names.folderOf(name) !== null)
}
