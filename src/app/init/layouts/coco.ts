import type { Task } from '#contract/config'
import { imageFolders } from '#evidence/dataset/coco'
import { baseName, joinPath, normalPath } from '#evidence/dataset/paths'
import { CocoReader } from '#formats/coco/read'
import type { CocoFile } from '#formats/coco/types'
import { below, judged, type Layout, READ_LIMIT, type Recognised, type Rejected } from '../layout.ts'
import type { Look } from '../look.ts'
import { imagesElsewhere, reasonOf } from '../reason.ts'
import { foldersAbove, splitName, splitOfFile } from '../split-names.ts'
import { folderOfSplit, folderOfSplits, homeOf, isHome } from './home.ts'

/** Images whose files are looked for. */
const SAMPLE = 20
/** Datasets of a repository that are read: instances, keypoints and panoptic files of the same images are three. */
const MOST_GROUPS = 5

interface Found {
  readonly path: string
  readonly images: readonly string[]
  readonly count: number
  readonly classes: readonly string[]
  readonly task: Task
}

/** COCO JSON files told apart by `train`, `val`, `test` in their names or folders. */
export async function coco(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const heads = await look.heads(look.candidates('json'))
  const groups = new Map<string, string[]>()
  for (const [path, head] of heads)
    if (isCoco(head)) groups.set(groupOf(path), [...(groups.get(groupOf(path)) ?? []), path])
  if (groups.size > MOST_GROUPS) look.stop(`after ${MOST_GROUPS} of ${groups.size} datasets of COCO files`)
  for (const paths of [...groups.values()].slice(0, MOST_GROUPS)) {
    const splits = new Map<string, Found>()
    for (const path of paths) {
      const name = splitOfFile(path) ?? (paths.length === 1 ? 'test' : null)
      if (name === null || splits.has(name)) {
        const why = name === null ? 'its name tells no split (train, val, test)' : `a second file of the split ${name}`
        rejected.push({ path, why })
        continue
      }
      const file = await read(look, path)
      if (typeof file === 'string') rejected.push({ path, why: file })
      else splits.set(name, file)
    }
    if (splits.size > 0) place(look, splits, found, rejected)
  }
  return { found, rejected }
}

/** Lists of images with their file names, or annotations that name images; results and LabelMe files are neither. */
function isCoco(head: string): boolean {
  if (!/^[\s\ufeff]*\{/.test(head) || /"imagePath"|"shapes"\s*:/.test(head)) return false
  if (/"images"\s*:\s*\[/.test(head) && /"(file_name|annotations|categories)"/.test(head)) return true
  return /"(annotations|categories)"\s*:\s*\[/.test(head) && /"(image_id|supercategory|bbox|segments_info)"/.test(head)
}

/** `annotations/instances_val2017.json` and its train file have one name: what is left without the split. */
function groupOf(path: string): string {
  const parts = path.split('/')
  const name = parts
    .pop()!
    .split(/[_.\-\d]+/)
    .filter((part) => splitName(part) === null)
  return [...parts.map((part) => (splitName(part) === null ? part : '*')), name.join('_')].join('/')
}

async function read(look: Look, path: string): Promise<Found | string> {
  try {
    const reader = new CocoReader(path, () => {})
    for await (const chunk of look.stream(path, READ_LIMIT * 4)) reader.push(chunk)
    const file = reader.end()
    const rows = Math.min(SAMPLE, file.images.rows)
    const images = Array.from({ length: rows }, (_, row) => file.images.fileName.get(row))
    const { name } = file.categories
    return { path, images, count: file.images.rows, classes: [...new Set(name)], task: taskOf(file) }
  } catch (error) {
    return reasonOf(error, path)
  }
}

function taskOf({ annotations, categories, panoptic }: CocoFile): Task {
  if (categories.joints.some((joints) => joints > 0)) return 'keypoints'
  const shaped = annotations.shape.reduce((sum, shape) => sum + (shape === 0 ? 0 : 1), 0)
  return panoptic !== null || shaped * 2 > annotations.rows ? 'instance-segmentation' : 'detection'
}

/** The root is the nearest folder above all files that leads to their images. */
function place(look: Look, files: ReadonlyMap<string, Found>, found: Layout[], rejected: Rejected[]): void {
  const name = judged(files)
  const [any] = files.values()
  if (name === null) {
    rejected.push({ path: any!.path, why: 'no split named test or val beside it: nothing to judge' })
    return
  }
  const usual = (root: string, split: string, { path, images }: Found) => {
    const here = imageFolders(root, split, path).map((folder) => images.filter((image) => exists(look, folder, image)))
    return Math.max(...here.map((one) => one.length)) * 2 > images.length
  }
  const test = files.get(name)!
  const above = foldersAbove(test.path).filter((folder) =>
    [...files.values()].every(({ path }) => folder === '' || path.startsWith(`${folder}/`)),
  )
  const paths = [...files.values()].map(({ path }) => path)
  const near = above.find((folder) => usual(folder, name, test))
  const home = near === undefined ? homeOf(look, test.images, paths) : { root: near, images: '' }
  if (home === null) {
    const [first = null] = test.images
    const { folder: images } = look.names.folderWith(baseName(first ?? '')) ?? {}
    const why = imagesElsewhere(look, first)
    rejected.push({ path: test.path, why, ...(images === undefined ? {} : { images }) })
    return
  }
  const { root } = home
  const named = [...files].map(([split, file]) => [split, file.images] as const)
  const images = near === undefined ? folderOfSplits(look, named, name, home) : ''
  const there = (root: string, split: string, file: Found) =>
    near === undefined ? isHome(look, file.images, folderOfSplit(root, images, split)) : usual(root, split, file)
  const kept = new Map<string, Found>()
  for (const [split, file] of files)
    if (there(root, split, file)) kept.set(split, file)
    else rejected.push({ path: file.path, why: imagesElsewhere(look, file.images[0] ?? null) })
  const guesses =
    test.task === 'instance-segmentation'
      ? [`task: ${test.path} has outlines; write detection to compare boxes only`]
      : []
  found.push({
    format: 'coco',
    task: test.task,
    root,
    file: null,
    ...(images === '' ? {} : { images }),
    splits: Object.fromEntries([...kept].map(([split, { path }]) => [split, below(root, path)])),
    columns: {},
    classes: test.classes,
    counts: Object.fromEntries([...kept].map(([split, { count }]) => [split, count])),
    guesses,
  })
}

function exists(look: Look, folder: string, image: string): boolean {
  const name = normalPath(image)
  return name !== null && look.has(joinPath(folder, name))
}
