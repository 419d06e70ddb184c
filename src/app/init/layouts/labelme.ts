import type { Task } from '#contract/config'
import { withClasses } from '../classes.ts'
import { judged, type Layout, type Recognised, type Rejected } from '../layout.ts'
import type { Folder, Look } from '../look.ts'
import { splitFolders } from '../split-names.ts'

/** Annotation files that are opened, of each dataset. */
const SAMPLE = 8
const MOST_FOLDERS = 50

/** LabelMe: a JSON beside each image, in a folder a split. */
export async function labelme(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const groups = splitFolders(look)
  for (const [parent, splits] of groups) {
    if (found.length + rejected.length === MOST_FOLDERS) {
      look.stop(`after ${MOST_FOLDERS} datasets of LabelMe`)
      break
    }
    const kept = new Map<string, Folder>()
    const heads: string[] = []
    for (const [name, split] of splits) {
      const folder = annotated(split)
      const own = folder ? await headsOf(look, [folder]) : []
      if (own.length > 0) kept.set(name, split)
      heads.push(...own)
    }
    if (heads.length === 0) continue
    const why = judged(kept) === null ? 'no split named test or val has them: nothing to judge' : null
    const without = [...splits.values()].filter((split) => ![...kept.values()].includes(split))
    if (why === null) found.push(await withClasses(look, layoutOf(parent, kept, without, heads)))
    else rejected.push({ path: parent.path || '.', why: `LabelMe files, but ${why}` })
  }
  if (found.length > 0) return { found, rejected }
  const alone = [...look.folders.values()].filter((folder) => isAnnotated(folder)).slice(0, MOST_FOLDERS)
  for (const folder of alone) {
    if ([...groups.values()].some((splits) => [...splits.values()].some((split) => isBelow(folder, split)))) continue
    if ((await headsOf(look, [folder])).length === 0) continue
    const why = 'LabelMe files, but no folder a split: move image and JSON together to train/ and test/'
    rejected.push({ path: folder.path || '.', why })
  }
  return { found, rejected }
}

/** The first folder of a split that has images and JSON side by side. */
function annotated(split: Folder): Folder | null {
  for (const stack = [split]; stack.length > 0; ) {
    const folder = stack.pop()!
    if (isAnnotated(folder)) return folder
    stack.push(...folder.folders.filter(({ below }) => below > 0).slice(0, MOST_FOLDERS))
  }
  return null
}
function isAnnotated({ files }: Folder): boolean {
  return files.has('image') && files.has('json')
}
function isBelow(folder: Folder | null, above: Folder): boolean {
  for (let one = folder; one; one = one.parent) if (one === above) return true
  return false
}

/** Beginnings of the first files that are LabelMe's. */
async function headsOf(look: Look, folders: readonly Folder[]): Promise<string[]> {
  const heads = await look.heads(folders.flatMap((folder) => look.in(folder, 'json', SAMPLE)))
  return [...heads.values()].filter(
    (head) => /"shapes"\s*:/.test(head) && /"(imagePath|imageHeight|version)"\s*:/.test(head),
  )
}

function layoutOf(
  parent: Folder,
  splits: ReadonlyMap<string, Folder>,
  without: readonly Folder[],
  heads: readonly string[],
): Layout {
  const shapes = heads.flatMap((head) => [...head.matchAll(/"shape_type"\s*:\s*"(\w+)"/g)].map(([, type]) => type))
  const outlined = shapes.filter((type) => type === 'polygon' || type === 'mask').length
  const task: Task = outlined * 2 > shapes.length ? 'instance-segmentation' : 'detection'
  return {
    format: 'labelme',
    task,
    root: parent.path,
    file: null,
    splits: Object.fromEntries([...splits].map(([name, folder]) => [name, folder.name])),
    columns: {},
    classes: null,
    counts: Object.fromEntries([...splits].map(([name, { below }]) => [name, below])),
    guesses: [
      ...without.map(({ path }) => `the splits: no image of ${path} has a JSON beside it; it is left out`),
      `task: the first files hold ${task === 'detection' ? 'rectangles' : 'outlines'}; write ${task === 'detection' ? 'instance-segmentation for outlines' : 'detection to compare boxes only'}`,
    ],
  }
}
