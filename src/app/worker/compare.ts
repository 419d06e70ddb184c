import type { Raster } from '#contract/raster'
import type { Channel, Frame, Server } from '#host/child/channel'
import { loadSharp } from '#host/child/natives'
import { lockDown } from '#host/child/pictures'
import { differenceOf } from '#imaging/difference'
import { orient, pictureOf } from '#imaging/raster'
import { pixelHash } from './pixel-hash.ts'
import { readPicture } from './read-picture.ts'

/** Decodes two versions of a picture (their bytes one after the other, the length of the first before them) and compares the pixels. */
export async function serveCompare(channel: Channel, { header }: Frame): Promise<Server> {
  const sharp = loadSharp(String(header.natives))
  lockDown(sharp)
  channel.send({ ready: true })
  return async (job) => {
    const { key } = job.header
    const { payload } = job
    const length = new DataView(payload.buffer, payload.byteOffset, payload.byteLength).getUint32(0, true)
    const rasters: Raster[] = []
    for (const bytes of [payload.subarray(4, 4 + length), payload.subarray(4 + length)]) {
      const read = await readPicture(sharp, bytes)
      if (read.status !== 'ok') return channel.send({ key, status: read.status, detail: read.detail })
      rasters.push(orient(read.raster, read.orientation))
    }
    const [before, after] = rasters as [Raster, Raster]
    const same = Buffer.compare(pixelHash(before), pixelHash(after)) === 0
    const { changed, mean } = same ? { changed: 0, mean: 0 } : differenceOf(pictureOf(before), pictureOf(after))
    const resized = before.width !== after.width || before.height !== after.height
    channel.send({ key, status: 'ok', same, resized, changed, mean })
  }
}
