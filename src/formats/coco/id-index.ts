import { mix, slotsFor } from '#contract/byte-index'

const number = new Float64Array(1)
const bits = new Int32Array(number.buffer)

/** Row of each id, over typed arrays: open addressing, at most half full. */
export class IdIndex {
  #keys = new Float64Array(16).fill(Number.NaN)
  #rows = new Int32Array(16)
  #size = 0

  /** Row of an earlier equal id, or −1 when this one is new and now stands for `row`. */
  add(id: number, row: number): number {
    if (this.#size * 2 >= this.#rows.length) this.#grow()
    const slot = this.#slot(id)
    if (this.#keys[slot] === id) return this.#rows[slot]!
    this.#keys[slot] = id
    this.#rows[slot] = row
    this.#size++
    return -1
  }
  /** −1 when no row has this id. */
  find(id: number): number {
    const slot = this.#slot(id)
    return this.#keys[slot] === id ? this.#rows[slot]! : -1
  }
  #slot(id: number): number {
    number[0] = id + 0
    const mask = this.#rows.length - 1
    let slot = mix(bits[0]! ^ Math.imul(bits[1]!, 0x9e3779b1)) & mask
    for (;;) {
      const key = this.#keys[slot]!
      if (key === id || Number.isNaN(key)) return slot
      slot = (slot + 1) & mask
    }
  }
  #grow(): void {
    const [keys, rows] = [this.#keys, this.#rows]
    const size = slotsFor(keys.length)
    this.#keys = new Float64Array(size).fill(Number.NaN)
    this.#rows = new Int32Array(size)
    for (let slot = 0; slot < keys.length; slot++) {
      const id = keys[slot]!
      if (Number.isNaN(id)) continue
      const to = this.#slot(id)
      this.#keys[to] = id
      this.#rows[to] = rows[slot]!
    }
  }
}
