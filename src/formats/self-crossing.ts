import { grown } from '#contract/byte-index'

/** Whether an outline crosses itself: `UNTOLD` where looking would take longer than its length allows. */
export const SOUND = 0
export const CROSSED = 1
export const UNTOLD = 2

/** Steps that are taken, in all and for each point: many times what any drawn outline needs. */
const EFFORT = 1024
const EFFORT_PER_POINT = 64
/** What an exact orientation costs, in steps. */
const EXACT = 64
/** Beyond these, products of coordinates would overflow or lose digits: no such number is a place in an image. */
const HUGE = 2 ** 400
const TINY = 2 ** -400

/** Points of an outline, and runs, that are too few to take trouble with. */
const FEW = 64

let effort = 0
/** The outline, its first point again at the end: along the swept axis, and across it. */
let points = new Float64Array(256)
/** Runs of edges that go one way along the axis: the first edge, those that follow, and whether it goes backwards. */
let first = new Int32Array(64)
let edges = new Int32Array(64)
let back = new Uint8Array(64)
/** Where each run begins and ends along the axis, and across it. */
let bounds = new Float64Array(256)
let order = new Uint32Array(64)

/**
 * Whether two edges of the closed outline x y x y … in `numbers[from, from + count)` cross at a point inside both. Edges
 * that touch or lie on each other do not cross: outlines are closed by their first point again, and reach a hole by a
 * bridge. Edges that go one way along an axis never cross each other: what is compared is such runs, in the order in which
 * they begin, edge by edge where they lie beside each other.
 */
export function selfCrossing(numbers: Float64Array, from: number, count: number): typeof SOUND | 1 | 2 {
  const size = count >> 1
  if (size < 4) return SOUND
  const runs = cutIntoRuns(numbers, from, size, size > FEW ? sweptAxis(numbers, from, size) : 0)
  if (runs < 0) return UNTOLD
  if (runs < 3) order.set([0, 1])
  else sortRuns(runs)
  effort = EFFORT + EFFORT_PER_POINT * size
  for (let at = 0; at < runs; at++) {
    const run = order[at]!
    const end = bounds[run * 4 + 1]!
    const low = bounds[run * 4 + 2]!
    const high = bounds[run * 4 + 3]!
    for (let next = at + 1; next < runs; next++) {
      const other = order[next]!
      if (bounds[other * 4]! > end) break
      if (--effort < 0) return UNTOLD
      if (bounds[other * 4 + 2]! > high || bounds[other * 4 + 3]! < low) continue
      if (runsCross(run, other)) return CROSSED
      if (effort < 0) return UNTOLD
    }
  }
  return SOUND
}

/** 0: x, 1: y, along which the outline turns back less often. */
function sweptAxis(numbers: Float64Array, from: number, size: number): number {
  let turnsX = 0
  let turnsY = 0
  let wayX = 0
  let wayY = 0
  let lastX = numbers[from + size * 2 - 2]!
  let lastY = numbers[from + size * 2 - 1]!
  for (let at = from; at < from + size * 2; at += 2) {
    const x = numbers[at]!
    const y = numbers[at + 1]!
    const stepX = x - lastX
    const stepY = y - lastY
    if (stepX * wayX < 0) turnsX++
    if (stepY * wayY < 0) turnsY++
    if (stepX !== 0) wayX = stepX
    if (stepY !== 0) wayY = stepY
    lastX = x
    lastY = y
  }
  return turnsX <= turnsY ? 0 : 1
}

function isPlace(value: number): boolean {
  const size = Math.abs(value)
  return (size > TINY && size < HUGE) || size === 0
}

