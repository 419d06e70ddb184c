import { pngIndices } from '#formats/image/png-values'
import type { Channel, Frame, Server } from '#host/child/channel'
import { loadSharp } from '#host/child/natives'
import { lockDown } from '#host/child/pictures'
import { qualityOf } from '#imaging/quality'
import { orient } from '#imaging/raster'
import { pixelHash } from './pixel-hash.ts'
import { readPicture } from './read-picture.ts'

/** Decodes pictures and answers with size and hash of the upright pixels, and with what their quality is judged by. */
export async function serveDecode(channel: Channel, { header }: Frame): Promise<Server> {
  const sharp = loadSharp(String(header.natives))
  lockDown(sharp)
  channel.send({ ready: true })
  return async (job) => {
    const { key } = job.header
    const read = await readPicture(sharp, job.payload)
    if (read.status !== 'ok') return channel.send({ key, status: read.status, detail: read.detail })
    const upright = orient(read.raster, read.orientation)
    const { width, height } = upright
    const indices = header.indices === true ? { indices: indicesOf(job.payload) } : {}
    channel.send({ key, status: 'ok', width, height, quality: qualityOf(read.raster), ...indices }, pixelHash(upright))
  }
}

function indicesOf(bytes: Uint8Array): readonly number[] | null {
  const values = pngIndices(bytes)
  return values && [...values]
}
