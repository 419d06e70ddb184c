import type { JsonCursor } from '../json-cursor.ts'

/** Keys that are read; every other key is checked and read past. */
const NAMES = [
  'id',
  'image_id',
  'category_id',
  'bbox',
  'iscrowd',
  'segmentation',
  'keypoints',
  'num_keypoints',
  'area',
  'segments_info',
  'file_name',
  'coco_url',
  'width',
  'height',
  'name',
] as const
export type Key = (typeof NAMES)[number]

const BYTES = NAMES.map((name) => new TextEncoder().encode(name))
/** Candidates by length: at most three. */
const BY_LENGTH: number[][] = []
for (const [key, { length }] of BYTES.entries()) {
  BY_LENGTH[length] ??= []
  BY_LENGTH[length].push(key)
}

/** The key that the cursor has just read, null when it is none of ours. */
export function keyOf(cursor: JsonCursor): Key | null {
  if (cursor.escaped) return NAMES.find((name) => name === cursor.text()) ?? null
  const { data, textStart, textEnd } = cursor
  const length = textEnd - textStart
  const candidates = BY_LENGTH[length]
  if (!candidates) return null
  for (const key of candidates) {
    const bytes = BYTES[key]!
    let same = 0
    while (same < length && bytes[same] === data[textStart + same]) same++
    if (same === length) return NAMES[key]!
  }
  return null
}
