import type { DataPlacement } from '#contract/config'
import type { Tree } from '#contract/ports'
import { ShapeHash } from '#formats/shape-hash'
import { readVoc } from '#formats/voc'
import { readAnnotatedImages } from './annotated-images.ts'
import { AnnotationFiles } from './annotation-files.ts'
import { listRoot, mustBeInGit, TreeContents } from './contents.ts'
import { ImageRows } from './image-rows.ts'
import { masksDataset } from './masks.ts'
import { joinPath } from './paths.ts'
import { Problems } from './problems.ts'
import type { Dataset } from './types.ts'
import { VocImages } from './voc-images.ts'

/** Some thousand objects. */
const XML_LIMIT = 1024 * 1024

/** List or folder of each split, in the order of the configuration. */
export function vocSplits({ root, splits }: DataPlacement): string[] {
  return Object.values(splits).map((place) => joinPath(root, place))
}

/**
 * Pascal VOC: lists of names (`ImageSets/Main/train.txt`) for images in JPEGImages and XML in Annotations, or folders of
 * images with the XML beside them. Boxes are as the XML has them; `difficult` ones are `crowd`; the masks of
 * SegmentationObject and SegmentationClass, where an image has them, are the shape of its boxes. Where there is no XML at
 * all, the mask of SegmentationClass is the annotation, as in the format `masks`.
 */
export async function readVocDataset(placement: DataPlacement, tree: Tree): Promise<Dataset> {
  mustBeInGit(placement)
  const problems = new Problems()
  const contents = new TreeContents(await listRoot(placement, tree))
  const images = new ImageRows(contents, problems)
  const files = new AnnotationFiles(contents)
  const masksOnly = hasMasksOnly(placement.root, contents)
  await new VocImages(placement.root, tree, contents, images, problems, masksOnly).add(vocSplits(placement), files)
  if (masksOnly) return masksDataset(placement, tree, images, problems)
  const shapeOf = maskShapes(placement.root, contents)
  const format = { limit: XML_LIMIT, nameField: '<filename>', read: readVoc, shapeOf }
  return readAnnotatedImages({ placement, tree, images, files, problems }, format)
}

/** Segmentation without boxes: an image's mask of classes is all that is said of it. */
function hasMasksOnly(root: string, contents: TreeContents): boolean {
  const has = (name: string) => contents.has(joinPath(root, name))
  return has('SegmentationClass') && !has('Annotations') && !has('annotations')
}

/** Names the masks of an image by their content, 0 when it has none. */
function maskShapes(root: string, contents: TreeContents): (stem: string) => number {
  const { content } = contents.files
  const folders = ['SegmentationObject', 'SegmentationClass']
    .map((name) => joinPath(root, name))
    .filter((folder) => contents.has(folder))
  const hash = new ShapeHash()
  return (stem) => {
    const rows = folders.map((folder) => contents.findText(`${folder}/${stem}.png`)).filter((row) => row >= 0)
    if (rows.length === 0) return 0
    hash.begin(rows.length)
    for (const row of rows) for (const byte of content.hash(row)) hash.add(byte)
    return hash.end()
  }
}
