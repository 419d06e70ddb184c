/**
 * Names the outline, mask or joints of an annotation by its numbers: 53 bits, never 0. Equal numbers give equal names
 * however they were written (`1`, `1.0`, `1e0`); two different shapes share one with a chance of 10⁻¹⁶.
 */
const one = new Float64Array(1)
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
    one[0] = value
    this.addAll(one, 1)
  }
  /** The first `count` of `values`, as `add` takes them one by one: outlines have tens of millions. */
  addAll(values: Float64Array, count: number): void {
    let low = this.#low
    let high = this.#high
    for (let i = 0; i < count; i++) {
      number[0] = values[i]! + 0 // −0 is 0
      let mixed = bits[0]! ^ Math.imul(bits[1]!, 0x9e3779b1)
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca77)
      low = Math.imul(low ^ mixed, 0x01000193)
      low ^= low >>> 13
      high = Math.imul(high ^ (mixed >>> 7) ^ (mixed << 25), 0x27d4eb2f)
      high ^= high >>> 16
    }
    this.#low = low
    this.#high = high
  }
  end(): number {
    const high = (Math.imul(this.#high ^ (this.#low >>> 11), 0xc2b2ae35) >>> 11) & 0x1fffff
    return high * 2 ** 32 + (this.#low >>> 0) || 1
  }
}
