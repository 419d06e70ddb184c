import { joinPath } from '#evidence/dataset/paths'
import { withClasses } from '../classes.ts'
import { below, judged, type Layout, type Recognised, type Rejected } from '../layout.ts'
import { type Folder, type Look, linesOf } from '../look.ts'
import { splitFolders, splitName } from '../split-names.ts'
import { NAMELESS_VALUES } from './masks.ts'

const LIST_LIMIT = 16 * 1024 * 1024
const MOST_ROOTS = 20
/** Beside folders of annotations that VOC calls otherwise. */
const IMAGES = ['images', 'Images', 'image']
/** Where the lists of splits lie, and what task they are for. */
const LISTS = [
  ['ImageSets/Main', 'detection'],
  ['ImageSets', 'detection'],
  ['ImageSets/Segmentation', 'semantic-segmentation'],
] as const

/** Pascal VOC: `Annotations`, `JPEGImages` and the lists of `ImageSets` in one folder. */
export async function voc(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const taken = new Set<Folder>()
  for (const [parent, splits] of splitFolders(look)) {
    const made = await inSplitFolders(look, parent, splits)
    if (made === null) continue
    for (const split of splits.values()) taken.add(split)
    if (typeof made === 'string') rejected.push({ path: parent.path || '.', why: made })
    else found.push(await withClasses(look, made))
  }
  for (const root of look.folders.values()) {
    if (found.length + rejected.length === MOST_ROOTS) {
      look.stop(`after ${MOST_ROOTS} folders like those of Pascal VOC`)
      break
    }
    const images = look.folders.get(joinPath(root.path, 'JPEGImages'))
    const isRoot = (images?.below ?? 0) > 0 && has(look, root, 'Annotations', 'SegmentationClass', 'ImageSets')
    const made = isRoot ? await read(look, root, images!) : taken.has(root) ? null : await otherwise(look, root)
    if (typeof made === 'string') rejected.push({ path: root.path || '.', why: made })
    else if (made) found.push(await withClasses(look, made))
  }
  return { found, rejected }
}

function has(look: Look, root: Folder, ...names: readonly string[]): boolean {
  return names.some((name) => look.folders.has(joinPath(root.path, name)))
}

async function read(look: Look, root: Folder, images: Folder): Promise<Layout | string> {
  const boxes = has(look, root, 'Annotations', 'annotations')
  if (!boxes && !has(look, root, 'SegmentationClass'))
    return 'Pascal VOC with neither XML in Annotations nor masks in SegmentationClass'
  for (const [folder, task] of boxes ? LISTS : LISTS.slice(-1)) {
    const lists = look.folders.get(joinPath(root.path, folder))
    const splits = lists ? listsOf(look, lists) : new Map<string, string>()
    const counts: Record<string, number | null> = {}
    const empty: string[] = []
    for (const [name, path] of [...splits]) {
      const count = await countOf(look, path)
      if (count !== 0) counts[name] = count
      else if (splits.delete(name)) empty.push(`the splits: ${path} is empty and is left out`)
    }
    if (splits.size === 0) continue
    if (judged(splits) === null) return `no list named test or val in ${JSON.stringify(folder)}: nothing to judge`
    const masks = task === 'detection' && has(look, root, 'SegmentationClass')
    return {
      format: 'voc',
      task,
      root: root.path,
      file: null,
      splits: Object.fromEntries([...splits].map(([name, path]) => [name, below(root.path, path)])),
      columns: {},
      classes: null,
      counts,
      guesses: [
        ...empty,
        ...(masks
          ? ['task: there are masks too; for semantic-segmentation name the lists of ImageSets/Segmentation in splits']
          : []),
        ...(boxes ? [] : [NAMELESS_VALUES]),
      ],
    }
  }
  const first = look.in(images, 'image', 1)[0] ?? ''
  const stem = first.slice(first.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')
  const where = `ImageSets/${boxes ? 'Main' : 'Segmentation'}`
  return `Pascal VOC without lists of its splits: write ${where}/train.txt and ${where}/test.txt with the stem of an image a line (${JSON.stringify(stem)})`
}

/** `train.txt`, `val.txt`, `test.txt`, or `trainval.txt` where there is no `train.txt`; lists of one class are passed over. */
function listsOf(look: Look, folder: Folder): Map<string, string> {
  const splits = new Map<string, string>()
  const all = new Map(
    look
      .in(folder, 'txt', Number.POSITIVE_INFINITY)
      .map((path) => [path.slice(folder.path.length + 1, -4).toLowerCase(), path]),
  )
  for (const [stem, path] of all) {
    const name = stem.includes('_') ? null : splitName(stem)
    if (name !== null && !splits.has(name)) splits.set(name, path)
  }
  const both = all.get('trainval')
  if (both !== undefined && !splits.has('train') && !splits.has('val')) splits.set('train', both)
  return splits
}

async function countOf(look: Look, path: string): Promise<number | null> {
  const bytes = await look.bytes(path, LIST_LIMIT)
  return bytes && linesOf(new TextDecoder().decode(bytes)).length
}

/** A folder a split, with the XML beside the images (Roboflow), or `images/train` beside `annotations/train`. */
async function inSplitFolders(
  look: Look,
  parent: Folder,
  splits: ReadonlyMap<string, Folder>,
): Promise<Layout | string | null> {
  const root = parent.name === 'images' ? parent.parent! : parent
  const kept = new Map<string, Folder>()
  for (const [name, split] of splits) {
    const inside = split.folders.find((folder) => folder.name === 'images')
    const images = inside ?? split
    const xml = inside ? joinPath(split.path, 'annotations') : joinPath(root.path, `annotations/${split.name}`)
    const folder = images.files.has('xml') ? images : look.folders.get(xml)
    if (folder && (await isVoc(look, folder))) kept.set(name, images)
  }
  if (kept.size === 0) return null
  if (judged(kept) === null) return 'Pascal VOC annotations, but no split named test or val: nothing to judge'
  return {
    format: 'voc',
    task: 'detection',
    root: root.path,
    file: null,
    splits: Object.fromEntries([...kept].map(([name, { path }]) => [name, below(root.path, path)])),
    columns: {},
    classes: null,
    counts: Object.fromEntries([...kept].map(([name, folder]) => [name, folder.below])),
    guesses: [],
  }
}

/** XML that no list and no folder puts into splits. */
async function otherwise(look: Look, folder: Folder): Promise<string | null> {
  if (!folder.files.has('xml') || folder.parent === null) return null
  const { path } = folder.parent
  const sibling = IMAGES.map((name) => look.folders.get(joinPath(path, name))).find((one) => one && one.below > 0)
  const beside = folder.files.has('image')
  if ((!beside && !sibling) || !(await isVoc(look, folder))) return null
  const where = beside ? 'beside the images' : `apart from the images in ${JSON.stringify(sibling!.path)}`
  return `Pascal VOC annotations ${where}, but neither lists nor folders of splits: move image and XML together to train/ and test/`
}

async function isVoc(look: Look, folder: Folder): Promise<boolean> {
  const [first] = look.in(folder, 'xml', 1)
  const head = first === undefined ? null : await look.head(first)
  return head !== null && /<annotation[\s>]/.test(head) && /<(object|bndbox|filename)[\s/>]/.test(head)
}
