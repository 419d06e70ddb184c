import { createHash } from 'node:crypto'
import { closeSync, createReadStream, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Files, Tree } from '#contract/ports'
import { Contents, StringsBuilder } from '#contract/table'

const CLASSES = 100
const CONDITIONS = ['day', 'night', 'rain', 'snow', 'fog']
/** Rows written at once. */
const BATCH = 20_000

/** `base.csv` and `head.csv`: of every 100 images one changed, in turn added, removed, edited, moved or relabelled. */
export function writeManifests(folder: string, rows: number): void {
  for (const side of ['base', 'head']) {
    const file = openSync(join(folder, `${side}.csv`), 'w')
    let text = 'image,label,split,digest,condition\n'
    for (let i = 0; i < rows; i++) {
      const change = i % 100 === 99 ? ((i - 99) / 100) % 5 : -1
      if (change === 0 && side === 'base') continue
      if (change === 1 && side === 'head') continue
      const changed = side === 'head' ? change : -1
      const digest = createHash('sha256')
        .update(`${i}${changed === 2 ? ' edited' : ''}`)
        .digest('hex')
      const label = (changed === 4 ? i + 1 : i) % CLASSES
      const test = (i % 10 === 9) !== (changed === 3)
      text += `${imagePath(i)},class-${label},${test ? 'test' : 'train'},${digest},${CONDITIONS[(i % 7) % 5]}\n`
      if (i % BATCH === BATCH - 1) {
        writeSync(file, text)
        text = ''
      }
    }
    writeSync(file, text)
    closeSync(file)
  }
}

function imagePath(i: number): string {
  return `images/${String(Math.floor(i / 1000)).padStart(4, '0')}/frame-${String(i).padStart(8, '0')}.jpg`
}

/** A commit with one manifest and, when `images` is not 0, so many images with made-up blob ids. */
export class ManifestTree implements Tree {
  readonly side: 'base' | 'head'
  readonly commit: string
  readonly #folder: string
  readonly #images: number
  bytesRead = 0
  #listing: Promise<Files> | null = null
  constructor(side: 'base' | 'head', folder: string, images: number) {
    this.side = side
    this.commit = (side === 'base' ? '0' : '1').repeat(40)
    this.#folder = folder
    this.#images = images
  }
  async oid(): Promise<string> {
    return this.commit
  }
  list(): Promise<Files> {
    this.#listing ??= this.#list()
    return this.#listing
  }
  async #list(): Promise<Files> {
    const path = new StringsBuilder()
    const content = Contents.empty(this.#images)
    for (let i = 0; i < this.#images; i++) {
      path.push(`data/${imagePath(i)}`)
      content.kinds[i] = 1
      const edited = this.side === 'head' && i % 500 === 299 ? 1 : 0
      content.hashes.set([i & 255, (i >> 8) & 255, (i >> 16) & 255, edited], i * 32)
    }
    return { rows: this.#images, path: path.build(), content, refused: [] }
  }
  async read(): Promise<Uint8Array> {
    const bytes = readFileSync(join(this.#folder, `${this.side}.csv`))
    this.bytesRead += bytes.length
    return bytes
  }
  async *stream(): AsyncIterable<Uint8Array> {
    for await (const chunk of createReadStream(join(this.#folder, `${this.side}.csv`))) {
      this.bytesRead += (chunk as Uint8Array).length
      yield chunk as Uint8Array
    }
  }
  async *readEach(): AsyncIterable<never> {}
}
