import type { DataPlacement } from '#contract/config'
import type { Tree } from '#contract/ports'
import { configuredClasses } from './classes.ts'
import { listRoot, mustBeInGit, TreeContents, tellLinks } from './contents.ts'
import { absent } from './draft.ts'
import { splitFolders } from './folder.ts'
import { ImageRows } from './image-rows.ts'
import { Problems, quoted } from './problems.ts'
import { type SiblingRule, Siblings } from './sibling.ts'
import type { Dataset } from './types.ts'

/** Where segmentation datasets keep the mask of an image; the first that is there is taken. */
const FOLDERS: readonly (readonly [images: string, masks: string])[] = [
  ['images', 'masks'],
  ['images', 'annotations'],
  ['images', 'labels'],
  ['images', 'mask'],
  ['images', 'gt'],
  ['image', 'mask'],
  ['image', 'label'],
  ['Images', 'Masks'],
  ['Images', 'Labels'],
  ['imgs', 'masks'],
  ['imgs', 'labels'],
  ['img', 'mask'],
  ['img', 'label'],
  ['img_dir', 'ann_dir'],
  ['JPEGImages', 'SegmentationClass'],
  ['train', 'trainannot'], // CamVid
  ['val', 'valannot'],
  ['test', 'testannot'],
  ['train', 'train_labels'],
  ['val', 'val_labels'],
  ['test', 'test_labels'],
  ['train', 'train_masks'],
]
const EXTENSIONS = ['.png', '_mask.png', '.bmp', '.tif', '.tiff', '.gif', '_mask.gif', '.PNG', '.webp', '.npy']
/** What their compression does to the numbers of classes. */
const LOSSY = ['.jpg', '_mask.jpg', '.jpeg']
const RULES: readonly SiblingRule[] = [
  ...['_gtFine_labelTrainIds.png', '_gtFine_labelIds.png', '_gtCoarse_labelIds.png'].map((extension) => ({
    folders: ['leftImg8bit', extension.slice(1, extension.indexOf('_', 1))] as const,
    strip: '_leftImg8bit',
    extension,
  })),
  ...[...EXTENSIONS, ...LOSSY].flatMap((extension) => FOLDERS.map((folders) => ({ folders, extension }))),
  { extension: '_mask.png' }, // beside the image
]

/**
 * Folders of images with a mask of classes each, in a sibling folder of the usual name. No mask is opened: its content id
 * is the annotation, so that a changed mask is a changed annotation.
 */
export async function readMasksDataset(placement: DataPlacement, tree: Tree): Promise<Dataset> {
  mustBeInGit(placement)
  const problems = new Problems()
  const contents = new TreeContents(await listRoot(placement, tree))
  const images = new ImageRows(contents, problems)
  const masks = new Masks(contents)
  for (const [split, folder] of splitFolders(placement).entries()) {
    const { path: listed } = contents.files
    const before = images.rows
    const pairs = [...contents.imagesBelow(folder)].map((image) => ({
      image,
      mask: masks.find(listed.pool, listed.start(image), listed.ends[image]!),
    }))
    const beside = new Set(pairs.map(({ mask }) => mask))
    const alone: string[] = []
    let lossy: (() => void) | null = null
    for (const { image, mask } of pairs) {
      if (beside.has(image)) continue // a mask that lies among the images
      const path = listed.get(image)
      const annotations = mask < 0 ? '' : listed.get(mask)
      images.add({ path, split, source: folder, line: 0, annotations })
      if (mask < 0) alone.push(path)
      if (!/\.jpe?g$/i.test(annotations)) continue
      lossy ??= problems.counter(
        'odd-annotation',
        annotations,
        0,
        'a mask in JPEG: compression blurs classes into others',
      )
      lossy()
    }
    tellLinks(folder, contents, problems)
    if (images.rows === before) problems.add('missing-file', folder, 0, 'the split has no image')
    else if (alone.length === images.rows - before) tellNone(folder, problems)
    else for (const path of alone) problems.add('missing-file', path, 0, `${quoted(path)} has no mask`)
  }
  return masksDataset(placement, tree, images, problems)
}

/** The masks of images are files, not boxes; what their values are called only the configuration can say. */
export async function masksDataset(
  placement: DataPlacement,
  tree: Tree,
  images: ImageRows,
  problems: Problems,
): Promise<Dataset> {
  const classes = (await configuredClasses(placement, tree)) ?? []
  return {
    ...images.build(Object.keys(placement.splits)),
    label: absent(images.rows, classes),
    columns: new Map(),
    boxes: null,
    classes,
    problems: problems.build(),
  }
}

function tellNone(folder: string, problems: Problems): void {
  const text = `no image of the split has a mask: they are looked for in ${FOLDERS.slice(0, 3)
    .map(([images, masks]) => `${masks}/ for ${images}/`)
    .join(', ')} and the like`
  problems.add('missing-file', folder, 0, text)
}

/** Finds the mask of an image. */
class Masks {
  readonly #rules: readonly Siblings[]
  constructor(contents: TreeContents) {
    const names = contents.folderNames()
    const possible = RULES.filter(({ folders }) => folders === undefined || names.has(folders[1]))
    this.#rules = possible.map((rule) => new Siblings(contents, rule))
  }

  /** Row of the listing, −1 when there is none. */
  find(bytes: Uint8Array, start: number, end: number): number {
    for (const rule of this.#rules) {
      const mask = rule.find(bytes, start, end)
      if (mask >= 0) return mask
    }
    return -1
  }
}
