import { Channel, type Frame, type Server } from '#host/child/channel'
import { serveCompare } from './compare.ts'
import { serveDecode } from './decode.ts'
import { servePredict } from './predict.ts'
import { serveTime } from './time.ts'

/** The child: the first frame names the mode, then one job at a time, in order. It ends with its parent. */
export function main(): void {
  const channel = Channel.inherited()
  channel.onBroken = () => process.exit(0)
  let work: Promise<Server> | null = null
  let last: Promise<unknown> = Promise.resolve()
  channel.onFrame = (frame) => {
    if (work === null) {
      work = start(channel, frame)
      last = work.catch(() => {})
    } else {
      const server = work
      last = last.then(async () => (await server)(frame))
    }
  }
}

async function start(channel: Channel, frame: Frame): Promise<Server> {
  switch (frame.header.mode) {
    case 'decode':
      return serveDecode(channel, frame)
    case 'compare':
      return serveCompare(channel, frame)
    case 'predict':
      return servePredict(channel, frame)
    case 'time':
      return serveTime(channel, frame)
    default:
      throw new Error(`unknown mode ${String(frame.header.mode)}`)
  }
}
