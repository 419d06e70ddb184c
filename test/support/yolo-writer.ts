import type { MemoryFile } from './memory-tree.ts'

export interface YoloImage {
  /** Below the folder of the images, with `/` and extension. */
  readonly name: string
  readonly split: string
  /** Each label is its class and its numbers; null: no label file. */
  readonly labels: readonly (readonly number[])[] | null
}

/** A dataset as Ultralytics wants it: data.yaml, images/SPLIT, labels/SPLIT, below `root`. */
export function yoloFiles(
  names: readonly string[],
  images: readonly YoloImage[],
  { root = 'data', keys = '' } = {},
): Map<string, MemoryFile> {
  const splits = [...new Set(images.map((image) => image.split))]
  const paths = splits.map((split) => `${split}: images/${split}\n`).join('')
  const files = new Map<string, MemoryFile>()
  files.set(`${root}/data.yaml`, `${paths}names: ${JSON.stringify(names)}\n${keys}`)
  for (const { name, split, labels } of images) {
    files.set(`${root}/images/${split}/${name}`, `pixels of ${name}`)
    if (labels === null) continue
    const stem = name.replace(/\.[^./]*$/, '')
    files.set(`${root}/labels/${split}/${stem}.txt`, labels.map((label) => `${label.join(' ')}\n`).join(''))
  }
  return files
}
