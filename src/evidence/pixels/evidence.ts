import type { Evidence } from '#contract/evidence'
import type { Decoded, EachTable, Ports } from '#contract/ports'
import { decodeEach, fillPicture, PICTURE_BYTES, pictureRecord } from '../decode-each.ts'
import { ImageReader } from '../image-reader.ts'
import { keptOf, rowsByContent } from '../rows-by-content.ts'
import { sideOf } from '../sides.ts'
import type { Pixels } from './types.ts'

const VERSION = 2
/** status (u8) · width (u32 LE) · height (u32 LE) · sha-256 of the pixels · quality (five f64 LE) · grey (u8) */
const HASH_AT = PICTURE_BYTES
const QUALITY_AT = 41
const GREY_AT = 81
const RECORD = GREY_AT + 1
const MEASURES = ['dark', 'light', 'entropy', 'edges', 'spread'] as const
/** One decode of every picture; each content id is decoded once in its life. */
export const evidence: Evidence<'pixels'> = {
  id: 'pixels',
  version: VERSION,
  perMachine: false,
  unavailable: async () => null, // what the dataset lacks, it lacks
  needs: (at) => [{ evidence: 'dataset', at }],
  inputs: async () => [],
  async compute(scene, at, resolve, ports) {
    const dataset = await resolve('dataset', at)
    const table = await open(ports)
    const { pixels, fill } = empty(dataset.rows)
    const todo: number[][] = []
    for (const rows of rowsByContent(dataset)) {
      const [row] = rows as [number]
      const record =
        dataset.content.kind(row) === 'none' ? pictureRecord('missing', RECORD) : table.get(dataset.content.hash(row))
      if (record) for (const one of rows) fill(one, record)
      else todo.push(rows)
    }
    if (todo.length === 0) return pixels
    const images = new ImageReader(dataset, scene.tree[sideOf(at)], ports)
    const { content } = dataset
    const read = (row: number) => images.read(row)
    const how = { table, width: RECORD, indices: false, read, write, fill, detail: pixels.detail }
    try {
      await decodeEach({ stage: `decode ${sideOf(at)}`, groups: todo, content, ...how }, ports)
    } finally {
      await images.close()
    }
    return pixels
  },
  async kept(_scene, at, resolve, ports) {
    const dataset = await resolve('dataset', at)
    return keptOf(dataset.content, rowsByContent(dataset), await open(ports))
  },
}

function open(ports: Ports): Promise<EachTable> {
  return ports.each.open(`pixels-${VERSION}`, RECORD)
}

type Fill = (row: number, record: Uint8Array) => void

function empty(rows: number): { pixels: Pixels & { detail: Map<number, string> }; fill: Fill } {
  const pixels = {
    rows,
    status: new Uint8Array(rows),
    hash: new Uint8Array(rows * 32),
    width: new Uint32Array(rows),
    height: new Uint32Array(rows),
    quality: {
      dark: new Float64Array(rows),
      light: new Float64Array(rows),
      entropy: new Float64Array(rows),
      edges: new Float64Array(rows),
      spread: new Float64Array(rows),
      grey: new Uint8Array(rows),
    },
    detail: new Map<number, string>(),
  }
  const fill: Fill = (row, record) => {
    fillPicture(pixels, row, record)
    const view = new DataView(record.buffer, record.byteOffset, record.byteLength)
    pixels.hash.set(record.subarray(HASH_AT, QUALITY_AT), row * 32)
    for (const [at, name] of MEASURES.entries()) pixels.quality[name][row] = view.getFloat64(QUALITY_AT + at * 8, true)
    pixels.quality.grey[row] = record[GREY_AT]!
  }
  return { pixels, fill }
}

function write(record: Uint8Array, { sha256, quality }: Decoded & { status: 'ok' }): void {
  const view = new DataView(record.buffer)
  record.set(sha256, HASH_AT)
  for (const [at, name] of MEASURES.entries()) view.setFloat64(QUALITY_AT + at * 8, quality[name], true)
  record[GREY_AT] = quality.grey ? 1 : 0
}
