import type { Absence, Decoded, EachTable, ImageJob, Ports } from '#contract/ports'
import type { Contents } from '#contract/table'
import { ABSENCE } from './absence.ts'
import { PIXEL_STATUS, type PixelStatus } from './pixels/types.ts'

/** status (u8) · width (u32 LE) · height (u32 LE): what every record of a picture begins with. */
export const PICTURE_BYTES = 1 + 4 + 4
/** What may be the machine's fault, and is tried again in the next run. */
const NOT_KEPT: ReadonlySet<PixelStatus> = new Set(['absent', 'missing', 'timeout', 'crash', 'out-of-memory'])

/** Pictures to be decoded, and what becomes of them. */
export interface Decoding {
  readonly stage: string
  /** Rows of each content id. */
  readonly groups: readonly (readonly number[])[]
  readonly content: Contents
  readonly table: EachTable
  /** Bytes of a record. */
  readonly width: number
  /** Whether the values of indexed pictures are asked for. */
  readonly indices: boolean
  read(row: number): Promise<Uint8Array | Absence>
  /** Writes what is kept of a sound picture behind its size. */
  write(record: Uint8Array, decoded: Decoded & { status: 'ok' }): void
  fill(row: number, record: Uint8Array): void
  /** What the decoder said, by row: filled. */
  readonly detail: Map<number, string>
}

export function pictureRecord(status: PixelStatus, width: number): Uint8Array {
  const record = new Uint8Array(width)
  record[0] = PIXEL_STATUS.indexOf(status)
  return record
}

/** The columns that every record begins with. */
export function fillPicture(
  { status, width, height }: { status: Uint8Array; width: Uint32Array; height: Uint32Array },
  row: number,
  record: Uint8Array,
): void {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength)
  status[row] = record[0]!
  width[row] = view.getUint32(1, true)
  height[row] = view.getUint32(5, true)
}

/** Decodes each content once, keeps what may be kept, and says what may come out otherwise next time. */
export async function decodeEach(decoding: Decoding, ports: Ports): Promise<void> {
  const { stage, groups, content, table, indices } = decoding
  await ports.log.stage(stage, async (progress) => {
    progress.total(groups.length)
    const finish = (key: number, status: PixelStatus, record: Uint8Array, detail: string | null) => {
      const rows = groups[key]!
      for (const row of rows) {
        decoding.fill(row, record)
        if (detail) decoding.detail.set(row, detail)
      }
      if (NOT_KEPT.has(status)) ports.unsettled()
      else table.put(content.hash(rows[0]!), record)
      progress.step()
    }
    async function* jobs(): AsyncGenerator<ImageJob> {
      for (const [key, rows] of groups.entries()) {
        const bytes = await decoding.read(rows[0]!)
        if (typeof bytes !== 'string') yield { key, bytes }
        else finish(key, 'absent', pictureRecord('absent', decoding.width), ABSENCE[bytes])
      }
    }
    for await (const one of ports.sandbox.decode(jobs(), { indices })) {
      const record = pictureRecord(one.status, decoding.width)
      if (one.status !== 'ok') {
        finish(one.key, one.status, record, one.detail)
        continue
      }
      const view = new DataView(record.buffer)
      view.setUint32(1, one.width, true)
      view.setUint32(5, one.height, true)
      decoding.write(record, one)
      finish(one.key, 'ok', record, null)
    }
    await table.save()
  })
}
