import { Contents } from '#contract/table'
import type { CocoFile } from '#formats/coco/types'
import type { ShapeHash } from '#formats/shape-hash'
import type { TreeContents } from './contents.ts'
import { folderOf, joinPath, normalPath } from './paths.ts'
import { type Problems, quoted } from './problems.ts'

const PANOPTIC = 4

/** The PNG with the segments of each image of a panoptic file. */
export interface PanopticMasks {
  /** Repository path, `''` where there is none. */
  readonly path: readonly string[]
  readonly content: Contents
}

/** PNGs lie in the folder that is named like the JSON, beside it, or directly beside it. */
export function panopticMasks(
  { panoptic, images }: CocoFile,
  path: string,
  tree: TreeContents,
  problems: Problems,
): PanopticMasks | null {
  if (panoptic === null) return null
  const folders = [path.replace(/\.json$/i, ''), folderOf(path)]
  const content = Contents.empty(images.rows)
  const paths = panoptic.map((name, image) => {
    const below = normalPath(name)
    for (const folder of below === null ? [] : folders) {
      const mask = joinPath(folder, below!)
      const file = tree.findText(mask)
      if (file < 0) continue
      tree.copy(file, content, image)
      return mask
    }
    const text =
      name === ''
        ? `${quoted(images.fileName.get(image))} has no segments`
        : `its segments ${quoted(name)} are not in the commit`
    problems.add('missing-file', path, images.line[image]!, text, { column: images.column[image]! })
    return ''
  })
  return { path: paths, content }
}

/** What a segment is beyond its box: its id in the picture of segments, and which picture that is. */
export function segmentShape(hash: ShapeHash, content: Contents, image: number, id: number): number {
  hash.begin(PANOPTIC)
  hash.add(id)
  const { hashes } = content
  for (let at = image * 32; at < image * 32 + 32; at += 4)
    hash.add((hashes[at]! << 24) | (hashes[at + 1]! << 16) | (hashes[at + 2]! << 8) | hashes[at + 3]!)
  return hash.end()
}
