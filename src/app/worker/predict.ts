import type { Preprocess } from '#contract/config'
import type { Channel, Frame, Server } from '#host/child/channel'
import { loadOnnxRuntime, loadSharp } from '#host/child/natives'
import { lockDown } from '#host/child/pictures'
import { best, classScores } from '#host/child/scores'
import { inputSize, openNetwork, tensorOf } from '#host/child/session'
import { shape, toTensor } from '#imaging/preprocess'
import { orient, pictureOf } from '#imaging/raster'
import { openOrTell, tellFatal } from './fatal.ts'
import { readPicture } from './read-picture.ts'

/** Decodes, preprocesses and classifies one picture after the other. `stage` frames tell how far the current one came. */
export async function servePredict(channel: Channel, { header, payload }: Frame): Promise<Server> {
  const preprocess = header.preprocess as Preprocess
  const sharp = loadSharp(String(header.natives))
  lockDown(sharp)
  const ort = loadOnnxRuntime(String(header.natives))
  const network = await openOrTell(channel, () => openNetwork(ort, payload, 1))
  const size = await openOrTell(channel, async () => inputSize(network.input, preprocess.layout))
  channel.send({ ready: true })
  return async (job) => {
    const { key } = job.header
    const read = await readPicture(sharp, job.payload)
    if (read.status !== 'ok') return channel.send({ key, status: read.status, detail: read.detail })
    const raster = preprocess.exif === 'apply' ? orient(read.raster, read.orientation) : read.raster
    const picture = shape(pictureOf(raster), preprocess, size)
    channel.send({ key, stage: 'inference' })
    try {
      const depth = preprocess.color === 'gray' ? 1 : 3
      const dims =
        preprocess.layout === 'nchw'
          ? [1, depth, picture.height, picture.width]
          : [1, picture.height, picture.width, depth]
      const results = await network.session.run({
        [network.input.name]: tensorOf(ort, network.input, toTensor(picture, preprocess), dims),
      })
      const { outputs, classes, scores, tied, finite } = best(classScores(results, network.outputs))
      if (!finite) return channel.send({ key, status: 'not-finite', detail: 'the model gave NaN or infinity', outputs })
      channel.send({ key, status: 'ok', classes: [...classes], scores: [...scores], tied, outputs })
    } catch (error) {
      tellFatal(channel, error, 'run')
    }
  }
}
