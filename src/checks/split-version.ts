import { hashBytes, mix } from '#contract/byte-index'
import type { Dataset } from '#evidence/dataset/types'
import { wordsOf } from './box-join.ts'

const encoder = new TextEncoder()
const SEEDS = [0x811c9dc5, 0x2545f491] as const

/**
 * 16 hex digits that name what is in a split: bytes of its images (their path where nothing names the bytes), labels and
 * annotations, in any order and under any name of file. It tells versions apart and proves nothing: it is no
 * cryptographic digest.
 */
export function splitVersion(data: Dataset, split: string): string {
  return SEEDS.map((seed) => (sum(data, split, seed) >>> 0).toString(16).padStart(8, '0')).join('')
}

function sum(data: Dataset, split: string, seed: number): number {
  const { content, path, label } = data
  const gate = data.split.values.indexOf(split)
  const classes = Int32Array.from(data.classes, (name) => hashText(name, seed))
  const annotations = boxSums(data, classes, seed)
  let total = 0
  for (let row = 0; row < data.rows; row++) {
    if (data.split.codes[row] !== gate) continue
    const bytes =
      content.kinds[row] === 0
        ? hashBytes(path.pool, path.start(row), path.ends[row]!, seed)
        : hashBytes(content.hashes, row * 32, row * 32 + 32, seed)
    const code = label.codes[row]!
    const said = code < 0 ? 0 : classes[code]!
    total = (total + mix(mix(bytes ^ said) ^ (annotations?.[row] ?? 0))) | 0
  }
  return total
}

/** One number an image for all its annotations. */
function boxSums({ boxes, rows }: Dataset, classes: Int32Array, seed: number): Int32Array | null {
  if (!boxes) return null
  const sums = new Int32Array(rows)
  const words = wordsOf(boxes)
  const shapes = new Int32Array(boxes.shape.buffer, boxes.shape.byteOffset, boxes.rows * 2)
  for (let box = 0; box < boxes.rows; box++) {
    let hash = mix(seed ^ (classes[boxes.label[box]!] ?? 0) ^ boxes.crowd[box]!)
    for (let word = box * 8; word < box * 8 + 8; word++) hash = mix(hash ^ words[word]!)
    hash = mix(mix(hash ^ shapes[box * 2]!) ^ shapes[box * 2 + 1]!)
    sums[boxes.image[box]!]! += hash
  }
  return sums
}

function hashText(text: string, seed: number): number {
  const bytes = encoder.encode(text)
  return hashBytes(bytes, 0, bytes.length, seed)
}
