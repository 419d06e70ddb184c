import type { DataFormat } from '#contract/config'
import type { Evidence } from '#contract/evidence'
import type { Decoded, EachTable, Ports } from '#contract/ports'
import { Contents, Strings } from '#contract/table'
import { hasImageExtension } from '../dataset/paths.ts'
import { decodeEach, fillPicture, PICTURE_BYTES } from '../decode-each.ts'
import { PIXEL_STATUS } from '../pixels/types.ts'
import { keptOf, rowsByContent } from '../rows-by-content.ts'
import { sideOf } from '../sides.ts'
import { type MaskFiles, maskFiles } from './mask-files.ts'
import { type Masks, VALUE_BYTES } from './types.ts'

const VERSION = 1
/** status (u8) · width (u32 LE) · height (u32 LE) · whether its values are known (u8) · values (256 bits) · sha-256 */
const VALUES_AT = PICTURE_BYTES + 1
const HASH_AT = VALUES_AT + VALUE_BYTES
const RECORD = HASH_AT + 32
/** Formats that may have masks; whether a dataset has some, its reader says. */
const MASKED: ReadonlySet<DataFormat> = new Set(['masks', 'voc', 'coco'])
/** One decode of every picture that is an annotation; each content id is decoded once in its life. */
export const evidence: Evidence<'masks'> = {
  id: 'masks',
  version: VERSION,
  perMachine: false,
  async unavailable({ placement }, at) {
    const format = placement[sideOf(at)]?.data.format
    return format && MASKED.has(format) ? null : { code: 'no-masks', args: {} }
  },
  needs: (at) => [
    { evidence: 'dataset', at },
    { evidence: 'pixels', at },
  ],
  inputs: async () => [],
  async compute(_scene, at, resolve, ports) {
    const files = maskFiles(await resolve('dataset', at))
    if (files === null) return emptyMasks(NONE)
    const { width, height } = await resolve('pixels', at) // only where there are masks: it decodes all images
    const masks = { ...emptyMasks(files), imageWidth: width, imageHeight: height }
    const table = await open(ports)
    const todo: number[][] = []
    for (const rows of rowsByContent(files, pictures(files))) {
      const record = table.get(files.content.hash(rows[0]!))
      if (record) for (const one of rows) fill(masks, one, record)
      else todo.push(rows)
    }
    if (todo.length === 0) return masks
    const { path, content } = files
    const read = (row: number) => ports.images.read(path.get(row), content, row)
    const into = (row: number, record: Uint8Array) => fill(masks, row, record)
    const how = { table, width: RECORD, indices: true, read, write, fill: into, detail: masks.detail }
    await decodeEach({ stage: `decode masks of ${sideOf(at)}`, groups: todo, content, ...how }, ports)
    return masks
  },
  async kept(_scene, at, resolve, ports) {
    const files = maskFiles(await resolve('dataset', at))
    const groups = files ? rowsByContent(files, pictures(files)) : []
    return files ? keptOf(files.content, groups, await open(ports)) : { images: 0, kept: 0 }
  },
}

/** Rows with a mask that is a picture: an array of NumPy is none. */
function* pictures({ rows, path, content }: MaskFiles): Generator<number> {
  for (let row = 0; row < rows; row++)
    if (content.kinds[row] !== 0 && hasImageExtension(path.pool, path.start(row), path.ends[row]!)) yield row
}

function open(ports: Ports): Promise<EachTable> {
  return ports.each.open(`masks-${VERSION}`, RECORD)
}

const NONE: MaskFiles = { rows: 0, path: Strings.of([]), content: Contents.empty(0) }
type Filled = Masks & { readonly detail: Map<number, string> }

export function emptyMasks({ rows, path, content }: MaskFiles): Filled {
  return {
    rows,
    path,
    content,
    status: new Uint8Array(rows).fill(PIXEL_STATUS.indexOf('missing')),
    hash: new Uint8Array(rows * 32),
    width: new Uint32Array(rows),
    height: new Uint32Array(rows),
    valued: new Uint8Array(rows),
    values: new Uint8Array(rows * VALUE_BYTES),
    detail: new Map<number, string>(),
    imageWidth: new Uint32Array(rows),
    imageHeight: new Uint32Array(rows),
  }
}

function fill(masks: Masks, row: number, record: Uint8Array): void {
  fillPicture(masks, row, record)
  masks.valued[row] = record[VALUES_AT - 1]!
  masks.values.set(record.subarray(VALUES_AT, HASH_AT), row * VALUE_BYTES)
  masks.hash.set(record.subarray(HASH_AT), row * 32)
}

function write(record: Uint8Array, { sha256, indices }: Decoded & { status: 'ok' }): void {
  record[VALUES_AT - 1] = indices ? 1 : 0
  for (const value of indices ?? []) record[VALUES_AT + (value >> 3)]! |= 1 << (value & 7)
  record.set(sha256, HASH_AT)
}
