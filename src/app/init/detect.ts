import * as z from 'zod'
import type { ModelPlacement } from '#contract/config'
import type { Evidence, Scene } from '#contract/evidence'
import type { Ports, Tree } from '#contract/ports'
import { evidence as modelEvidence } from '#evidence/model/evidence'
import type { ModelStructure } from '#evidence/model/types'
import { sha256 } from '#host/hash'
import { type CocoFound, cocoLayout } from './coco-layout.ts'
import { csvLayouts } from './csv-layouts.ts'
import { folderLayouts, type Layout, type Rejected } from './layouts.ts'
import { type ModelFound, type Proposal, powerText, preprocessOf, verifiable } from './write-config.ts'

export interface Found {
  readonly files: number
  readonly layouts: readonly Layout[]
  readonly models: readonly ModelFound[]
  readonly rejected: readonly Rejected[]
  readonly proposal: Proposal | null
}

const coco = z.object({
  images: z.array(z.object({ file_name: z.string() })),
  categories: z.array(z.object({ name: z.string() })),
})
const LARGEST_TEXT = 64 * 1024 * 1024
const MOST_CANDIDATES = 50

/** Looks at a repository that nobody laid out for this program: data layouts, splits, models, classes. */
export async function detect(tree: Tree): Promise<Found> {
  const files = await tree.list('')
  const all = Array.from({ length: files.rows }, (_, row) => files.path.get(row))
  const paths = all.filter((path) => !/\p{Cc}/u.test(path)) // a configuration cannot name the others
  const known = new Set(paths)
  const folders = folderLayouts(paths)
  const rejected: Rejected[] = [...folders.rejected]
  const layouts: Layout[] = []
  const csv = csvLayouts(await manifests(tree, paths, rejected), (path) => known.has(path))
  rejected.push(...csv.rejected)
  layouts.push(...csv.found)
  layouts.push(...folders.found)
  const coco = await cocoFiles(tree, paths)
  const cocoFound = coco.length > 0 ? cocoLayout(coco, (path) => known.has(path)) : null
  if (cocoFound) layouts.push(cocoFound)
  const models: ModelFound[] = []
  for (const path of paths.filter((one) => one.toLowerCase().endsWith('.onnx')).slice(0, MOST_CANDIDATES)) {
    const model = await describeModel(tree, path)
    if ('why' in model) rejected.push(model)
    else models.push(model)
  }
  const lists = await classLists(tree, paths)
  return { files: all.length, layouts, models, rejected, proposal: propose(layouts, models, lists) }
}

interface ClassList {
  readonly path: string
  readonly names: readonly string[]
}

/** Text files with one name a line: class lists, perhaps. */
async function classLists(tree: Tree, paths: readonly string[]): Promise<ClassList[]> {
  const found: ClassList[] = []
  for (const path of paths.filter((one) => /\.(txt|names)$/i.test(one)).slice(0, MOST_CANDIDATES)) {
    const names = (await textOf(tree, path))?.replace(/\r?\n$/, '').split(/\r?\n/)
    if (names && names.length > 1) found.push({ path, names })
  }
  return found
}

function propose(
  layouts: readonly Layout[],
  models: readonly ModelFound[],
  lists: readonly ClassList[],
): Proposal | null {
  const total = (layout: Layout) => Object.values(layout.counts).reduce((a, b) => a + b, 0)
  const layout = [...layouts].sort((a, b) => total(b) - total(a))[0]
  if (!layout) return null
  const gateSplit = Object.hasOwn(layout.splits, 'test') ? 'test' : 'val'
  const n = layout.counts[gateSplit] ?? 0
  // A model fits when its scores are as many as the classes, or when it, or a list of names, says what they stand for.
  const listOf = (one: ModelFound) =>
    lists.find(({ names }) => names.length === one.outputs && layout.classes.every((name) => names.includes(name)))
  const fitting = models.filter(
    (one) =>
      layout.format === 'coco' ||
      one.outputs === layout.classes.length ||
      (one.outputs !== null && (one.classes !== null || listOf(one) !== undefined)),
  )
  const model = fitting[0] ?? null
  const needsList =
    model !== null && layout.format !== 'coco' && model.classes === null && model.outputs !== layout.classes.length
  const list = needsList ? (listOf(model) ?? null) : null
  const tolerance = verifiable(n)
  const guesses = [
    ...(layouts.length > 1 ? [`the data: ${layouts.length} layouts were found, the largest is used`] : []),
    ...(fitting.length > 1 ? [`the model: ${fitting.map((one) => one.path).join(', ')} fit; the first is used`] : []),
    ...(model
      ? [
          `preprocess (${JSON.stringify(preprocessOf(model))}): compare it with the training code`,
          ...(list ? [`model.classes: ${list.path} has one name for each score`] : []),
        ]
      : ['no model: none of the ONNX files gives as many scores as there are classes']),
  ]
  return { layout, model, classFile: list?.path ?? null, gateSplit, tolerance, guesses, power: powerText(n, tolerance) }
}

async function describeModel(tree: Tree, path: string): Promise<ModelFound | Rejected> {
  const model: ModelPlacement = { path, preprocess: {} as ModelPlacement['preprocess'], adapter: null, classes: null }
  const scene = { placement: { head: { model, data: {} } }, tree: { head: tree } } as unknown as Scene
  try {
    const structure = (await (modelEvidence as Evidence<'model'>).compute(
      scene,
      'head',
      () => Promise.reject(new Error('needs nothing')),
      { hash: sha256 } as Ports,
    )) as ModelStructure
    const scores = structure.outputs.find(
      ({ dims, dtype }) => dtype === 'float32' && dims?.length === 2 && typeof dims[1] === 'number',
    )
    const dims = structure.inputs[0]?.dims ?? []
    const [height, width] = dims[3] === 3 ? [dims[1], dims[2]] : [dims[2], dims[3]]
    return {
      path,
      outputs: scores ? Number(scores.dims![1]) : null,
      classes: structure.classes,
      input: typeof height === 'number' && typeof width === 'number' ? { height, width } : null,
    }
  } catch (error) {
    return { path, why: (error as Error).message }
  }
}

async function manifests(tree: Tree, paths: readonly string[], rejected: Rejected[]) {
  const found: { path: string; bytes: Uint8Array }[] = []
  for (const path of paths.filter((one) => /\.[ct]sv$/i.test(one)).slice(0, MOST_CANDIDATES)) {
    const bytes = await bytesOf(tree, path)
    if (bytes) found.push({ path, bytes })
    else rejected.push({ path, why: 'too large to look at' })
  }
  return found
}

async function cocoFiles(tree: Tree, paths: readonly string[]): Promise<CocoFound[]> {
  const found: CocoFound[] = []
  for (const path of paths.filter((one) => one.toLowerCase().endsWith('.json')).slice(0, MOST_CANDIDATES)) {
    const text = await textOf(tree, path)
    if (text === null || !text.includes('"annotations"') || !text.includes('"categories"')) continue
    try {
      const { images, categories } = coco.parse(JSON.parse(text))
      const classes = categories.map(({ name }) => name)
      found.push({ path, images: images.length, first: images[0]?.file_name ?? null, classes })
    } catch {
      // not COCO: nothing of ours
    }
  }
  return found
}

async function bytesOf(tree: Tree, path: string): Promise<Uint8Array | null> {
  try {
    return await tree.read(path, LARGEST_TEXT)
  } catch {
    return null // absent from this clone, or too large
  }
}

async function textOf(tree: Tree, path: string): Promise<string | null> {
  const bytes = await bytesOf(tree, path)
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null // not text
  }
}
