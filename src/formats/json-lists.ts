import { INCOMPLETE, JsonCursor } from './json-cursor.ts'

/** The longest element of a list; a mask of a 100-megapixel picture as a list of runs is shorter. */
const ELEMENT_LIMIT = 64 * 1024 * 1024

/** Reads one element of the list `key`; the cursor stands before it. `index` counts from 0. */
export type ReadElement = (cursor: JsonCursor, index: number) => void

/**
 * Reads a JSON file that is one object with long lists in it (COCO, LabelMe, annotation exports), chunk by chunk: each
 * element of a wanted list is handed over as soon as it is there whole, everything else is checked and read past. Holds
 * one chunk and one element, never the file.
 * @throws GateError `json-…`
 */
export class JsonListsReader {
  readonly #cursor: JsonCursor
  readonly #lists: ReadonlyMap<string, ReadElement>
  /** Wanted lists that the file has. */
  readonly found = new Set<string>()
  #buffer = new Uint8Array(1 << 16)
  /** Bytes at hand below which it is not worth trying again. */
  #wanted = 1
  #state: 'start' | 'key' | 'element' | 'end' = 'start'
  #first = true
  #index = 0
  #read: ReadElement = skip
  /** Whether the file is an object at all. */
  isObject = false

  constructor(path: string, lists: ReadonlyMap<string, ReadElement>) {
    this.#cursor = new JsonCursor(path)
    this.#lists = lists
  }

  push(chunk: Uint8Array): void {
    const cursor = this.#cursor
    const left = cursor.end - cursor.at
    if (left + chunk.length >= this.#buffer.length) {
      const wider = new Uint8Array(2 ** Math.ceil(Math.log2(left + chunk.length + 1)))
      wider.set(this.#buffer.subarray(cursor.at, cursor.end))
      this.#buffer = wider
    } else this.#buffer.copyWithin(0, cursor.at, cursor.end)
    this.#buffer.set(chunk, left)
    this.#buffer[left + chunk.length] = 0 // no number goes on there
    cursor.data = this.#buffer
    cursor.lineStart -= cursor.at
    cursor.at = 0
    cursor.end = left + chunk.length
    if (cursor.end >= this.#wanted) this.#run()
  }

  end(): void {
    this.#cursor.final = true
    this.#run()
  }

  #run(): void {
    const cursor = this.#cursor
    while (this.#state !== 'end' || cursor.at < cursor.end) {
      const mark = cursor.mark()
      try {
        this.#step()
        this.#wanted = 1
      } catch (error) {
        if (error !== INCOMPLETE) throw error
        cursor.restore(mark)
        const left = cursor.end - cursor.at
        if (left > ELEMENT_LIMIT)
          throw cursor.error('json-too-large', `one element of more than ${ELEMENT_LIMIT} bytes`, 'Split the file.')
        this.#wanted = left * 2
        return
      }
    }
  }

  /** One element, one key with its value, or one bracket: what can be done again when it was not there whole. */
  #step(): void {
    const cursor = this.#cursor
    if (this.#state === 'start') {
      cursor.byteOrderMark()
      this.isObject = cursor.kind() === 'object'
      if (this.isObject) cursor.open()
      else cursor.skip()
      this.#state = this.isObject ? 'key' : 'end'
    } else if (this.#state === 'key') this.#key()
    else if (this.#state === 'element') this.#element()
    else if (!cursor.blank()) cursor.refuse()
  }

  #key(): void {
    const cursor = this.#cursor
    if (!cursor.nextKey(this.#first)) {
      this.#state = 'end'
      return
    }
    const key = cursor.text()
    if (cursor.kind() === 'list') {
      if (this.#lists.has(key) && this.found.has(key)) {
        const hint = 'Readers keep the last of two lists and lose the first: merge them.'
        throw cursor.error('json-duplicate-key', `a second list "${key}"`, hint)
      }
      cursor.open()
      this.found.add(key)
      this.#read = this.#lists.get(key) ?? skip
      this.#index = 0
      this.#state = 'element'
      this.#first = true
      return
    }
    cursor.skip()
    this.#first = false
  }

  #element(): void {
    const cursor = this.#cursor
    if (cursor.nextItem(this.#first)) {
      cursor.peek()
      this.#read(cursor, this.#index)
      this.#index++
    } else this.#state = 'key'
    this.#first = false
  }
}

function skip(cursor: JsonCursor): void {
  cursor.skip()
}
