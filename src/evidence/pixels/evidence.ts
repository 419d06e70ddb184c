import type { Evidence } from '#contract/evidence'
import type { Decoded, EachTable, ImageJob, Ports, Tree } from '#contract/ports'
import { ABSENCE } from '../absence.ts'
import type { Dataset } from '../dataset/types.ts'
import { ImageReader } from '../image-reader.ts'
import { keptOf, rowsByContent } from '../rows-by-content.ts'
import { sideOf } from '../sides.ts'
import { PIXEL_STATUS, type PixelStatus, type Pixels } from './types.ts'

const VERSION = 2
/** status (u8) · width (u32 LE) · height (u32 LE) · sha-256 of the pixels · quality (five f64 LE) · grey (u8) */
const RECORD = 1 + 4 + 4 + 32 + 5 * 8 + 1
const HASH_AT = 9
const QUALITY_AT = 41
const GREY_AT = 81
const MEASURES = ['dark', 'light', 'entropy', 'edges', 'spread'] as const
/** What may be the machine's fault, and is tried again in the next run. */
const NOT_KEPT: ReadonlySet<PixelStatus> = new Set(['absent', 'missing', 'timeout', 'crash', 'out-of-memory'])

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
      const record = dataset.content.kind(row) === 'none' ? recordOf('missing') : table.get(dataset.content.hash(row))
      if (record) for (const one of rows) fill(one, record)
      else todo.push(rows)
    }
    if (todo.length > 0)
      await decodeAll(`decode ${sideOf(at)}`, dataset, scene.tree[sideOf(at)], todo, table, pixels, fill, ports)
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
    const view = new DataView(record.buffer, record.byteOffset, record.byteLength)
    pixels.status[row] = record[0]!
    pixels.width[row] = view.getUint32(1, true)
    pixels.height[row] = view.getUint32(5, true)
    pixels.hash.set(record.subarray(HASH_AT, QUALITY_AT), row * 32)
    for (const [at, name] of MEASURES.entries()) pixels.quality[name][row] = view.getFloat64(QUALITY_AT + at * 8, true)
    pixels.quality.grey[row] = record[GREY_AT]!
  }
  return { pixels, fill }
}

function recordOf(status: PixelStatus): Uint8Array {
  const record = new Uint8Array(RECORD)
  record[0] = PIXEL_STATUS.indexOf(status)
  return record
}

function decodedRecord({ width, height, sha256, quality }: Decoded & { status: 'ok' }): Uint8Array {
  const record = recordOf('ok')
  const view = new DataView(record.buffer)
  view.setUint32(1, width, true)
  view.setUint32(5, height, true)
  record.set(sha256, HASH_AT)
  for (const [at, name] of MEASURES.entries()) view.setFloat64(QUALITY_AT + at * 8, quality[name], true)
  record[GREY_AT] = quality.grey ? 1 : 0
  return record
}

async function decodeAll(
  stage: string,
  dataset: Dataset,
  tree: Tree | null,
  todo: readonly number[][],
  table: EachTable,
  pixels: { detail: Map<number, string> },
  fill: Fill,
  ports: Ports,
): Promise<void> {
  await ports.log.stage(stage, async (progress) => {
    progress.total(todo.length)
    const finish = (key: number, status: PixelStatus, record: Uint8Array, detail: string | null) => {
      const rows = todo[key]!
      for (const row of rows) {
        fill(row, record)
        if (detail) pixels.detail.set(row, detail)
      }
      if (NOT_KEPT.has(status)) ports.unsettled()
      else table.put(dataset.content.hash(rows[0]!), record)
      progress.step()
    }
    async function* jobs(): AsyncGenerator<ImageJob> {
      const images = new ImageReader(dataset, tree, ports)
      try {
        for (const [key, rows] of todo.entries()) {
          const bytes = await images.read(rows[0]!)
          if (typeof bytes !== 'string') yield { key, bytes }
          else finish(key, 'absent', recordOf('absent'), ABSENCE[bytes])
        }
      } finally {
        await images.close()
      }
    }
    for await (const one of ports.sandbox.decode(jobs())) {
      if (one.status === 'ok') finish(one.key, 'ok', decodedRecord(one), null)
      else finish(one.key, one.status, recordOf(one.status), one.detail)
    }
    await table.save()
  })
}
