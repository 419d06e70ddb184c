import { isInside } from '#config/values'
import { GateError } from '#contract/errors'
import type { Tree } from '#contract/ports'
import { choose, type Proposal } from './choose.ts'
import type { Layout, Recognise, Rejected } from './layout.ts'
import { coco } from './layouts/coco.ts'
import { foreign } from './layouts/foreign.ts'
import { huggingface } from './layouts/huggingface.ts'
import { fullestFolder, imageFolders } from './layouts/image-folders.ts'
import { labelme } from './layouts/labelme.ts'
import { lists } from './layouts/lists.ts'
import { manifests } from './layouts/manifests.ts'
import { masks } from './layouts/masks.ts'
import { parquet } from './layouts/parquet.ts'
import { voc } from './layouts/voc.ts'
import { webdataset } from './layouts/webdataset.ts'
import { yolo } from './layouts/yolo.ts'
import { Look } from './look.ts'
import { describeModel, type ModelFound } from './models.ts'
import { inOrder } from './split-names.ts'

export interface Found {
  readonly files: number
  readonly layouts: readonly Layout[]
  readonly models: readonly ModelFound[]
  readonly rejected: readonly Rejected[]
  /** Where a bound ended the look. */
  readonly stops: readonly string[]
  readonly proposal: Proposal | null
}

/** What says the most of its images first: of two layouts of as many images, it is the one that is used. */
const LAYOUTS: readonly Recognise[] = [
  coco,
  yolo,
  voc,
  labelme,
  masks,
  huggingface,
  manifests,
  parquet,
  webdataset,
  lists,
  foreign,
  imageFolders,
]

/** Looks at a repository that nobody laid out for this program: data layouts, splits, models, classes. */
export async function detect(tree: Tree): Promise<Found> {
  const files = await tree.list('')
  const look = new Look(tree, files)
  const layouts: Layout[] = []
  const rejected: Rejected[] = []
  for (const recognise of LAYOUTS) {
    if (recognise === foreign && layouts.length > 0) continue
    look.begin()
    const one = await recognise(look).catch((error: unknown) => {
      if (!(error instanceof GateError)) throw error
      return { found: [], rejected: [{ path: error.place?.path ?? '.', why: error.message }] }
    })
    rejected.push(...one.rejected)
    for (const layout of one.found) {
      const why = unwritable(layout) ?? annotatedOtherwise(layout, rejected)
      if (why === null) layouts.push(ordered(layout))
      else rejected.push({ path: layout.root || '.', why })
    }
  }
  if (layouts.length === 0 && rejected.length === 0) rejected.push(...fullestFolder(look))
  look.begin()
  const models: ModelFound[] = []
  for (const path of look.candidates('onnx')) {
    const model = isInside(path) ? await describeModel(tree, path) : { path, why: NAMELESS }
    if ('why' in model) rejected.push(model)
    else models.push(model)
  }
  const proposal = await choose(look, layouts, models)
  return {
    files: files.rows,
    layouts,
    models,
    rejected: rejected.filter((one) => isNews(one, layouts, rejected)),
    stops: look.stops,
    proposal,
  }
}

function ordered(layout: Layout): Layout {
  const { splits, counts } = layout
  const fromEntries = <T>(record: Readonly<Record<string, T>>) => Object.fromEntries(inOrder(Object.entries(record)))
  return { ...layout, splits: fromEntries(splits), counts: fromEntries(counts) }
}

const NAMELESS = 'its path has control characters, `\\` or a drive, or is not UTF-8: a configuration cannot name it'

/** Folders are no classes where annotations that cannot be used name images in them. */
function annotatedOtherwise({ format, images, root }: Layout, rejected: readonly Rejected[]): string | null {
  if (format !== 'folder' || images !== undefined) return null
  const by = rejected.find(({ images }) => images !== undefined && (root === '' || isBelow(`${images}/`, root)))
  return by ? `${JSON.stringify(by.path)} names images in its folders: they are no classes` : null
}

/** What the configuration's own rules refuse. */
function unwritable({ root, file, splits, columns, images = '.' }: Layout): string | null {
  const places = [root || '.', file ?? '.', images, ...Object.values(splits)]
  const names = [...Object.keys(splits), ...Object.values(splits), ...Object.values(columns)]
  if (places.every((place) => isInside(place)) && names.every(isNameable) && places.every(isNameable)) return null
  return NAMELESS
}
function isNameable(name: string): boolean {
  return name !== '' && name.length <= 200 && !/[\p{Cc}\ufffd]/u.test(name)
}

/** Images without a manifest are no news where something else describes them, be it in vain. */
function isNews({ bare, path }: Rejected, layouts: readonly Layout[], rejected: readonly Rejected[]): boolean {
  if (!bare) return true
  const told = [...layouts.map(({ root }) => root || '.'), ...rejected.flatMap((one) => (one.bare ? [] : one.path))]
  return !told.some(
    (other) => path === '.' || other === '.' || other === path || isBelow(path, other) || isBelow(other, path),
  )
}
function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`)
}
