import type { Found } from '#contract/outcome'
import type { Boxes, Dataset } from '#evidence/dataset/types'
import { bounded, oldOnes } from '../../bounded-findings.ts'
import { labelsIn, without } from '../../box-join.ts'
import type { Sides } from '../../problem-findings.ts'
import { annotationFile, place } from '../../record-places.ts'
import { BOX_CODES, type BoxCode, type BoxFaults } from './lint.ts'

/** New boxes at fault that are put in order; what is beyond is only counted. */
const SORTED = 10_000

type More = 'further-invalid' | 'further-odd' | 'further-outlines'
const MORE: Readonly<Record<BoxCode, More>> = {
  'zero-area': 'further-invalid',
  'out-of-image': 'further-invalid',
  'repeated-box': 'further-odd',
  'tiny-box': 'further-odd',
  'crossed-outline': 'further-outlines',
  'intricate-outline': 'further-outlines',
}

/** Faults of head's boxes; old is one that base's image has as well, of the same class and with the same numbers. */
export function boxFindings(sides: Sides, head: BoxFaults, base: BoxFaults | null): Found<BoxCode | More>[] {
  return BOX_CODES.flatMap((code) => {
    const faulty = head[code]
    if (faulty.length === 0) return []
    const fresh = newOnes(sides, faulty, base?.[code] ?? [])
    const seen = new Map<string, number>()
    const told = fresh.slice(0, SORTED).map((box) => {
      const key = `${sides.head.path.get(sides.head.boxes!.image[box]!)} ${keyOf(sides.head, box)}`
      const nth = seen.get(key) ?? 0
      seen.set(key, nth + 1)
      return toFound(code, sides.head, box, nth === 0 ? key : `${key} ${nth}`)
    })
    const example = toFound(code, sides.head, faulty[0]!, code)
    return bounded(told, oldOnes(faulty.length - fresh.length, [example]), MORE[code], fresh.length - told.length)
  })
}

function newOnes(
  { base, head, match }: Sides,
  faulty: readonly number[],
  before: readonly number[],
): readonly number[] {
  if (!base?.boxes || !match || before.length === 0) return faulty
  const [ours, theirs] = [
    { of: head.boxes!, boxes: faulty },
    { of: base.boxes, boxes: before },
  ]
  return without(ours, theirs, (image) => match.headToBase[image]!, labelsIn(head, base))
}

/** What a box says, wherever it stands; classes by name, for their numbers may change. */
function keyOf(dataset: Dataset, box: number): string {
  const { xywh, shape } = dataset.boxes!
  const at = box * 4
  return `${classOf(dataset, box)} ${xywh[at]} ${xywh[at + 1]} ${xywh[at + 2]} ${xywh[at + 3]} ${shape[box]}`
}

function classOf({ boxes, classes }: Dataset, box: number): string {
  return classes[boxes!.label[box]!] ?? 'no class'
}

function toFound(code: BoxCode, head: Dataset, box: number, subject: string): Found<BoxCode> {
  const boxes = head.boxes!
  const row = boxes.image[box]!
  const [x, y, w, h] = boxes.xywh.subarray(box * 4, box * 4 + 4) as unknown as [number, number, number, number]
  const image = head.path.get(row)
  const at: [number, number, number, number] = [x, y, w, h]
  return {
    code,
    args: {
      class: classOf(head, box),
      image,
      box: at.map((value) => String(Number(value.toPrecision(6)))).join(' '),
      size: sizeOf(head, boxes, row),
    },
    about: [
      place(annotationFile(head, row), boxes.line[box]!, boxes.column[box]!),
      // The place of a box is drawn in pixels; what is no number is not drawn at all.
      { kind: 'image', side: 'head', id: image, ...(!boxes.normalised && at.every(Number.isFinite) && { box: at }) },
    ],
    age: 'new',
    count: 1,
    subject,
    basis: keyOf(head, box),
  }
}

function sizeOf({ width, height }: Dataset, { normalised }: Boxes, row: number): string {
  if (normalised) return '1 × 1'
  return width?.[row] && height?.[row] ? `${width[row]} × ${height[row]}` : 'unknown'
}
