import { readMasksDataset } from '#evidence/dataset/masks'
import { baseName, folderOf, joinPath, stemOf } from '#evidence/dataset/paths'
import { valuesOf } from '../classes.ts'
import { below, judged, type Layout, type Recognised, type Rejected } from '../layout.ts'
import type { Folder, Look } from '../look.ts'
import { placementOf } from '../placement.ts'
import { splitFolders, splitName } from '../split-names.ts'

/** What folders of masks are called; whether they are, the reader says. */
const MASKS = /mask|label|ann|gt|seg|truth/i
/** Folders of images within that of a split, or around those of the splits. */
const IMAGES = /^(images?|imgs?|img_dir|jpegimages|leftimg8bit)$/i
export const NAMELESS_VALUES = 'classes: the values of the masks have no names; give them in data.classes'
const AMONG = '_mask.png'
/** Each costs an index of its files. */
const MOST_TRIED = 20

/** Semantic masks: an image a mask, of the same stem, in sibling folders above or below those of the splits. */
export async function masks(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const siblings = new MaskSiblings()
  let tried = 0
  for (const [parent, splits] of splitFolders(look)) {
    const above = siblings.of(parent) !== null
    const root = above ? parent.parent! : parent
    const places = new Map<string, Folder>()
    for (const [name, split] of splits)
      places.set(name, split.folders.find((folder) => IMAGES.test(folder.name)) ?? split)
    const plausible = [...places.values()].some(
      (images) => above || siblings.of(images) !== null || hasMasksAmong(look, images),
    )
    if (!plausible || MASKS.test(parent.name) || tried++ >= MOST_TRIED) continue
    const made = await read(look, root, places)
    if (typeof made === 'string') rejected.push({ path: root.path || '.', why: made })
    else if (made) found.push(made)
  }
  for (const folder of look.folders.values()) {
    const target = IMAGES.test(folder.name) && folder.files.has('image') ? siblings.of(folder) : null
    if (target === null || splitName(folder.parent!.name) !== null || tried++ >= MOST_TRIED) continue
    if ((await read(look, folder.parent!, new Map([['test', folder]]))) === null) continue
    const why = `images with masks in ${JSON.stringify(target.path)}, but no folder a split: move them to ${folder.name}/train and ${folder.name}/test, the masks to ${target.name}/train and ${target.name}/test`
    rejected.push({ path: folder.path, why, bare: true })
  }
  const told = new Set(rejected.map(({ path }) => folderOf(path)))
  for (const folder of found.length > 0 ? [] : look.folders.values()) {
    const images = MASKS.test(folder.name) && folder.files.has('image') ? imagesOf(look, folder) : null
    if (images === null || told.has(folderOf(images)) || rejected.length >= MOST_TRIED) continue
    told.add(folderOf(images))
    const why = `the pictures in ${JSON.stringify(folder.path)} are named like masks of these, but neither folders nor names are such as are paired: move the images to images/train and images/test, the masks to masks/train and masks/test, each mask with the name of its image`
    rejected.push({ path: images, why, bare: true })
  }
  return { found, rejected }
}

/** `a_mask.png` beside `a.jpg`. */
function hasMasksAmong(look: Look, folder: Folder): boolean {
  const stems = look.in(folder, 'image').filter((path) => path.endsWith(AMONG))
  return stems.some((path) => look.names.has(path.slice(0, -AMONG.length)))
}

/** The folder beside this one that has an image for its first picture, whose name may have an ending (`a_mask`). */
function imagesOf(look: Look, folder: Folder): string | null {
  const [first] = look.in(folder, 'image', 1)
  if (first === undefined) return null
  const stem = stemOf(baseName(first))
  const names = [stem, stem.replace(/[_-][a-z]+$/i, '')]
  const beside = folder.parent?.folders.filter((one) => one.files.has('image') && !MASKS.test(one.name)) ?? []
  const found = beside
    .slice(0, MOST_TRIED)
    .find(({ path }) => names.some((name) => look.names.has(joinPath(path, name))))
  return found?.path ?? null
}

/** A folder of pictures beside this one that is called as masks are. */
class MaskSiblings {
  /** By the folder around them: there may be many beside each other. */
  readonly #named = new Map<Folder, Folder[]>()

  of({ parent, name }: Folder): Folder | null {
    if (parent === null) return null
    const named = this.#named.get(parent) ?? parent.folders.filter((one) => one.below > 0 && MASKS.test(one.name))
    this.#named.set(parent, named)
    // `trainannot` has masks of `train`, not of `val`.
    return named.find((one) => one.name !== name && (splitName(name) === null || one.name.startsWith(name))) ?? null
  }
}

/** What the reader makes of it; null when most images have no mask. */
async function read(look: Look, root: Folder, places: ReadonlyMap<string, Folder>): Promise<Layout | string | null> {
  const layout: Layout = {
    format: 'masks',
    task: 'semantic-segmentation',
    root: root.path,
    file: null,
    splits: Object.fromEntries([...places].map(([name, folder]) => [name, below(root.path, folder.path)])),
    columns: {},
    classes: null,
    counts: {},
    guesses: [NAMELESS_VALUES],
  }
  const data = await readMasksDataset(placementOf(layout), look.tree)
  const { split, annotations, rows } = data
  const counts = new Map<string, { images: number; masks: number }>()
  for (const name of split.values) counts.set(name, { images: 0, masks: 0 })
  for (let row = 0; row < rows; row++) {
    const count = counts.get(split.values[split.codes[row]!]!)!
    count.images++
    if (annotations && annotations.ends[row]! > annotations.start(row)) count.masks++
  }
  const kept = new Map([...counts].filter(([, { images, masks }]) => masks * 2 > images))
  if (kept.size === 0) return null
  if (judged(kept) === null) return 'images with masks, but of no split named test or val: nothing to judge'
  const without = [...counts.keys()].filter((name) => !kept.has(name))
  return {
    ...layout,
    values: await valuesOf(look, data),
    splits: Object.fromEntries([...kept.keys()].map((name) => [name, layout.splits[name]!])),
    counts: Object.fromEntries([...kept].map(([name, { images }]) => [name, images])),
    guesses: [
      ...layout.guesses,
      ...without.map((name) => `the splits: ${joinPath(root.path, layout.splits[name]!)} has no masks and is left out`),
    ],
  }
}
