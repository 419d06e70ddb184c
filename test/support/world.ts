import type { Need, Needs } from '#contract/evidence'
import type { At, Side } from '#contract/ids'
import { TOP } from '#contract/ports'
import { type Codes, Contents, Strings } from '#contract/table'
import type { Boxes, Dataset } from '#evidence/dataset/types'
import type { History } from '#evidence/history/types'
import { judgeRows } from '#evidence/judgement/judge-rows'
import { pool } from '#evidence/judgement/pool'
import type { Judgement } from '#evidence/judgement/types'
import type { Latency } from '#evidence/latency/types'
import { type Masks, VALUE_BYTES } from '#evidence/masks/types'
import { matchRows } from '#evidence/match/match-rows'
import type { ModelStructure } from '#evidence/model/types'
import type { Pixels } from '#evidence/pixels/types'
import type { Predictions } from '#evidence/predictions/types'

/**
 * What is measured on both sides. What joins the sides (`match`, `judgement`) is not in it: it is computed by the product's
 * own code, so that it follows when sides are exchanged or rows change places.
 */
export interface World {
  /** null: base has none of it. */
  readonly base: WorldSide | null
  readonly head: WorldSide
  readonly latency?: Latency
  readonly history?: History
  /** Whether there is a last release. */
  readonly anchored?: boolean
}
export interface WorldSide {
  readonly dataset?: Dataset
  readonly pixels?: Pixels
  readonly masks?: Masks
  readonly predictions?: Predictions
  readonly anchor?: Predictions
  /** What the models said in earlier runs, oldest first: the judgement is pooled with as many as both sides have. */
  readonly earlier?: readonly Answers[]
  readonly model?: ModelStructure
}

export type Answers = Pick<WorldSide, 'predictions' | 'anchor'>

/** The evidence that a check asks for. What the world lacks is null where it is optional, else an error of the test. */
export function giveTo(needs: Needs, world: World): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(needs).map(([name, need]) => {
      const value = evidenceOf(world, need)
      if (value === undefined && !need.optional) throw new Error(`the case has no ${need.evidence} for \`${name}\``)
      return [name, value ?? null]
    }),
  )
}

function evidenceOf(world: World, { evidence, at }: Need): unknown {
  const { base, head } = world
  if (evidence === 'latency' || evidence === 'history') return world[evidence]
  if (evidence === 'edits') return undefined // pixels of edited images are compared by real children only
  if (evidence === 'match') return base?.dataset && head.dataset && matchRows(base.dataset, head.dataset)
  if (evidence === 'judgement') return judgementOf(world)
  if (evidence === 'predictions') return predictionsOf(world, at)
  const side = at === 'base' ? base : at === 'head' ? head : null
  return side?.[evidence]
}

function judgementOf(world: World): Judgement | undefined {
  const { base, head } = world
  if (!base) return undefined
  const fresh = judgedAs(world, base, head)
  const runs = head.earlier?.flatMap((answers, run) => judgedAs(world, base.earlier?.[run] ?? {}, answers) ?? []) ?? []
  return fresh && pool.join(fresh, runs.map(pool.write))
}

function judgedAs({ base, head, anchored }: World, ofBase: Answers, ofHead: Answers): Judgement | undefined {
  if (!base?.dataset || !ofBase.predictions || !head.dataset || !ofHead.predictions) return undefined
  return judgeRows(
    matchRows(base.dataset, head.dataset),
    { dataset: base.dataset, predictions: ofBase.predictions },
    { dataset: head.dataset, predictions: ofHead.predictions },
    anchored ? ofHead.anchor! : null,
  )
}

function predictionsOf({ base, head, anchored }: World, at: At): Predictions | undefined {
  const { model, data } = at as { model: Side; data: Side }
  const side = data === 'base' ? base : head
  if (model === 'anchor') return anchored ? side?.anchor : undefined
  if (model !== data) throw new Error('the world has no predictions across the sides')
  return side?.predictions
}

/** Base and head exchanged. */
export function swapped(world: World): World | null {
  const { base, head, latency } = world
  if (base === null) return null
  return { ...world, base: head, head: base, ...(latency && { latency: turned(latency) }) }
}
function turned(latency: Latency): Latency {
  return { ...latency, base: latency.head, head: latency.base }
}

/** Nothing changed: one side's evidence on both. */
export function unchanged(world: World, which: 'base' | 'head'): World | null {
  const side = world[which]
  if (side === null) return null
  const { latency } = world
  const times = latency?.[which]
  return {
    ...world,
    base: side,
    head: side,
    ...(latency && times && { latency: { ...latency, base: times, head: times } }),
  }
}

/** The same images in another order: `random` gives numbers in [0, 1). */
export function shuffled(world: World, random: () => number): World {
  return { ...world, base: world.base && shuffledSide(world.base, random), head: shuffledSide(world.head, random) }
}

/** A column of the manifest, and the sampling unit if it is that one, taken away. */
export function withoutColumn(side: WorldSide, column: string): WorldSide {
  const { dataset } = side
  if (!dataset) return side
  const columns = new Map(dataset.columns)
  columns.delete(column)
  const group = dataset.group === dataset.columns.get(column) ? null : (dataset.group ?? null)
  return { ...side, dataset: { ...dataset, columns, group } }
}

