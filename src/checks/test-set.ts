import { hashBytes, mix } from '#contract/byte-index'
import type { Dataset } from '#evidence/dataset/types'
import type { Judgement } from '#evidence/judgement/types'
import { addImage, BEGIN, hashText, hex } from './split-version.ts'

/**
 * Names the images that both models are judged on, by content and label, whatever their order and paths: 16 hex digits,
 * a multiset hash of 64 bits as `splitVersions` makes it. For finding comparisons on the same images, not for proving it.
 */
export function testSetOf({ headRow, truth }: Judgement, { content: { hashes } }: Dataset): string {
  const sums = new Int32Array(2)
  const labels = new Map([...new Set(truth)].map((label) => [label, hashText(label)]))
  for (const [at, row] of headRow.entries()) {
    const [start, end] = [row * 32, row * 32 + 32]
    const hash = mix(hashBytes(hashes, start, end, BEGIN) ^ labels.get(truth[at]!)!)
    addImage(sums, hash, hashBytes(hashes, start, end, hash))
  }
  return hex(sums)
}
