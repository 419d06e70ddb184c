import { joinPath } from '#evidence/dataset/paths'
import { below, judged, type Layout, type Recognised, type Rejected } from '../layout.ts'
import type { Folder, Look } from '../look.ts'
import { splitFolders, splitName } from '../split-names.ts'

/** Folder of images → folders of their masks beside it. */
const SIBLINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['images', ['masks', 'mask', 'labels', 'annotations', 'gt']],
  ['image', ['mask', 'masks', 'label']],
  ['imgs', ['masks']],
  ['img', ['masks', 'mask', 'ann']],
  ['img_dir', ['ann_dir']],
  ['leftImg8bit', ['gtFine']],
])
const SAMPLE = 20

/** Semantic masks: an image a mask, of the same stem, in sibling folders above or below those of the splits. */
export async function masks(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const taken = new Set<Folder>()
  for (const [parent, splits] of splitFolders(look)) {
    // images/train beside masks/train: the splits lie in `images`.
    const above = SIBLINGS.has(parent.name) ? siblingOf(look, parent) : null
    const places = new Map<string, Folder>()
    for (const [name, split] of splits) {
      const inside = split.folders.find((folder) => SIBLINGS.has(folder.name) && siblingOf(look, folder) !== null)
      const images = above ? split : inside
      const target = above ? look.folders.get(joinPath(above.path, split.name)) : inside && siblingOf(look, inside)
      if (images && target && paired(look, images, target)) places.set(name, images)
    }
    if (places.size === 0) continue
    for (const folder of places.values()) taken.add(folder)
    const root = above ? parent.parent! : parent
    if (judged(places) === null) {
      rejected.push({
        path: root.path || '.',
        why: 'images with masks, but no split named test or val: nothing to judge',
      })
      continue
    }
    found.push({
      format: 'masks',
      task: 'semantic-segmentation',
      root: root.path,
      file: null,
      splits: Object.fromEntries([...places].map(([name, folder]) => [name, below(root.path, folder.path)])),
      columns: {},
      classes: null,
      counts: Object.fromEntries([...places].map(([name, folder]) => [name, folder.below])),
      guesses: ['classes: the values of the masks have no names; give them in data.classes'],
    })
  }
  for (const folder of look.folders.values()) {
    const target = SIBLINGS.has(folder.name) && !inSplit(folder) ? siblingOf(look, folder) : null
    const flat = target !== null && folder.files.has('image') && paired(look, folder, target)
    if (!flat || taken.has(folder)) continue
    const why = `images with masks in ${JSON.stringify(target.path)}, but no folder a split: move them to ${folder.name}/train and ${folder.name}/test, the masks to ${target.name}/train and ${target.name}/test`
    rejected.push({ path: folder.path, why })
  }
  return { found, rejected: rejected.slice(0, SAMPLE) }
}

function inSplit(folder: Folder): boolean {
  return folder.parent !== null && splitName(folder.parent.name) !== null
}

function siblingOf(look: Look, images: Folder): Folder | null {
  for (const name of SIBLINGS.get(images.name) ?? []) {
    const folder = look.folders.get(joinPath(images.parent!.path, name))
    if (folder && folder.below > 0) return folder
  }
  return null
}

/** Whether most of the first images have a mask: a picture whose name is theirs, but for an ending like `_mask` or `_gtFine_labelIds`. */
function paired(look: Look, images: Folder, target: Folder): boolean {
  const first = look.images(images, SAMPLE)
  if (first.length === 0 || target.below === 0) return false
  const withMask = first.filter((path) => {
    const inside = path.slice(images.path.length + 1)
    const stem = inside.replace(/\.[^.]*$/, '').replace(/_(leftImg8bit|sat|image|img)$/, '')
    return ENDINGS.some((ending) => look.row(`${joinPath(target.path, stem)}${ending}`) >= 0)
  })
  return withMask.length * 2 > first.length
}
const SUFFIXES = [
  '',
  '_mask',
  '_seg',
  '_label',
  '_labels',
  '_labelTrainIds',
  '_gtFine_labelIds',
  '_gtFine_labelTrainIds',
]
const ENDINGS = SUFFIXES.flatMap((suffix) =>
  ['.png', '.bmp', '.tif', '.tiff', '.gif', '.jpg'].map((kind) => suffix + kind),
)