function shuffledSide(side: WorldSide, random: () => number): WorldSide {
  const { dataset, pixels, masks, earlier } = side
  const rows = dataset?.rows ?? pixels?.rows ?? 0
  const order = Array.from({ length: rows }, (_, row) => row)
  for (let last = rows - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[order[last], order[other]] = [order[other]!, order[last]!]
  }
  const place = new Int32Array(rows)
  for (const [to, from] of order.entries()) place[from] = to
  return {
    ...side,
    ...(dataset && { dataset: shuffledDataset(dataset, order, place) }),
    ...(pixels && { pixels: shuffledPixels(pixels, order, place) }),
    ...(masks && { masks: shuffledMasks(masks, order, place) }),
    ...shuffledAnswers(side, place),
    ...(earlier && { earlier: earlier.map((answers) => shuffledAnswers(answers, place)) }),
  }
}

function shuffledAnswers({ predictions, anchor }: Answers, place: Int32Array): Answers {
  return {
    ...(predictions && { predictions: shuffledPredictions(predictions, place) }),
    ...(anchor && { anchor: shuffledPredictions(anchor, place) }),
  }
}

function shuffledDataset(dataset: Dataset, order: readonly number[], place: Int32Array): Dataset {
  const codes = (column: Codes): Codes => ({ values: column.values, codes: pick(column.codes, order) })
  const columns = new Map([...dataset.columns].map(([name, column]) => [name, codes(column)] as const))
  const grouped = [...dataset.columns].find(([, column]) => column === dataset.group)
  return {
    ...dataset,
    path: Strings.of(order.map((row) => dataset.path.get(row))),
    content: new Contents(pick(dataset.content.kinds, order), pick(dataset.content.hashes, order, 32)),
    split: codes(dataset.split),
    label: codes(dataset.label),
    line: pick(dataset.line, order),
    source: codes(dataset.source),
    columns,
    group: grouped ? columns.get(grouped[0])! : dataset.group ? codes(dataset.group) : null,
    annotations: dataset.annotations ? Strings.of(order.map((row) => dataset.annotations!.get(row))) : null,
    annotationContent: dataset.annotationContent
      ? new Contents(pick(dataset.annotationContent.kinds, order), pick(dataset.annotationContent.hashes, order, 32))
      : null,
    width: dataset.width ? pick(dataset.width, order) : null,
    height: dataset.height ? pick(dataset.height, order) : null,
    boxes: dataset.boxes && shuffledBoxes(dataset.boxes, place),
  }
}

function shuffledBoxes(boxes: Boxes, place: Int32Array): Boxes {
  return { ...boxes, image: boxes.image.map((row) => place[row]!) }
}

function shuffledMasks(masks: Masks, order: readonly number[], place: Int32Array): Masks {
  if (masks.rows === 0) return masks
  return {
    rows: masks.rows,
    path: Strings.of(order.map((row) => masks.path.get(row))),
    content: new Contents(pick(masks.content.kinds, order), pick(masks.content.hashes, order, 32)),
    status: pick(masks.status, order),
    hash: pick(masks.hash, order, 32),
    width: pick(masks.width, order),
    height: pick(masks.height, order),
    valued: pick(masks.valued, order),
    values: pick(masks.values, order, VALUE_BYTES),
    detail: new Map([...masks.detail].map(([row, text]) => [place[row]!, text])),
    imageWidth: pick(masks.imageWidth, order),
    imageHeight: pick(masks.imageHeight, order),
  }
}

function shuffledPixels(pixels: Pixels, order: readonly number[], place: Int32Array): Pixels {
  return {
    rows: pixels.rows,
    status: pick(pixels.status, order),
    hash: pick(pixels.hash, order, 32),
    width: pick(pixels.width, order),
    height: pick(pixels.height, order),
    quality: {
      dark: pick(pixels.quality.dark, order),
      light: pick(pixels.quality.light, order),
      entropy: pick(pixels.quality.entropy, order),
      edges: pick(pixels.quality.edges, order),
      spread: pick(pixels.quality.spread, order),
      grey: pick(pixels.quality.grey, order),
    },
    detail: new Map([...pixels.detail].map(([row, text]) => [place[row]!, text])),
  }
}

function shuffledPredictions(predictions: Predictions, place: Int32Array): Predictions {
  const { rows } = predictions
  const order = [...rows.keys()].sort((a, b) => place[rows[a]!]! - place[rows[b]!]!)
  return {
    rows: Int32Array.from(order, (at) => place[rows[at]!]!),
    status: pick(predictions.status, order),
    classes: pick(predictions.classes, order, TOP),
    scores: pick(predictions.scores, order, TOP),
    tied: pick(predictions.tied, order),
    names: predictions.names,
    truth: pick(predictions.truth, order),
  }
}

function pick<T extends Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array>(
  column: T,
  order: readonly number[],
  width = 1,
): T {
  const picked = new (column.constructor as new (length: number) => T)(column.length)
  for (const [to, from] of order.entries()) picked.set(column.subarray(from * width, (from + 1) * width), to * width)
  return picked
}
