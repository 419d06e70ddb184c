import { grown } from '#contract/byte-index'
import type { JsonCursor } from '../json-cursor.ts'
import { readPlainNumbers } from '../json-plain-numbers.ts'
import { CROSSED, selfCrossing } from '../self-crossing.ts'
import type { ShapeHash } from '../shape-hash.ts'

const POLYGON = 1
const RUNS = 2
const JOINTS = 3

/** What a shape says of itself, filled anew for every annotation. */
export interface Shape {
  /** Why it cannot be used, or null. */
  fault: string | null
  /** Name of the shape, 0 when there is none. */
  hash: number
  /** Whether one of its polygons crosses itself (see selfCrossing), where that is to be looked at. */
  readonly outlines: boolean
  crossed: number
  /** Height and width that a mask states, 0 = no mask. */
  height: number
  width: number
  /** Runs of a mask cover so many pixels. */
  covered: number
}

/** `segmentation`: polygons (a list of lists of coordinates), or a mask as runs, compressed or not. */
export function readSegmentation(cursor: JsonCursor, shape: Shape, hash: ShapeHash): void {
  const kind = cursor.kind()
  if (kind === 'list') readPolygons(cursor, shape, hash)
  else if (kind === 'object') readMask(cursor, shape, hash)
  else {
    if (kind !== 'word' || cursor.word() !== null)
      shape.fault = 'has a segmentation that is neither polygons nor a mask'
    if (kind !== 'word') cursor.skip()
  }
}

function readPolygons(cursor: JsonCursor, shape: Shape, hash: ShapeHash): void {
  hash.begin(POLYGON)
  cursor.open()
  let polygons = 0
  for (let first = true; cursor.nextItem(first); first = false) {
    if (cursor.kind() !== 'list') {
      shape.fault = 'has a polygon that is no list of numbers'
      cursor.skip()
      continue
    }
    polygons++
    const numbers = readNumbers(cursor, hash)
    if (numbers < 0) shape.fault = 'has a polygon that is no list of numbers'
    else if (numbers % 2 !== 0) shape.fault = `has a polygon with an odd number of coordinates (${numbers})`
    else if (numbers < 6) shape.fault = `has a polygon of ${numbers / 2} points`
    else if (shape.outlines && shape.crossed !== CROSSED)
      shape.crossed = selfCrossing(cursor.numbers, 0, numbers) || shape.crossed
    hash.add(-1 - numbers) // where one polygon ends
  }
  if (polygons > 0) shape.hash = hash.end()
}

/** Reads a list into `cursor.numbers` and the hash; their count, −1 when there is something else in it. */
function readNumbers(cursor: JsonCursor, hash: ShapeHash): number {
  const plain = readPlainNumbers(cursor)
  if (plain >= 0) {
    hash.addAll(cursor.numbers, plain)
    return plain
  }
  let count = 0
  let sound = true
  cursor.open()
  for (let first = true; cursor.nextItem(first); first = false) {
    if (cursor.kind() === 'number') {
      const value = cursor.number()
      if (!Number.isFinite(value)) sound = false
      hash.add(value)
      if (count === cursor.numbers.length) cursor.numbers = grown(cursor.numbers, count * 2)
      cursor.numbers[count++] = value
    } else {
      sound = false
      cursor.skip()
    }
  }
  return sound ? count : -1
}

function readMask(cursor: JsonCursor, shape: Shape, hash: ShapeHash): void {
  let counted = false
  const size: number[] = []
  shape.covered = 0
  cursor.open()
  for (let first = true; cursor.nextKey(first); first = false) {
    const key = cursor.escaped ? '' : cursor.text()
    const kind = cursor.kind()
    if (key === 'size' && kind === 'list') {
      cursor.open()
      for (let one = true; cursor.nextItem(one); one = false)
        if (cursor.kind() === 'number' && size.length < 3) size.push(cursor.number())
        else {
          size.push(Number.NaN)
          cursor.skip()
        }
    } else if (key === 'counts' && kind === 'list') {
      counted = true
      readRuns(cursor, shape, hash)
    } else if (key === 'counts' && kind === 'string') {
      counted = true
      readCompressed(cursor, shape, hash)
    } else cursor.skip()
  }
  const [height = 0, width = 0] = size
  if (!counted) shape.fault = 'has a mask without counts'
  else if (size.length !== 2 || !isSize(height) || !isSize(width))
    shape.fault = 'has a mask without a size of two numbers'
  else if (shape.fault === null && shape.covered !== height * width)
    shape.fault = `has a mask whose runs cover ${shape.covered} pixels, its size is ${height} × ${width}`
  shape.height = isSize(height) ? height : 0
  shape.width = isSize(width) ? width : 0
}

