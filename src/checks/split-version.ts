import { hashBytes, mix } from '#contract/byte-index'
import type { Dataset } from '#evidence/dataset/types'
import { boxesByImage } from './boxes-by-image.ts'
import { masksOf } from './masks.ts'

/** The same in every run: versions are compared between runs. */
export const BEGIN = 0x811c9dc5
const encoder = new TextEncoder()
const number = new Float64Array(1)
const bits = new Int32Array(number.buffer)

/**
 * Names what each split holds, whatever the order of its rows and wherever its files lie: 16 hex digits over the content
 * ids, classes, annotations and masks of its images, added up (a multiset hash of 64 bits). For telling versions apart, not for
 * proving that two are equal. An image without content id counts by its path.
 */
export function splitVersions(dataset: Dataset): Map<string, string> {
  const { content, label, split, path, boxes } = dataset
  const sums = split.values.map(() => new Int32Array(2))
  const classes = dataset.classes.map(hashText)
  const labels = label.values.map(hashText)
  const { starts, order } = boxesByImage(boxes, dataset.rows)
  const masks = masksOf(dataset)
  for (let row = 0; row < dataset.rows; row++) {
    const of = sums[split.codes[row]!]
    if (!of) continue
    const known = content.kinds[row] !== 0
    const bytes = known ? content.hashes : path.pool
    const [start, end] = known ? [row * 32, row * 32 + 32] : [path.start(row), path.ends[row]!]
    const code = label.codes[row]!
    let hash = mix(hashBytes(bytes, start, end, BEGIN) ^ (code < 0 ? 0 : labels[code]!))
    let second = hashBytes(bytes, start, end, hash)
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const box = hashBox(dataset, order[at]!, classes)
      hash = (hash + box) | 0
      second = (second + mix(box ^ 0x9e3779b9)) | 0
    }
    if (masks && masks.kinds[row] !== 0) {
      hash = hashBytes(masks.hashes, row * 32, row * 32 + 32, hash)
      second = hashBytes(masks.hashes, row * 32, row * 32 + 32, second)
    }
    addImage(of, hash, second)
  }
  return new Map(split.values.map((name, index) => [name, hex(sums[index]!)]))
}

/** Sums do not know the order of what was added. */
export function addImage(sums: Int32Array, hash: number, second: number): void {
  sums[0] = (sums[0]! + mix(hash)) | 0
  sums[1] = (sums[1]! + mix(second ^ hash)) | 0
}

function hashBox({ boxes }: Dataset, box: number, classes: readonly number[]): number {
  const { xywh, crowd, label, shape } = boxes!
  const code = label[box]!
  let hash = mix((code < 0 ? 0 : classes[code]!) ^ crowd[box]!)
  for (let i = 0; i < 4; i++) hash = add(hash, xywh[box * 4 + i]!)
  return add(hash, shape[box]!)
}
function add(hash: number, value: number): number {
  number[0] = value + 0
  return mix(mix(hash ^ bits[0]!) ^ bits[1]!)
}
export function hashText(text: string): number {
  const bytes = encoder.encode(text)
  return hashBytes(bytes, 0, bytes.length, BEGIN)
}
export function hex(words: Int32Array): string {
  return [...words].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
