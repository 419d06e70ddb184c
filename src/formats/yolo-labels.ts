import { grown } from '#contract/byte-index'
import { parseDecimal } from './decimal.ts'
import { selfCrossing } from './self-crossing.ts'
import { ShapeHash } from './shape-hash.ts'

/** Joints of a pose dataset (`kpt_shape`): so many, of 2 numbers (x y) or 3 (x y visibility). */
export interface Keypoints {
  readonly count: number
  readonly dims: 2 | 3
}

/** One label, filled anew for every line; x, y are the top left corner, all as shares of the image. */
export interface YoloLabel {
  category: number
  x: number
  y: number
  w: number
  h: number
  shape: number
  /** Whether its outline crosses itself (see selfCrossing). */
  crossed: number
  line: number
  column: number
}

export type YoloFaultCode = 'unknown-class' | 'invalid-annotation' | 'odd-annotation'
export interface YoloSink {
  label(label: Readonly<YoloLabel>): void
  fault(code: YoloFaultCode, line: number, column: number, text: string): void
}

// Kinds of shapes.
const OUTLINE = 1
const JOINTS = 2

/** What Ultralytics lets pass beyond 0…1 since 8.3.117; before, not a hair. */
const SLACK = 0.01
/** Longest quotation of a value. */
const TOKEN_LIMIT = 40

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const text = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Label files of YOLO as Ultralytics reads them, told line by line: `class x y w h` (a box by its centre),
 * `class x1 y1 x2 y2 x3 y3 …` (an outline, also the four corners of an oriented box), or with `keypoints`
 * `class x y w h` and the joints. A line that Ultralytics refuses is left out and told; it would leave out the whole image.
 */
export class YoloLabels {
  readonly #classes: number
  readonly #keypoints: Keypoints | null
  readonly #hash = new ShapeHash()
  readonly #label: YoloLabel = { category: 0, x: 0, y: 0, w: 0, h: 0, shape: 0, crossed: 0, line: 0, column: 0 }
  #bytes: Uint8Array = new Uint8Array(0)
  #sink: YoloSink | null = null
  // The line that is being read: its number, its first byte, and value and first byte of each of its numbers.
  #line = 0
  #lineStart = 0
  #values = new Float64Array(64)
  #starts = new Uint32Array(64)
  #outlines = false
  /** Line of the first plain box. */
  #firstBox = 0

  constructor(classes: number, keypoints: Keypoints | null) {
    this.#classes = classes
    this.#keypoints = keypoints
  }

  read(bytes: Uint8Array, sink: YoloSink): void {
    this.#bytes = bytes
    this.#sink = sink
    this.#line = 0
    this.#firstBox = 0
    this.#outlines = false
    const encoding = foreignEncoding(bytes)
    if (encoding !== null) {
      sink.fault('invalid-annotation', 1, 1, encoding)
      return
    }
    for (let at = 0; at < bytes.length; ) {
      this.#line++
      this.#lineStart = at
      at = this.#readLine(at)
      if (bytes[at] === CR && bytes[at + 1] === LF) at++
      at++
    }
    if (this.#outlines && this.#firstBox > 0)
      sink.fault(
        'odd-annotation',
        this.#firstBox,
        1,
        'a box in a file with outlines: Ultralytics takes its four numbers for two points',
      )
  }

  /** Returns the end of the line. */
  #readLine(from: number): number {
    const bytes = this.#bytes
    const length = bytes.length
    let count = 0
    let bad = -1
    let at = from
    for (;;) {
      while (at < length && (bytes[at] === SPACE || bytes[at] === TAB)) at++
      if (at >= length || bytes[at] === LF || bytes[at] === CR) break
      const start = at
      while (at < length && bytes[at]! > SPACE) at++
      if (at === start) at++ // another control character: no number
      const value = parseDecimal(bytes, start, at)
      if (count === this.#values.length) {
        this.#values = grown(this.#values, count * 2)
        this.#starts = grown(this.#starts, count * 2)
      }
      if (bad < 0 && !Number.isFinite(value)) bad = count
      this.#values[count] = value
      this.#starts[count++] = start
    }
    if (bad >= 0) this.#fault('invalid-annotation', bad, `${this.#token(bad)} is ${notANumber(this.#token(bad))}`)
    else if (count > 0) this.#take(count)
    return at
  }