function isSize(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value < 2 ** 20
}

function readRuns(cursor: JsonCursor, shape: Shape, hash: ShapeHash): void {
  hash.begin(RUNS)
  cursor.open()
  for (let first = true; cursor.nextItem(first); first = false) {
    const run = cursor.kind() === 'number' ? cursor.number() : Number.NaN
    if (Number.isNaN(run)) cursor.skip()
    if (!Number.isInteger(run) || run < 0) shape.fault = 'has a mask with a run that is no count of pixels'
    else shape.covered += run
    hash.add(run)
  }
  shape.hash = hash.end()
}

/**
 * pycocotools' compressed runs: five bits a character from 48 on, the sixth says that more follow, the highest of the last
 * one is the sign; from the fourth run on the difference to the run two before is written.
 */
function readCompressed(cursor: JsonCursor, shape: Shape, hash: ShapeHash): void {
  cursor.string()
  const { data, textStart, textEnd, escaped } = cursor
  // A backslash is the one escape that the code's characters need, and `\\` in JSON.
  const bytes = escaped ? new TextEncoder().encode(cursor.text()) : data.subarray(textStart, textEnd)
  hash.begin(RUNS) // the same mask, however it is written, has one name
  let before = 0
  let last = 0
  let runs = 0
  for (let at = 0; at < bytes.length; ) {
    let value = 0
    let shift = 0
    for (;;) {
      const code = at < bytes.length ? bytes[at++]! - 48 : -1
      if (code < 0 || code > 63 || shift > 25) {
        shape.fault = 'has a mask that is no compressed code of runs'
        return
      }
      value |= (code & 0x1f) << shift
      shift += 5
      if ((code & 0x20) !== 0) continue
      if ((code & 0x10) !== 0) value |= -1 << shift
      break
    }
    if (runs > 2) value += before
    if (value < 0) {
      shape.fault = 'has a mask with a run that is no count of pixels'
      return
    }
    before = last
    last = value
    runs++
    shape.covered += value
    hash.add(value)
  }
  shape.hash = hash.end()
}

/** `keypoints`: x, y and visibility a joint. Joins the name of the shape; returns the number of labelled joints, −1 when at fault. */
export function readJoints(cursor: JsonCursor, shape: Shape, hash: ShapeHash): { joints: number; labelled: number } {
  if (cursor.kind() !== 'list') {
    shape.fault = 'has keypoints that are no list'
    cursor.skip()
    return { joints: -1, labelled: 0 }
  }
  hash.begin(JOINTS)
  hash.add(shape.hash)
  let numbers = 0
  let labelled = 0
  cursor.open()
  for (let first = true; cursor.nextItem(first); first = false) {
    const value = cursor.kind() === 'number' ? cursor.number() : Number.NaN
    if (Number.isNaN(value)) cursor.skip()
    if (!Number.isFinite(value)) shape.fault = 'has a keypoint that is no number'
    else if (numbers % 3 === 2 && value !== 0 && value !== 1 && value !== 2)
      shape.fault = `has a keypoint of visibility ${value}: 0, 1 and 2 are known`
    else if (numbers % 3 === 2 && value > 0) labelled++
    hash.add(value)
    numbers++
  }
  if (numbers % 3 !== 0) shape.fault = `has ${numbers} numbers of keypoints, not three a joint`
  shape.hash = hash.end()
  return { joints: numbers % 3 === 0 ? numbers / 3 : -1, labelled }
}
