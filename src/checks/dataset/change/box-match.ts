import type { Boxes, Dataset } from '#evidence/dataset/types'

/** Below this overlap two boxes are two things: COCO's least threshold of a match. */
const LEAST_IOU = 0.5
/** Overlaps computed for one image: beyond a thousand changed boxes on both sides they count as removed and added. */
const MOST_COMPARED = 1_000_000

/** What became of an annotation. */
export type BoxChange = 'same' | 'reshaped' | 'relabelled' | 'moved'
export interface BoxPair {
  readonly base: number
  readonly head: number
  readonly change: BoxChange
  /** Of the two boxes; 1 when they are equal. */
  readonly iou: number
}
export interface BoxSide {
  readonly boxes: Boxes
  /** Class of each label code, one number for equal names on both sides. */
  readonly classes: Int32Array
  /** Factors that bring x and y of both sides to one scale. */
  readonly scale: readonly [x: number, y: number]
}

/** Whether two images have the same annotations in the same order: the quick answer for nearly all of them. */
export function sameBoxes(base: BoxSide, baseBoxes: Int32Array, head: BoxSide, headBoxes: Int32Array): boolean {
  if (baseBoxes.length !== headBoxes.length) return false
  for (let i = 0; i < baseBoxes.length; i++)
    if (changeOf(base, baseBoxes[i]!, head, headBoxes[i]!) !== 'same') return false
  return true
}

/**
 * Pairs the annotations of one image one to one: equal ones first, then those with one box (another outline, another
 * class), then by overlap, the same class before another, the largest first. What has no partner was added or removed.
 * Exchanging the sides exchanges the pairs.
 */
export function pairBoxes(base: BoxSide, baseBoxes: Int32Array, head: BoxSide, headBoxes: Int32Array): BoxPair[] {
  const pairs: BoxPair[] = []
  const freeBase = new Set(baseBoxes)
  const freeHead = new Set(headBoxes)
  const take = (pair: BoxPair) => {
    pairs.push(pair)
    freeBase.delete(pair.base)
    freeHead.delete(pair.head)
  }
  const byBox = new Map<string, number[]>()
  for (const other of baseBoxes) {
    const key = boxKey(base, other)
    const known = byBox.get(key)
    if (known) known.push(other)
    else byBox.set(key, [other])
  }
  for (const change of ['same', 'reshaped', 'relabelled'] as const)
    for (const mine of freeHead) {
      const other = (byBox.get(boxKey(head, mine)) ?? []).find(
        (one) => freeBase.has(one) && changeOf(base, one, head, mine) === change,
      )
      if (other !== undefined) take({ base: other, head: mine, change, iou: 1 })
    }
  if (freeBase.size * freeHead.size > MOST_COMPARED) return pairs
  for (const { other, mine, iou, sameClass } of candidates(base, freeBase, head, freeHead))
    if (freeBase.has(other) && freeHead.has(mine))
      take({ base: other, head: mine, change: sameClass ? 'moved' : 'relabelled', iou })
  return pairs
}

function boxKey(of: BoxSide, box: number): string {
  return `${side(of, box, 0)} ${side(of, box, 1)} ${side(of, box, 2)} ${side(of, box, 3)}`
}

/** What an annotation with an equal box became; null when the boxes differ. */
function changeOf(base: BoxSide, other: number, head: BoxSide, mine: number): Exclude<BoxChange, 'moved'> | null {
  for (let i = 0; i < 4; i++) if (side(base, other, i) !== side(head, mine, i)) return null
  if (classOf(base, other) !== classOf(head, mine)) return 'relabelled'
  const same = base.boxes.shape[other] === head.boxes.shape[mine] && base.boxes.crowd[other] === head.boxes.crowd[mine]
  return same ? 'same' : 'reshaped'
}

interface Candidate {
  readonly other: number
  readonly mine: number
  readonly iou: number
  readonly sameClass: boolean
}
function candidates(
  base: BoxSide,
  freeBase: Iterable<number>,
  head: BoxSide,
  freeHead: ReadonlySet<number>,
): Candidate[] {
  const found: (Candidate & { sum: number; gap: number })[] = []
  for (const [i, other] of [...freeBase].entries())
    for (const [j, mine] of [...freeHead].entries()) {
      const iou = iouOf(base, other, head, mine)
      if (iou < LEAST_IOU) continue
      const sameClass = classOf(base, other) === classOf(head, mine)
      found.push({ other, mine, iou, sameClass, sum: i + j, gap: Math.abs(i - j) })
    }
  // Ties are settled by what does not change when the sides are exchanged.
  return found.sort(
    (a, b) => Number(b.sameClass) - Number(a.sameClass) || b.iou - a.iou || a.sum - b.sum || a.gap - b.gap,
  )
}

function side({ boxes, scale }: BoxSide, box: number, i: number): number {
  return boxes.xywh[box * 4 + i]! * scale[i & 1]!
}
function classOf({ boxes, classes }: BoxSide, box: number): number {
  const label = boxes.label[box]!
  return label < 0 ? -1 : classes[label]!
}

function iouOf(base: BoxSide, other: number, head: BoxSide, mine: number): number {
  const [ax, ay, aw, ah] = [side(base, other, 0), side(base, other, 1), side(base, other, 2), side(base, other, 3)]
  const [bx, by, bw, bh] = [side(head, mine, 0), side(head, mine, 1), side(head, mine, 2), side(head, mine, 3)]
  const width = Math.min(ax + aw, bx + bw) - Math.max(ax, bx)
  const height = Math.min(ay + ah, by + bh) - Math.max(ay, by)
  if (width <= 0 || height <= 0) return 0
  const shared = width * height
  return shared / (aw * ah + bw * bh - shared)
}

/** Factors of a row on both sides: equal units, or pixels and shares of an image whose size is stated; null = not comparable. */
export function scalesOf(
  base: Dataset,
  baseRow: number,
  head: Dataset,
  headRow: number,
): { base: readonly [number, number]; head: readonly [number, number] } | null {
  const normalised = { base: base.boxes?.normalised ?? false, head: head.boxes?.normalised ?? false }
  if (!base.boxes || !head.boxes || normalised.base === normalised.head) return { base: ONE, head: ONE }
  const [pixels, row] = normalised.base ? [head, headRow] : [base, baseRow]
  const [width, height] = [pixels.width?.[row] ?? 0, pixels.height?.[row] ?? 0]
  if (width === 0 || height === 0) return null
  const share = [1 / width, 1 / height] as const
  return normalised.base ? { base: ONE, head: share } : { base: share, head: ONE }
}
const ONE = [1, 1] as const
