/**
 * Names the outline, mask or joints of an annotation by its numbers: 53 bits, never 0. Equal numbers give equal names
 * however they were written (`1`, `1.0`, `1e0`); two different shapes share one with a chance of 10⁻¹⁶.
 */
const number = new Float64Array(1)
const bits = new Uint32Array(number.buffer)

export class ShapeHash {
  #low = 0
  #high = 0

  /** `kind` keeps a polygon and joints of the same numbers apart. */
  begin(kind: number): void {
    this.#low = 0x9e3779b9 ^ kind
    this.#high = 0x85ebca6b
  }
  add(value: number): void {
    number[0] = value + 0 // −0 is 0
    let mixed = bits[0]! ^ Math.imul(bits[1]!, 0x9e3779b1)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca77)
    this.#low = Math.imul(this.#low ^ mixed, 0x01000193)
    this.#low ^= this.#low >>> 13
    this.#high = Math.imul(this.#high ^ (mixed >>> 7) ^ (mixed << 25), 0x27d4eb2f)
    this.#high ^= this.#high >>> 16
  }
  end(): number {
    const high = (Math.imul(this.#high ^ (this.#low >>> 11), 0xc2b2ae35) >>> 11) & 0x1fffff
    return high * 2 ** 32 + (this.#low >>> 0) || 1
  }
}
