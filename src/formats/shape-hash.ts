import { hashBytes, mix } from '#contract/byte-index'

const number = new Float64Array(1)
const words = new Uint32Array(number.buffer)

/**
 * Names a list of numbers (an outline, joints, a run of a mask) by 53 bits, the most that a double holds exactly. Equal
 * numbers give equal names however they were written: `0.50` is `.5`, and −0 is 0. Among a million shapes two unlike ones
 * share a name with a chance of 1 in 18,000.
 */
export class ShapeHash {
  #high = 0
  #low = 0

  /** `kind` keeps shapes of different kinds apart: a polygon of two points is no line. */
  begin(kind: string): void {
    this.#high = 0x811c9dc5
    this.#low = 0x1b873593
    for (let i = 0; i < kind.length; i++) this.#add(kind.charCodeAt(i))
  }

  add(value: number): void {
    number[0] = value + 0
    this.#add(words[0]!)
    this.#add(words[1]!)
  }

  addBytes(bytes: Uint8Array, start = 0, end = bytes.length): void {
    this.#add(hashBytes(bytes, start, end))
    this.#add(hashBytes(bytes, start, end, 0x9747b28c))
  }

  /** A whole number in 1…2⁵³ − 1. */
  value(): number {
    return (mix(this.#high) >>> 0) * 2 ** 21 + (mix(this.#low) >>> 11) || 1
  }

  /** Two lanes that differ in factor and rotation: one alone has only 32 bits. */
  #add(word: number): void {
    this.#high = Math.imul(this.#high ^ word, 0x01000193)
    this.#high = (this.#high << 13) | (this.#high >>> 19)
    this.#low = Math.imul((this.#low << 5) | (this.#low >>> 27), 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b)
  }
}
