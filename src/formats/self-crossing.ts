/** Whether an outline crosses itself: `UNTOLD` where looking would take longer than its length allows. */
export const SOUND = 0
export const CROSSED = 1
export const UNTOLD = 2

/** Pairs of edges looked at, in all and for each point: hundreds of times what any drawn outline needs. */
const EFFORT = 1024
const EFFORT_PER_POINT = 64
/** What an exact orientation costs, in pairs. */
const EXACT = 64
/** Beyond these, products of coordinates would overflow or lose digits: no such number is a place in an image. */
const HUGE = 2 ** 400
const TINY = 2 ** -400

let order = new Uint32Array(64)
/** Extent of each edge along the axis that is swept, and along the other one. */
let extents = new Float64Array(256)
let effort = 0

/**
 * Whether two edges of the closed outline x y x y … in `numbers[from, from + count)` cross at a point inside both. Edges
 * that touch or lie on each other do not cross: outlines are closed by their first point again, and reach a hole by a
 * bridge. The edges are swept along the axis on which fewer overlap.
 */
export function selfCrossing(numbers: Float64Array, from: number, count: number): typeof SOUND | 1 | 2 {
  const points = count >> 1
  if (points < 4) return SOUND
  const axis = sweptAxis(numbers, from, points)
  if (axis < 0) return UNTOLD
  if (points > order.length) {
    order = new Uint32Array(points * 2)
    extents = new Float64Array(points * 8)
  }
  for (let edge = 0; edge < points; edge++) {
    const a = from + edge * 2
    const b = from + (edge + 1 === points ? 0 : edge + 1) * 2
    extents[edge * 4] = Math.min(numbers[a + axis]!, numbers[b + axis]!)
    extents[edge * 4 + 1] = Math.max(numbers[a + axis]!, numbers[b + axis]!)
    extents[edge * 4 + 2] = Math.min(numbers[a + 1 - axis]!, numbers[b + 1 - axis]!)
    extents[edge * 4 + 3] = Math.max(numbers[a + 1 - axis]!, numbers[b + 1 - axis]!)
  }
  sortEdges(points)
  effort = EFFORT + EFFORT_PER_POINT * points
  for (let at = 0; at < points; at++) {
    const edge = order[at]!
    const end = extents[edge * 4 + 1]!
    const low = extents[edge * 4 + 2]!
    const high = extents[edge * 4 + 3]!
    for (let next = at + 1; next < points; next++) {
      const other = order[next]!
      if (extents[other * 4]! > end) break
      if (effort-- < 0) return UNTOLD
      if (extents[other * 4 + 2]! > high || extents[other * 4 + 3]! < low) continue
      const apart = Math.abs(edge - other)
      if (apart !== 1 && apart !== points - 1 && edgesCross(numbers, from, points, edge, other)) return CROSSED
    }
  }
  return SOUND
}

/** 0: x, 1: y, of which the edges cover less in relation to the outline; −1 where coordinates are none of an image. */
function sweptAxis(numbers: Float64Array, from: number, points: number): number {
  let [left, right, top, bottom] = [numbers[from]!, numbers[from]!, numbers[from + 1]!, numbers[from + 1]!]
  let [across, down] = [0, 0]
  let lastX = numbers[from + points * 2 - 2]!
  let lastY = numbers[from + points * 2 - 1]!
  for (let at = from; at < from + points * 2; at += 2) {
    const x = numbers[at]!
    const y = numbers[at + 1]!
    if (!isPlace(x) || !isPlace(y)) return -1
    if (x < left) left = x
    if (x > right) right = x
    if (y < top) top = y
    if (y > bottom) bottom = y
    across += Math.abs(x - lastX)
    down += Math.abs(y - lastY)
    lastX = x
    lastY = y
  }
  return across * (bottom - top) <= down * (right - left) ? 0 : 1
}
function isPlace(value: number): boolean {
  const size = Math.abs(value)
  return (size > TINY && size < HUGE) || size === 0
}

/** Puts the edges into `order`, by their lower end. */
function sortEdges(edges: number): void {
  if (edges > 64) {
    for (let edge = 0; edge < edges; edge++) order[edge] = edge
    order.subarray(0, edges).sort((a, b) => extents[a * 4]! - extents[b * 4]!)
    return
  }
  for (let edge = 0; edge < edges; edge++) {
    const low = extents[edge * 4]!
    let at = edge
    for (; at > 0 && extents[order[at - 1]! * 4]! > low; at--) order[at] = order[at - 1]!
    order[at] = edge
  }
}

function edgesCross(numbers: Float64Array, from: number, points: number, edge: number, other: number): boolean {
  const [a, b] = [from + edge * 2, from + ((edge + 1) % points) * 2]
  const [c, d] = [from + other * 2, from + ((other + 1) % points) * 2]
  const side = orientation(numbers, a, b, c)
  if (side === 0 || side * orientation(numbers, a, b, d) >= 0) return false
  return orientation(numbers, c, d, a) * orientation(numbers, c, d, b) < 0
}

/** Rounding errors of the determinant (Shewchuk 1997, ccwerrboundA). */
const ERROR = (3 + 16 * 2 ** -53) * 2 ** -53

/**
 * On which side of the line through the points at `a` and `b` the one at `c` lies: the sign of their determinant, exact.
 * J. R. Shewchuk, Adaptive precision floating-point arithmetic and fast robust geometric predicates, 1997.
 */
export function orientation(numbers: Float64Array, a: number, b: number, c: number): number {
  const left = (numbers[a]! - numbers[c]!) * (numbers[b + 1]! - numbers[c + 1]!)
  const right = (numbers[a + 1]! - numbers[c + 1]!) * (numbers[b]! - numbers[c]!)
  const determinant = left - right
  // Differences have the right sign, so that of two products of unlike signs one is not in doubt.
  if (left > 0 !== right > 0 || left < 0 !== right < 0) return Math.sign(determinant)
  if (Math.abs(determinant) > ERROR * Math.abs(left + right)) return Math.sign(determinant)
  if (left === 0) return 0
  effort -= EXACT
  return exactSign(numbers, a, b, c)
}

/** A sum without rounding: parts that do not overlap, the greatest last. */
const parts = new Float64Array(16)
let length = 0

function exactSign(numbers: Float64Array, a: number, b: number, c: number): number {
  const [ax, ay, bx, by] = [numbers[a]!, numbers[a + 1]!, numbers[b]!, numbers[b + 1]!]
  const [cx, cy] = [numbers[c]!, numbers[c + 1]!]
  length = 0
  addProduct(ax, by)
  addProduct(-ax, cy)
  addProduct(-cx, by)
  addProduct(-ay, bx)
  addProduct(ay, cx)
  addProduct(cy, bx)
  return length === 0 ? 0 : Math.sign(parts[length - 1]!)
}

const SPLITTER = 2 ** 27 + 1
/** Adds a product, which is the sum of two doubles (Dekker 1971, after Veltkamp). */
function addProduct(a: number, b: number): void {
  const product = a * b
  const aHigh = SPLITTER * a - (SPLITTER * a - a)
  const bHigh = SPLITTER * b - (SPLITTER * b - b)
  const [aLow, bLow] = [a - aHigh, b - bHigh]
  add(aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow))
  add(product)
}
function add(value: number): void {
  let sum = value
  let kept = 0
  for (let i = 0; i < length; i++) {
    const part = parts[i]!
    const next = sum + part
    const virtual = next - sum
    const tail = sum - (next - virtual) + (part - virtual)
    if (tail !== 0) parts[kept++] = tail
    sum = next
  }
  if (sum !== 0) parts[kept++] = sum
  length = kept
}
