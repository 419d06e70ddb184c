import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** `u32 header length · u32 payload length · header (JSON) · payload`: the protocol between parent and child. */
export interface Frame {
  readonly header: Readonly<Record<string, unknown>>
  readonly payload: Uint8Array
}

/** What the child does with each frame after the first. */
export type Server = (job: Frame) => Promise<void>

/** Larger frames are refused: a child that a picture has taken over must not fill the parent's memory. */
const LARGEST_HEADER = 4 * 1024 * 1024
const LARGEST_PAYLOAD = 1024 * 1024 * 1024

export class Channel {
  readonly #stream: Duplex
  #chunks: Uint8Array[] = []
  #buffered = 0
  onFrame: (frame: Frame) => void = () => {}
  onBroken: () => void = () => {}

  constructor(stream: Duplex) {
    this.#stream = stream
    stream.on('data', (chunk: Uint8Array) => this.#take(chunk))
    stream.on('error', () => this.onBroken())
    stream.on('end', () => this.onBroken())
  }

  /** The child's end: the socket that it inherits as file descriptor 3. */
  static inherited(): Channel {
    return new Channel(new Socket({ fd: 3, readable: true, writable: true }))
  }

  send(header: Readonly<Record<string, unknown>>, payload: Uint8Array = new Uint8Array()): void {
    const text = Buffer.from(JSON.stringify(header))
    const sizes = Buffer.alloc(8)
    sizes.writeUInt32LE(text.length, 0)
    sizes.writeUInt32LE(payload.length, 4)
    this.#stream.write(Buffer.concat([sizes, text]))
    if (payload.length > 0) this.#stream.write(payload)
  }

  close(): void {
    this.#stream.destroy()
  }

  #take(chunk: Uint8Array): void {
    this.#chunks.push(chunk)
    this.#buffered += chunk.length
    while (this.#buffered >= 8) {
      if (this.#chunks.length > 1 && this.#chunks[0]!.length < 8) this.#chunks = [Buffer.concat(this.#chunks)]
      const first = this.#chunks[0] as Buffer
      const [header, payload] = [first.readUInt32LE(0), first.readUInt32LE(4)]
      if (header > LARGEST_HEADER || payload > LARGEST_PAYLOAD) {
        this.#broken()
        return
      }
      if (this.#buffered < 8 + header + payload) return
      const all = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first
      const end = 8 + header + payload
      this.#chunks = end < all.length ? [all.subarray(end)] : []
      this.#buffered -= end
      const parsed = parse(all.toString('utf8', 8, 8 + header))
      if (parsed === null) {
        this.#broken()
        return
      }
      this.onFrame({ header: parsed, payload: all.subarray(8 + header, end) })
    }
  }

  #broken(): void {
    this.#stream.destroy()
    this.onBroken()
  }
}

function parse(text: string): Frame['header'] | null {
  try {
    return JSON.parse(text) as Frame['header']
  } catch {
    return null
  }
}