  #take(count: number): void {
    const values = this.#values
    const category = values[0]!
    if (!Number.isInteger(category) || category < 0) {
      this.#fault('invalid-annotation', 0, `the class ${this.#token(0)} is not a whole number from 0 on`)
      return
    }
    const isBox = this.#keypoints !== null || count === 5
    if (isBox ? this.#boxFault(count) : this.#outlineFault(count)) return
    if (category >= this.#classes)
      this.#fault('unknown-class', 0, `class ${category} of ${this.#classes}, which are numbered from 0`)

    const label = this.#label
    label.category = category
    label.line = this.#line
    label.column = this.#columnOf(0)
    if (isBox) this.#box(count)
    else this.#outline(count)
    this.#sink!.label(label)
  }

  #boxFault(count: number): boolean {
    const { count: joints, dims } = this.#keypoints ?? { count: 0, dims: 2 }
    const wanted = 5 + joints * dims
    if (count !== wanted) {
      const what = this.#keypoints ? `class, box and ${joints} joints of ${dims}` : 'class, x, y, width and height'
      const more = count === 6 && wanted === 5 ? ' (a prediction with its confidence?)' : ''
      this.#fault('invalid-annotation', 0, `${count} numbers, not the ${wanted} of ${what}${more}`)
      return true
    }
    for (let i = 1; i < 5; i++) if (this.#outside(i)) return true
    for (let i = 5; i < count; i++) if ((i - 5) % dims < 2 && this.#outside(i)) return true
    return false
  }

  #outlineFault(count: number): boolean {
    if (count >= 7 && count % 2 === 1) {
      for (let i = 1; i < count; i++) if (this.#outside(i)) return true
      return false
    }
    const what = `${count} numbers: neither class and box (5) nor class and the pairs of an outline (7, 9, 11 …)`
    this.#fault('invalid-annotation', 0, count === 6 ? `${what}; a prediction with its confidence?` : what)
    return true
  }

  /** Whether a coordinate is so far outside that Ultralytics refuses it; tells a smaller excess. */
  #outside(index: number): boolean {
    const value = this.#values[index]!
    if (value >= 0 && value <= 1) return false
    const refused = value > 1 + SLACK || value < -SLACK
    if (refused) {
      const pixels = value > 2 ? ': pixels? ' : ': '
      const hint = 'coordinates are shares of the width and height of the image, 0 to 1'
      this.#fault('invalid-annotation', index, `${this.#token(index)} is out of bounds${pixels}${hint}`)
    } else
      this.#fault(
        'odd-annotation',
        index,
        `${this.#token(index)} is just beyond 0 to 1: older versions of Ultralytics leave the image out`,
      )
    return refused
  }

  #box(count: number): void {
    const values = this.#values
    const label = this.#label
    const [w, h] = [values[3]!, values[4]!]
    label.w = w
    label.h = h
    label.x = values[1]! - w / 2
    label.y = values[2]! - h / 2
    label.shape = 0
    label.crossed = 0
    if (this.#firstBox === 0) this.#firstBox = this.#line
    if (!this.#keypoints) return
    this.#hash.begin(JOINTS)
    for (let i = 5; i < count; i++) this.#hash.add(values[i]!)
    label.shape = this.#hash.end()
    for (let i = 7; this.#keypoints.dims === 3 && i < count; i += 3) {
      if (values[i] === 0 || values[i] === 1 || values[i] === 2) continue
      this.#fault('odd-annotation', i, `visibility ${this.#token(i)} is not 0, 1 or 2`)
      break
    }
  }

  #outline(count: number): void {
    const values = this.#values
    const label = this.#label
    let [left, top, right, bottom] = [values[1]!, values[2]!, values[1]!, values[2]!]
    this.#hash.begin(OUTLINE)
    for (let i = 1; i < count; i += 2) {
      const x = values[i]!
      const y = values[i + 1]!
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
      this.#hash.add(x)
      this.#hash.add(y)
    }
    label.x = left
    label.y = top
    label.w = right - left
    label.h = bottom - top
    label.shape = this.#hash.end()
    label.crossed = selfCrossing(values, 1, count - 1)
    this.#outlines = true
  }

  #fault(code: YoloFaultCode, index: number, what: string): void {
    this.#sink!.fault(code, this.#line, this.#columnOf(index), what)
  }
  /** 1-based, in characters. */
  #columnOf(index: number): number {
    let column = 1
    for (let i = this.#lineStart; i < this.#starts[index]!; i++) if ((this.#bytes[i]! & 0xc0) !== 0x80) column++
    return column
  }
  #token(index: number): string {
    const start = this.#starts[index]!
    let end = start + 1
    while (end < this.#bytes.length && this.#bytes[end]! > SPACE && end - start <= TOKEN_LIMIT) end++
    const shown = text.decode(this.#bytes.subarray(start, Math.min(end, start + TOKEN_LIMIT)))
    return `"${shown}${end - start > TOKEN_LIMIT ? '…' : ''}"`
  }
}

function notANumber(token: string): string {
  if (/^"[+-]?(nan|inf|infinity)"$/i.test(token)) return 'not a finite number'
  if (/^"[+-]?\d*,\d+"$/.test(token)) return 'not a number: write a point, not a comma'
  if (/^"[+-]?[\d.]+(e[+-]?\d+)?…?"$/i.test(token)) return 'too large for a number'
  return 'not a number'
}

function foreignEncoding(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return 'the file is UTF-16: save it as plain text (ASCII or UTF-8)'
  if (first === 0xef && second === 0xbb && third === 0xbf)
    return 'the file begins with a byte order mark, at which Ultralytics gives up: save it as UTF-8 without'
  return null
}
