import type { DataPlacement } from '#contract/config'
import { judged, type Layout, whereabouts } from './layout.ts'
import { type Look, linesOf } from './look.ts'
import type { ModelFound } from './models.ts'
import { storeOf } from './store.ts'
import { powerText, preprocessOf, verifiable } from './write-config.ts'

export interface Proposal {
  readonly layout: Layout
  readonly store: DataPlacement['store']
  readonly model: ModelFound | null
  /** A file that names the model's outputs, one a line. */
  readonly classFile: string | null
  readonly gateSplit: string
  readonly tolerance: string
  /** What was assumed and should be checked by a person. */
  readonly guesses: readonly string[]
  /** What this test set can and cannot show. */
  readonly power: string
}

/** The largest layout, with a model that fits it. */
export async function choose(
  look: Look,
  layouts: readonly Layout[],
  models: readonly ModelFound[],
): Promise<Proposal | null> {
  const size = (one: Layout) => Object.keys(one.splits).length
  // Stable: of as many images in as many splits, annotations before bare folders.
  const [layout, ...others] = [...layouts].sort((a, b) => total(b) - total(a) || size(b) - size(a))
  if (!layout) return null
  const gateSplit = judged(new Map(Object.entries(layout.splits)))!
  const n = layout.counts[gateSplit] ?? null
  const lists = await classLists(look)
  const fitting = fittingModels(layout, models, lists)
  const [model = null] = fitting
  const list = model && needsList(layout, model) ? (listOf(layout, model, lists) ?? null) : null
  const tolerance = verifiable(n)
  const store = await storeOf(look, layout)
  const classification = layout.task === 'classification'
  const guesses = [
    ...(others.length > 0 ? [choice(layout, others)] : []),
    ...layout.guesses,
    ...(store === 'git' ? [] : [`store: ${STORES[store]}`]),
    ...(fitting.length > 1 ? [`the model: ${fitting.map(({ path }) => path).join(', ')} fit; the first is used`] : []),
    ...(model
      ? [
          `preprocess (${JSON.stringify(preprocessOf(layout, model))}): compare it with the training code`,
          ...(list ? [`model.classes: ${list.path} has one name for each score`] : []),
        ]
      : [
          classification && models.length > 0
            ? 'no model: none of the ONNX files gives as many scores as there are classes'
            : 'no model: there is no ONNX file',
        ]),
    ...(classification
      ? []
      : [
          `no primary metric: those of ${layout.task} are not measured by this version; the data and the model are compared`,
        ]),
  ]
  return {
    layout,
    store,
    model,
    classFile: list?.path ?? null,
    gateSplit,
    tolerance,
    guesses,
    power: powerText(layout.task, n, tolerance),
  }
}

const STORES: Readonly<Record<string, string>> = {
  dvc: 'the images are tracked by DVC',
  lfs: 'the images are in Git LFS',
}

/** Images of all splits; what is too large to count is more than what was counted. */
function total({ counts }: Layout): number {
  return Object.values(counts).reduce<number>((sum, n) => sum + (n ?? Number.POSITIVE_INFINITY), 0)
}

function choice(layout: Layout, others: readonly Layout[]): string {
  const all = others.map(whereabouts)
  const more = all.length > 3 ? ` and ${all.length - 3} more` : ''
  const why =
    total(layout) > total(others[0]!)
      ? 'it has the most images'
      : 'it has as many images as any, and says the most of them'
  return `the data: ${others.length + 1} layouts were found; ${whereabouts(layout)} is used, for ${why} (not ${all.slice(0, 3).join(', ')}${more})`
}

interface ClassList {
  readonly path: string
  readonly names: readonly string[]
}
/** Text files with one name a line: class lists, perhaps. */
async function classLists(look: Look): Promise<ClassList[]> {
  const heads = await look.heads(look.candidates('txt', 'names'))
  return [...heads].map(([path, head]) => ({ path, names: linesOf(head) })).filter(({ names }) => names.length > 1)
}

/** A model fits when its scores are as many as the classes, or when it, or a list of names, says what they stand for. */
function fittingModels(layout: Layout, models: readonly ModelFound[], lists: readonly ClassList[]): ModelFound[] {
  if (layout.task !== 'classification') return [...models]
  return models.filter(
    (one) =>
      one.outputs === layout.classes?.length ||
      (one.outputs !== null && (one.classes !== null || listOf(layout, one, lists) !== undefined)),
  )
}
function needsList({ task, classes }: Layout, model: ModelFound): boolean {
  return task === 'classification' && model.classes === null && model.outputs !== classes?.length
}
function listOf({ classes }: Layout, model: ModelFound, lists: readonly ClassList[]): ClassList | undefined {
  if (classes === null) return undefined
  return lists.find(({ names }) => names.length === model.outputs && classes.every((name) => names.includes(name)))
}
