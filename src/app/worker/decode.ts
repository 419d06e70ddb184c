import type { Channel, Frame, Server } from '#host/child/channel'
import { loadSharp } from '#host/child/natives'
import { lockDown, pixelHash, readPixels } from '#host/child/pictures'
import { toRgb } from '#imaging/picture'

/** Decodes pictures to oriented RGB and answers with size and hash of the pixels. */
export async function serveDecode(channel: Channel, { header }: Frame): Promise<Server> {
  const sharp = loadSharp(String(header.natives))
  lockDown(sharp)
  channel.send({ ready: true })
  return async (job) => {
    const { key } = job.header
    const read = await readPixels(sharp, job.payload, true)
    if (read.status !== 'ok') return channel.send({ key, status: read.status, detail: read.detail })
    const { width, height, channels, data } = read.pixels
    channel.send(
      { key, status: 'ok', width, height },
      pixelHash(width, height, toRgb(width, height, channels, data).data),
    )
  }
}