/** Fills `points` and the runs; their number, −1 where coordinates are none of an image. */
function cutIntoRuns(numbers: Float64Array, from: number, size: number, axis: number): number {
  if (points.length < size * 2 + 2) points = new Float64Array(size * 4)
  let runs = 0
  let before = numbers[from + axis]!
  let begin = 0
  let way = 0
  let low = numbers[from + 1 - axis]!
  let high = low
  for (let point = 0; point <= size; point++) {
    const at = point < size ? from + point * 2 : from
    const along = numbers[at + axis]!
    const across = numbers[at + 1 - axis]!
    if (!isPlace(along) || !isPlace(across)) return -1
    points[point * 2] = along
    points[point * 2 + 1] = across
    const step = along - before
    before = along
    if (way * step < 0) {
      endRun(runs, begin, point - 1, way < 0)
      bounds[runs * 4 + 2] = low
      bounds[runs++ * 4 + 3] = high
      begin = point - 1
      low = points[begin * 2 + 1]!
      high = low
      way = step
    } else if (way === 0) way = step
    if (across < low) low = across
    else if (across > high) high = across
  }
  endRun(runs, begin, size, way < 0)
  bounds[runs * 4 + 2] = low
  bounds[runs++ * 4 + 3] = high
  return runs
}

function endRun(run: number, begin: number, end: number, isBack: boolean): void {
  if (run === first.length) {
    first = grown(first, run * 2)
    edges = grown(edges, run * 2)
    back = grown(back, run * 2)
    bounds = grown(bounds, run * 8)
    order = grown(order, run * 2)
  }
  first[run] = isBack ? end - 1 : begin
  edges[run] = end - begin
  back[run] = isBack ? 1 : 0
  bounds[run * 4] = points[(isBack ? end : begin) * 2]!
  bounds[run * 4 + 1] = points[(isBack ? begin : end) * 2]!
}

function sortRuns(runs: number): void {
  if (runs > FEW) {
    for (let run = 0; run < runs; run++) order[run] = run
    order.subarray(0, runs).sort((a, b) => bounds[a * 4]! - bounds[b * 4]!)
    return
  }
  for (let run = 0; run < runs; run++) {
    const begin = bounds[run * 4]!
    let at = run
    for (; at > 0 && bounds[order[at - 1]! * 4]! > begin; at--) order[at] = order[at - 1]!
    order[at] = run
  }
}

/** Compares edges that lie beside each other, from where both runs have begun on. */
function runsCross(run: number, other: number): boolean {
  const backA = back[run]!
  const backB = back[other]!
  const stepA = 1 - 2 * backA
  const stepB = 1 - 2 * backB
  let a = first[run]!
  let b = first[other]!
  const endA = a + stepA * edges[run]!
  const endB = b + stepB * edges[other]!
  const least = Math.max(bounds[run * 4]!, bounds[other * 4]!)
  const most = Math.min(bounds[run * 4 + 1]!, bounds[other * 4 + 1]!)
  while (a !== endA && points[(a + 1 - backA) * 2]! < least) a += stepA
  while (b !== endB && points[(b + 1 - backB) * 2]! < least) b += stepB
  while (a !== endA && b !== endB && effort-- >= 0) {
    const a1 = points[a * 2 + 1]!
    const a2 = points[a * 2 + 3]!
    const b1 = points[b * 2 + 1]!
    const b2 = points[b * 2 + 3]!
    const apart = a1 < b1 ? a1 < b2 && a2 < b1 && a2 < b2 : a1 > b2 && a2 > b1 && a2 > b2 && a1 > b1
    if (!apart && edgesCross(a * 2, b * 2)) return true
    const upToA = points[(a + 1 - backA) * 2]!
    const upToB = points[(b + 1 - backB) * 2]!
    if (Math.min(upToA, upToB) > most) break
    if (upToA <= upToB) a += stepA
    else b += stepB
  }
  return false
}

function edgesCross(a: number, b: number): boolean {
  const side = orientation(points, a, a + 2, b)
  if (side === 0 || side * orientation(points, a, a + 2, b + 2) >= 0) return false
  return orientation(points, b, b + 2, a) * orientation(points, b, b + 2, a + 2) < 0
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
