import type { AnnotatedObject, AnnotationFault, AnnotationFile, AnnotationPlace } from './annotation-file.ts'
import { JsonCursor } from './json-cursor.ts'
import { quoted } from './quoted.ts'
import { selfCrossing } from './self-crossing.ts'
import { ShapeHash } from './shape-hash.ts'

type Item = Record<string, unknown>
type Points = readonly (readonly [number, number])[]
interface Kind {
  readonly least: number
  readonly most: number
}
const ANY = Number.POSITIVE_INFINITY
/** How many points each `shape_type` has; the order is that of the numbers in the hash. */
const KINDS = new Map<string, Kind>([
  ['polygon', { least: 3, most: ANY }],
  ['rectangle', { least: 2, most: 4 }],
  ['circle', { least: 2, most: 2 }],
  ['line', { least: 2, most: 2 }],
  ['point', { least: 1, most: 1 }],
  ['linestrip', { least: 2, most: ANY }],
  ['points', { least: 1, most: ANY }],
  ['mask', { least: 2, most: 2 }],
  ['oriented_rectangle', { least: 3, most: 4 }],
  ['rotation', { least: 3, most: 4 }],
])
const NUMBERS = new Map([...KINDS.keys()].map((name, at) => [name, at + 1]))
const TOP: AnnotationPlace = { line: 1, column: 1 }

/**
 * An annotation file of LabelMe. Shapes that cannot be used are left out and told.
 * @throws GateError `json-…` with file, line, column and remedy
 */
export function readLabelme(bytes: Uint8Array, path: string, fault: AnnotationFault): AnnotationFile | null {
  const cursor = new JsonCursor(path)
  cursor.whole(bytes)
  cursor.byteOrderMark()
  const file = { imageName: '', imageNamePlace: TOP, width: 0, height: 0 }
  let objects: AnnotatedObject[] | null = null
  if (cursor.kind() !== 'object') cursor.skip()
  else {
    cursor.open()
    for (let first = true; cursor.nextKey(first); first = false) {
      const key = cursor.text()
      const kind = cursor.kind()
      const place = { line: cursor.line, column: cursor.column }
      if (key === 'shapes' && kind === 'list') objects = readShapes(cursor, fault)
      else if (key === 'imageWidth' || key === 'imageHeight') {
        const value = cursor.value()
        const size = pixels(value)
        if (value !== null && size === 0) fault('odd-annotation', place, `"${key}" is no number of pixels`)
        file[key === 'imageWidth' ? 'width' : 'height'] = size
      } else if (key === 'imagePath' && kind === 'string') {
        cursor.string()
        file.imageName = cursor.text()
        file.imageNamePlace = place
      } else cursor.skip()
    }
  }
  if (!cursor.blank()) cursor.refuse()
  if (objects !== null) return { ...file, objects }
  fault('invalid-annotation', TOP, 'no list "shapes": this is no file of LabelMe')
  return null
}

function readShapes(cursor: JsonCursor, fault: AnnotationFault): AnnotatedObject[] {
  const hash = new ShapeHash()
  const shapes: AnnotatedObject[] = []
  cursor.open()
  for (let first = true; cursor.nextItem(first); first = false) {
    cursor.peek()
    const place = { line: cursor.line, column: cursor.column }
    const item = cursor.value()
    const wrong = isItem(item) ? faultOf(item) : 'a shape is no object'
    if (wrong !== null) {
      fault('invalid-annotation', place, wrong)
      continue
    }
    const { label, points, mask } = item as { label: string; points: Points; mask?: string }
    const kind = kindOf(item as Item)!
    const xywh = kind === 'circle' ? circle(points) : bounds(points)
    const shape = kind === 'rectangle' && points.length === 2 ? 0 : nameOf(hash, kind, points, mask)
    const crossed = kind === 'polygon' ? selfCrossing(Float64Array.from(points.flat()), 0, points.length * 2) : 0
    shapes.push({ label, xywh, crowd: 0, shape, crossed, place })
  }
  return shapes
}

/** Why a shape cannot be used, or null. */
function faultOf(item: Item): string | null {
  const { label, points } = item
  if (typeof label !== 'string' || label.trim() === '') return 'a shape without a label'
  const kind = kindOf(item)
  const known = kind === null ? undefined : KINDS.get(kind)
  if (known === undefined) return `${quoted(label)} has a "shape_type" that is not known`
  if (!Array.isArray(points) || !points.every(isPoint))
    return `${quoted(label)} has "points" that are no pairs of numbers`
  if (points.length < known.least || points.length > known.most) {
    const most = known.most === ANY ? ' or more' : known.most > known.least ? ` to ${known.most}` : ''
    return `the ${kind} of ${quoted(label)} has ${points.length} points, not ${known.least}${most}`
  }
  if (kind === 'mask' && (typeof item.mask !== 'string' || item.mask === '')) return `${quoted(label)} has no "mask"`
  return null
}

/** Files of before `shape_type` have polygons only. */
function kindOf(item: Item): string | null {
  const kind = item.shape_type
  if (kind === undefined || kind === null) return 'polygon'
  return typeof kind === 'string' ? kind : null
}

function nameOf(hash: ShapeHash, kind: string, points: Points, mask: string | undefined): number {
  hash.begin(NUMBERS.get(kind)!)
  for (const [x, y] of points) {
    hash.add(x)
    hash.add(y)
  }
  if (kind === 'mask' && mask !== undefined) for (let i = 0; i < mask.length; i++) hash.add(mask.charCodeAt(i))
  return hash.end()
}

function bounds(points: Points): [number, number, number, number] {
  let [left, top, right, bottom] = [ANY, ANY, -ANY, -ANY]
  for (const [x, y] of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return [left, top, right - left, bottom - top]
}
/** Its centre, and a point on it. */
function circle([centre, edge]: Points): [number, number, number, number] {
  const radius = Math.hypot(edge![0] - centre![0], edge![1] - centre![1])
  return [centre![0] - radius, centre![1] - radius, 2 * radius, 2 * radius]
}

function isPoint(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length === 2 && value.every((one) => Math.abs(one) <= 1e9 && typeof one === 'number')
  )
}
function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
function pixels(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31 ? (value as number) : 0
}
