import type { Answer } from './answer.ts'

/** What goes over the wire, and how: whole, byte by byte, half, or not at all. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly delivery: 'whole' | 'drip' | 'cut' | 'hang' | 'reset'
}

const encoder = new TextEncoder()

export function replyOf({ status, data, headers, bytes }: Answer, common: Readonly<Record<string, string>>): Reply {
  const body = bytes ?? encoder.encode(data === undefined ? '' : JSON.stringify(data))
  const type = bytes ? 'application/zip' : 'application/json; charset=utf-8'
  const typed = body.length > 0 || bytes ? { 'content-type': type } : {}
  return { status, headers: { ...common, ...typed, ...headers }, body, delivery: 'whole' }
}

export function withText(reply: Reply, text: string): Reply {
  return { ...reply, body: encoder.encode(text) }
}
