import type { Task } from '#contract/config'
import { folderOf, joinPath, resolvePath } from '#evidence/dataset/paths'
import { yoloRoots } from '#evidence/dataset/yolo-images'
import { readYoloData, YOLO_DATA_LIMIT, type YoloData } from '#formats/yolo-data'
import { below, judged, type Layout, type Recognised, type Rejected } from '../layout.ts'
import { type Folder, type Look, linesOf } from '../look.ts'
import { imagesElsewhere, reasonOf } from '../reason.ts'
import { commonFolder, splitFolders, splitName } from '../split-names.ts'

const LIST_LIMIT = 64 * 1024 * 1024
/** Label files that are opened. */
const SAMPLE = 8
/** Images for which a label file is looked for. */
const MOST_IMAGES = 1000

/** YOLO by its data.yaml, whatever it is called and wherever it lies. */
export async function yolo(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const heads = await look.heads(look.candidates('yaml', 'yml'))
  for (const [path, head] of heads) {
    if (!/^["']?(names|nc)["']?\s*:/m.test(head) || !/^["']?(train|val|validation|test)["']?\s*:/im.test(head)) continue
    const made = await read(look, path).catch((error: unknown) => reasonOf(error, path))
    if (typeof made === 'string') rejected.push({ path, why: made })
    else found.push(made)
  }
  const bare = await withoutYaml(look, found)
  const refused = new Set(rejected.map(({ path }) => folderOf(path) || '.'))
  return { found, rejected: [...rejected, ...bare.filter(({ path }) => !refused.has(path))] }
}

async function read(look: Look, path: string): Promise<Layout | string> {
  const bytes = await look.bytes(path, YOLO_DATA_LIMIT)
  if (bytes === null) return 'too large for a data.yaml, or not on this machine'
  const data = readYoloData(bytes, path)
  const places = new Map<string, string[]>()
  const unlabelled: string[] = []
  let missing = ''
  const keys = new Map<string, string>()
  for (const name of ['train', 'val', 'test']) {
    const key = [name, ...data.splits.keys()].find((one) => data.splits.has(one) && splitName(one) === name)
    const entries = data.splits.get(key ?? '')
    if (!entries) continue
    keys.set(name, key!)
    const there = placesOf(
      look,
      path,
      data,
      entries.map(({ text }) => text),
    )
    const nowhere = await imagesMissing(look, there, folderOf(path))
    if (nowhere !== null) missing ||= nowhere
    else if (there.length > 0 && (await isUnlabelled(look, there, folderOf(path))))
      unlabelled.push(
        `the splits: no label file was found for the images of \`${name}: ${entries[0]!.text}\`; it is left out`,
      )
    else if (there.length > 0) places.set(name, there)
    else
      missing ||= `\`${name}: ${entries[0]!.text}\` is neither a folder of images nor a list in the repository${wayOut(path, data)}`
  }
  const gate = judged(places)
  if (gate === null)
    return missing || unlabelled[0] || 'neither `val` nor `test`: nothing to judge; give one of them images of its own'
  const counts: Record<string, number | null> = {}
  const needed = [path]
  const judgedImages: string[] = []
  for (const [name, there] of places) {
    let images: number | null = 0
    for (const place of there) {
      const one = await imagesAt(look, place, folderOf(path))
      needed.push(place, ...one.folders)
      if (name === gate) judgedImages.push(...one.first)
      images = images === null || one.count === null ? null : images + one.count
    }
    counts[name] = images
  }
  const root = commonFolder(needed)
  const labels = await looksOf(look, judgedImages.slice(0, SAMPLE))
  const task = data.keypoints ? 'keypoints' : labels.task
  return {
    format: 'yolo',
    task,
    root,
    file: below(root, path),
    splits: Object.fromEntries([...places.keys()].map((name) => [name, keys.get(name)!])),
    columns: {},
    classes: data.names.map(({ text }) => text),
    counts,
    guesses: [
      ...unlabelled,
      ...(missing ? [`the splits: ${missing}; it is left out`] : []),
      ...(data.keypoints ? [] : labels.guesses),
    ],
  }
}

/** Many such files name a folder of the machine that they were written on. */
function wayOut(file: string, { root }: YoloData): string {
  if (root === null || resolvePath(folderOf(file), root.text) !== null) return ''
  return `: \`path: ${root.text}\` leads out of it; write the path as seen from this file, or none`
}

/** Folders and lists of a split that are there, where the evidence looks for them, or beside the file. */
function placesOf(look: Look, file: string, { root }: YoloData, entries: readonly string[]): string[] {
  const beside = folderOf(file)
  const roots = [...yoloRoots(file, root?.text ?? null), beside]
  for (const base of roots) {
    if (base === null) continue
    const there = entries.flatMap((text) => {
      const tried = [text, ...(text.startsWith('../') ? [text.slice(3)] : [])].map((one) => resolvePath(base, one))
      return tried.find((one) => one !== null && isPlace(look, one)) ?? []
    })
    if (there.length > 0) return there
  }
  return []
}
function isPlace(look: Look, path: string): boolean {
  return (look.folders.get(path)?.below ?? 0) > 0 || (/\.txt$/i.test(path) && look.row(path) >= 0)
}

/** Images of a folder or a list, the first of them, and where they and their labels lie: the root must hold all of it. */
async function imagesAt(
  look: Look,
  place: string,
  beside: string,
  most = SAMPLE,
): Promise<{ count: number | null; folders: string[]; first: string[] }> {
  const folder = look.folders.get(place)
  if (folder) return { count: folder.below, folders: [`${aboveImages(place)}/`], first: look.images(folder, most) }
  const bytes = await look.bytes(place, LIST_LIMIT)
  if (!bytes) return { count: null, folders: [], first: [] }
  const lines = linesOf(new TextDecoder().decode(bytes))
  const first = lines.slice(0, most).flatMap((line) => {
    const tried = [folderOf(place), beside, ''].map((base) => resolvePath(base, line))
    return tried.find((path) => path !== null && look.has(path)) ?? []
  })
  return { count: lines.length, folders: first.slice(0, 1).map((one) => `${aboveImages(folderOf(one))}/`), first }
}

/** Why a list is of no use: none of its first images is there. */
async function imagesMissing(look: Look, places: readonly string[], beside: string): Promise<string | null> {
  for (const place of places) {
    if (look.folders.has(place) || (await imagesAt(look, place, beside)).first.length > 0) continue
    const [line] = linesOf((await look.head(place)) ?? '')
    if (line !== undefined) return `${place}: ${imagesElsewhere(look, line)}`
  }
  return null
}

/** Not one label file for the first images of its folders: what is published to be predicted, not to be judged by. */
async function isUnlabelled(look: Look, places: readonly string[], beside: string): Promise<boolean> {
  for (const place of places) {
    const { first } = await imagesAt(look, place, beside, MOST_IMAGES)
    if (first.length === 0 || first.some((image) => look.row(labelOf(image)) >= 0)) return false
  }
  return true
}

/** Label files lie in `labels` beside `images`. */
function aboveImages(place: string): string {
  const parts = place.split('/')
  const at = parts.lastIndexOf('images')
  return at < 0 ? place : parts.slice(0, at).join('/')
}

/** What the first label files hold: five numbers a line are boxes, more are outlines, nine on every line turned boxes. */
async function looksOf(look: Look, images: readonly string[]): Promise<{ task: Task; guesses: string[] }> {
  const lines = [...(await look.heads(images.map(labelOf))).values()].flatMap(linesOf)
  const widths = lines.map((line) => line.split(/\s+/).length).filter((width) => width >= 5)
  if (widths.length > 0 && widths.every((width) => width === 9))
    return {
      task: 'detection',
      guesses: [
        'task: four corners a line are taken for turned boxes; write instance-segmentation if they are outlines',
      ],
    }
  if (widths.filter((width) => width > 5).length * 2 > widths.length)
    return {
      task: 'instance-segmentation',
      guesses: ['task: the label files hold outlines; write detection to compare boxes only'],
    }
  return {
    task: 'detection',
    guesses: widths.length > 0 ? [] : ['task: none of the first images has a label file with boxes'],
  }
}
function labelOf(image: string): string {
  const parts = image.replace(/\.[^.]*$/, '.txt').split('/')
  const at = parts.lastIndexOf('images', parts.length - 2)
  if (at >= 0) parts[at] = 'labels'
  return parts.join('/')
}

/** Images with label files that no data.yaml describes: in folders of splits, else in any folder. */
async function withoutYaml(look: Look, found: readonly Layout[]): Promise<Rejected[]> {
  const rejected: Rejected[] = []
  const told = (folder: Folder) =>
    [...found.map(({ root }) => root), ...rejected.map(({ path }) => (path === '.' ? '' : path))].some(
      (root) => root === '' || `${folder.path}/`.startsWith(`${root}/`),
    )
  for (const [parent, splits] of splitFolders(look)) {
    const [folder] = splits.values()
    if (told(parent) || !(await isLabelled(look, folder!))) continue
    const root = parent.name === 'images' ? parent.parent! : parent
    rejected.push(
      bare(
        root,
        [...splits].map(([name, one]) => `${name}: ${imagesOf(root, one)}`),
      ),
    )
    if (rejected.length === SAMPLE) return rejected
  }
  const folders = [...look.folders.values()].filter((folder) => folder.files.has('image') && !told(folder))
  for (const folder of folders.slice(0, SAMPLE)) {
    if (told(folder) || !(await isLabelled(look, folder))) continue
    const root = folder.name === 'images' && folder.parent ? folder.parent : folder
    rejected.push(bare(root, ['train: train.txt', 'val: val.txt'], ' (lists of images)'))
  }
  return rejected
}
async function isLabelled(look: Look, folder: Folder): Promise<boolean> {
  const heads = await look.heads(look.images(folder, SAMPLE).map(labelOf))
  const [line] = [...heads.values()].flatMap(linesOf)
  return line !== undefined && /^\d+(\s+[\d.eE+-]+){4,}$/.test(line)
}
function bare(root: Folder, places: readonly string[], what = ''): Rejected {
  const why = `label files as YOLO has them, but no data.yaml that tells splits and class names: write ${JSON.stringify(joinPath(root.path, 'data.yaml'))} with \`path: .\`, \`${places.join('`, `')}\`${what} and \`names: [first, second, …]\``
  return { path: root.path || '.', why }
}
function imagesOf(root: Folder, split: Folder): string {
  const inside = split.folders.find(({ name }) => name === 'images')
  return below(root.path, (inside ?? split).path)
}
