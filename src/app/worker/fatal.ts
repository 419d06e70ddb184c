import type { Channel } from '#host/child/channel'
import { UnsupportedModel } from '#host/child/session'

/** Opens what the child cannot do without; tells the parent why when it cannot. */
export async function openOrTell<T>(channel: Channel, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    tellFatal(channel, error, 'load')
    throw error
  }
}

/** The model's fault, not one picture's. */
export function tellFatal(channel: Channel, error: unknown, stage: 'load' | 'run'): void {
  const detail = error instanceof Error ? error.message : String(error)
  channel.send({ fatal: codeOf(error, detail, stage), detail: detail.slice(0, 500) })
}

function codeOf(error: unknown, detail: string, stage: 'load' | 'run'): string {
  if (error instanceof UnsupportedModel) return 'model-not-supported'
  if (/bad_alloc|allocat|out of memory|memory limit/i.test(detail)) return 'model-out-of-memory'
  return stage === 'load' ? 'model-load-failed' : 'model-run-failed'
}
