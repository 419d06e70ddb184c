import { byCodePoint } from '#evidence/dataset/paths'
import { judged, type Layout, type Recognised, type Rejected } from '../layout.ts'
import type { Folder, Look } from '../look.ts'
import { splitFolders, splitName } from '../split-names.ts'

/** Parts of datasets of other kinds, never classes where images stand among them. */
const PARTS = new Set(['images', 'image', 'imgs', 'img', 'img_dir', 'jpegimages', 'leftimg8bit'])
const ANNOTATIONS = new Set([
  'labels',
  'masks',
  'annotations',
  'ann_dir',
  'gtfine',
  'segmentationclass',
  'segmentationobject',
  'gt',
])
const MOST_REJECTED = 20

/** Image folders: `split/class/image`. */
export async function imageFolders(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const groups = splitFolders(look)
  for (const [parent, splits] of groups) {
    if (isAnnotated(parent, splits)) continue
    const made = read(parent, splits)
    if (made === null) continue
    if (typeof made === 'string') rejected.push({ path: parent.path || '.', why: made, bare: true })
    else found.push(made)
  }
  if (found.length === 0) rejected.push(...otherwise(look, groups))
  return { found, rejected: rejected.slice(0, MOST_REJECTED) }
}

/** `images/train` beside `labels/train`, or these: what lies below is no class. */
function isAnnotated(parent: Folder, splits: ReadonlyMap<string, Folder>): boolean {
  if (ANNOTATIONS.has(parent.name.toLowerCase())) return true
  if (!PARTS.has(parent.name.toLowerCase())) return false
  const names = new Set([...splits.values()].map(({ name }) => name))
  const beside = parent.parent!.folders.filter(({ name }) => ANNOTATIONS.has(name.toLowerCase()))
  return beside.some(({ folders }) => folders.some(({ name }) => names.has(name)))
}

function read(parent: Folder, splits: ReadonlyMap<string, Folder>): Layout | string | null {
  const names = [...splits.values()].flatMap(({ folders }) =>
    folders.filter(({ below }) => below > 0).map(({ name }) => name),
  )
  const classes = [...new Set(names)].sort(byCodePoint)
  if (classes.length > 0 && classes.every((name) => splitName(name) !== null)) return null // the splits lie deeper
  const twice = [...splits.values()].flatMap(({ folders, name }) =>
    folders.filter((one) => one.below > 0 && splitName(one.name) === splitName(name)),
  )
  if (twice.length > 0)
    return `${JSON.stringify(twice[0]!.path)} is a split within itself, as archives leave it, and no class: move what lies in it one folder up`
  const parts = classes.filter((name) => PARTS.has(name.toLowerCase()))
  if (parts.length > 0 || (classes.length > 0 && classes.every((name) => ANNOTATIONS.has(name.toLowerCase()))))
    return `${classes.slice(0, 5).join(', ')} below its splits are parts of a dataset, not classes, and no annotations that can be read were found with them`
  if (classes.length === 0)
    return 'images right in the folders of its splits: no class folders, and no annotations or manifest that can be read'
  if (classes.length === 1) return `only one folder below its splits (${classes[0]}): no classes to tell apart`
  if (judged(splits) === null) return 'no split named test or val: nothing to judge'
  const loose = [...splits.values()].filter(({ files }) => files.has('image')).map(({ name }) => name)
  return {
    format: 'folder',
    task: 'classification',
    root: parent.path,
    file: null,
    splits: Object.fromEntries([...splits].map(([name, folder]) => [name, folder.name])),
    columns: {},
    classes,
    counts: Object.fromEntries([...splits].map(([name, { below }]) => [name, below])),
    guesses: loose.length > 0 ? [`the classes: images right in ${loose.join(', ')} have none`] : [],
  }
}

/** Classes above the splits, or without any. */
function otherwise(look: Look, groups: ReadonlyMap<Folder, unknown>): Rejected[] {
  const rejected: Rejected[] = []
  for (const folder of look.folders.values()) {
    const holders = folder.folders.filter((child) => groups.has(child) && splitName(child.name) === null)
    if (holders.length > 1) {
      const why = `splits below each class (${holders[0]!.name}/…): move the images to train/${holders[0]!.name} and test/${holders[0]!.name}, or list them in train.txt and test.txt`
      rejected.push({ path: folder.path || '.', why, bare: true })
    }
    const classes = folder.folders.filter((one) => imagesIn(one) >= 5 && isClass(one.name))
    if (classes.length > 1 && !groups.has(folder)) {
      const image = look.in(classes[0]!, 'image', 1)[0]!
      const line = image.slice(folder.path === '' ? 0 : folder.path.length + 1)
      const why = `folders of images, classes perhaps, but no splits: move them into train/ and test/, or write lists train.txt and test.txt there with ${JSON.stringify(line)} a line`
      rejected.push({ path: folder.path || '.', why, bare: true })
    }
  }
  return rejected
}

/** What to say where nothing else is to be said. */
export function fullestFolder(look: Look): Rejected[] {
  const [folder] = [...look.folders.values()].sort((a, b) => imagesIn(b) - imagesIn(a))
  if (!folder || imagesIn(folder) === 0) return []
  const n = imagesIn(folder)
  const why = `${n} ${n === 1 ? 'image' : 'images'}, but neither splits nor annotations that can be read`
  return [{ path: folder.path || '.', why }]
}
function imagesIn({ files }: Folder): number {
  return files.get('image')?.length ?? 0
}
function isClass(name: string): boolean {
  return splitName(name) === null && !PARTS.has(name.toLowerCase()) && !ANNOTATIONS.has(name.toLowerCase())
}
