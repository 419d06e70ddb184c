import type { Boxes } from '#evidence/dataset/types'

/** Boxes of each image in the order of the file: those of `image` are `order[starts[image]] … order[starts[image + 1] − 1]`. */
export interface BoxesByImage {
  readonly starts: Int32Array
  readonly order: Int32Array
}

/** One counting sort: no object an image. */
export function boxesByImage(boxes: Boxes | null, images: number): BoxesByImage {
  const rows = boxes?.rows ?? 0
  const starts = new Int32Array(images + 1)
  for (let box = 0; box < rows; box++) starts[boxes!.image[box]! + 1]!++
  for (let image = 0; image < images; image++) starts[image + 1]! += starts[image]!
  const next = starts.slice()
  const order = new Int32Array(rows)
  for (let box = 0; box < rows; box++) order[next[boxes!.image[box]!]!++] = box
  return { starts, order }
}
