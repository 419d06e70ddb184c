import type { DataPlacement } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Ports } from '#contract/ports'
import { parseJson } from '#formats/json'
import type { TarSink } from '#formats/tar'
import type { ManifestRecords, ManifestRows } from './manifest-rows.ts'
import { hasImageExtension } from './paths.ts'
import { type Problems, quoted } from './problems.ts'

/** A class name, and the metadata of one image. */
const CLASS_LIMIT = 64 * 1024
const JSON_LIMIT = 16 * 1024 * 1024
/** Larger images are decoded by nobody. */
const IMAGE_LIMIT = 256 * 1024 * 1024
const utf8 = new TextDecoder('utf-8', { fatal: true })
const encoder = new TextEncoder()

interface Image {
  readonly name: string
  readonly offset: number
  readonly size: number
  readonly sha256: Uint8Array
}

/** Makes samples of the members of one shard, as they come; members of a sample stand together. */
export class Samples {
  readonly #path: string
  readonly #columns: DataPlacement['columns']
  readonly #records: ManifestRecords
  readonly #rows: ManifestRows
  readonly #problems: Problems
  readonly #hash: Ports['hash']
  #key: string | null = null
  #image: Image | null = null
  #class: string | null = null
  #fields: ReadonlyMap<string, unknown> = new Map()
  /** Whether the sample has a member that is of use with an image only. */
  #awaits = false
  #images = 0

  constructor(
    path: string,
    columns: DataPlacement['columns'],
    records: ManifestRecords,
    into: { readonly rows: ManifestRows; readonly problems: Problems; readonly hash: Ports['hash'] },
  ) {
    this.#path = path
    this.#columns = columns
    this.#records = records
    this.#rows = into.rows
    this.#problems = into.problems
    this.#hash = into.hash
  }

  /** The sample's key is the path up to the first dot of the name; what is behind it says what the member is. */
  file(name: string, offset: number, size: number): TarSink | null {
    const base = name.lastIndexOf('/') + 1
    const dot = name.indexOf('.', base)
    if (dot <= base) return null // no extension, or a hidden file
    const key = name.slice(0, dot)
    if (key !== this.#key) this.#finish()
    this.#key = key
    const extension = name.slice(dot + 1).toLowerCase()
    if (extension === 'cls') return this.#collect(name, size, CLASS_LIMIT, (bytes) => this.#takeClass(name, bytes))
    if (extension === 'json') return this.#collect(name, size, JSON_LIMIT, (bytes) => this.#takeJson(name, bytes))
    const letters = encoder.encode(`.${extension}`)
    if (extension.includes('.') || !hasImageExtension(letters, 0, letters.length)) return null
    return this.#imageSink(name, offset, size)
  }

  special(name: string, what: string): void {
    this.#tell('not-an-image', `${quoted(name)} is ${what}, which is not followed`)
  }

  /** @throws GateError `shard-without-images` */
  end(): void {
    this.#finish()
    if (this.#images > 0) return
    const hint = 'Every sample needs an image: `000.jpg`, `000.cls`, … (see the webdataset format).'
    const message = `${this.#path}: no sample has an image`
    throw new GateError('shard-without-images', 'artifact', message, { hint, place: { path: this.#path } })
  }

  #imageSink(name: string, offset: number, size: number): TarSink | null {
    if (this.#image) {
      this.#tell('invalid-annotation', `sample ${quoted(this.#key!)} has a second image, ${quoted(name)}`)
      return null
    }
    const take = (pieces: Uint8Array[]) => {
      this.#image = { name, offset, size, sha256: this.#hash(...pieces) }
    }
    return this.#pieces(name, size, IMAGE_LIMIT, take)
  }

  #collect(name: string, size: number, limit: number, take: (bytes: Uint8Array) => void): TarSink | null {
    this.#awaits = true
    return this.#pieces(name, size, limit, (pieces) => {
      const bytes = new Uint8Array(size)
      let at = 0
      for (const piece of pieces) {
        bytes.set(piece, at)
        at += piece.length
      }
      take(bytes)
    })
  }

  #pieces(name: string, size: number, limit: number, take: (pieces: Uint8Array[]) => void): TarSink | null {
    if (size > limit) {
      this.#tell('not-an-image', `${quoted(name)} is larger than ${limit} bytes`)
      return null
    }
    const pieces: Uint8Array[] = []
    return { push: (piece) => pieces.push(piece.slice()), end: () => take(pieces) }
  }

  #takeClass(name: string, bytes: Uint8Array): void {
    try {
      this.#class = utf8.decode(bytes).trim()
    } catch {
      this.#tell('invalid-annotation', `${quoted(name)} is not UTF-8`)
    }
  }

  #takeJson(name: string, bytes: Uint8Array): void {
    try {
      const value = parseJson(bytes, name)
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        this.#fields = new Map(Object.entries(value))
      else this.#tell('invalid-annotation', `${quoted(name)} is not a JSON object`)
    } catch (error) {
      if (!(error instanceof GateError)) throw error
      this.#tell('invalid-annotation', error.message)
    }
  }

  #finish(): void {
    if (this.#image) this.#row(this.#image)
    else if (this.#awaits)
      this.#tell(
        'invalid-annotation',
        `sample ${quoted(this.#key!)} has no image: the members of a sample stand together`,
      )
    this.#image = null
    this.#class = null
    this.#fields = new Map()
    this.#awaits = false
  }

  #row({ name, offset, size, sha256 }: Image): void {
    this.#images++
    this.#push('__url__', name)
    this.#rows.member(offset, size, sha256)
    const label = this.#label()
    if (label !== null) this.#push('cls', label)
    const named = new Set([this.#columns.label, 'label', 'class', 'cls', '__url__'])
    for (const [field, value] of this.#fields) if (!named.has(field)) this.#field(field, value)
    this.#records.row(0, name)
  }

  /** Of `cls`, else of the JSON. */
  #label(): string | null {
    const field = [this.#columns.label, 'label', 'class'].find((name) => isPlain(this.#fields.get(name)))
    const stated = field === undefined ? null : String(this.#fields.get(field))
    if (this.#class === null || this.#class === '') return stated
    // An index in one and a name in the other is the usual way; two names, or two numbers, are not.
    const alike = stated !== null && /^\d+$/.test(stated) === /^\d+$/.test(this.#class)
    if (alike && stated !== this.#class)
      this.#tell(
        'odd-annotation',
        `sample ${quoted(this.#key!)} is ${quoted(this.#class)} in cls and ${quoted(stated)} in json`,
      )
    return this.#class
  }

  #field(name: string, value: unknown): void {
    if (value === null) return
    const column = this.#records.column(name)
    const plain = isPlain(value)
    const bytes = encoder.encode(plain ? String(value) : JSON.stringify(value))
    if (plain) column?.push(bytes, 0, bytes.length, 0)
    else if (column?.nested) column.nested(bytes, 0, bytes.length, 0)
    else if (column)
      this.#tell('invalid-annotation', `field ${quoted(name)} of sample ${quoted(this.#key!)} is not one plain value`)
  }

  #push(column: string, text: string): void {
    const bytes = encoder.encode(text)
    this.#records.column(column)?.push(bytes, 0, bytes.length, 0)
  }

  #tell(code: Parameters<Problems['add']>[0], text: string): void {
    this.#problems.add(code, this.#path, 0, text)
  }
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
