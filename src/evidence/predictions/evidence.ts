import { GateError } from '#contract/errors'
import type { Evidence, Scene } from '#contract/evidence'
import type { At, Side } from '#contract/ids'
import { type EachTable, type ImageJob, type ModelJob, type Ports, TOP, type Tree } from '#contract/ports'
import type { Dataset } from '../dataset/types.ts'
import { ImageReader } from '../image-reader.ts'
import { keptOf, rowsByContent } from '../rows-by-content.ts'
import { MODEL_LIMIT, modelAt, modelUnavailable } from '../sides.ts'
import { outputNames, truthOf } from './names.ts'
import { PREDICTION_STATUS, type PredictionStatus, type Predictions } from './types.ts'

const VERSION = 1
/** status (u8) · tied (u32) · outputs (u32) · TOP classes (i32) · TOP scores (f32), little endian */
const RECORD = 1 + 4 + 4 + 8 * TOP
const NOT_KEPT: ReadonlySet<PredictionStatus> = new Set(['absent', 'missing', 'timeout', 'crash', 'out-of-memory'])

/** What one model says of the gate split of one dataset; each content id is inferred once per model and preprocessing. */
export const evidence: Evidence<'predictions'> = {
  id: 'predictions',
  version: VERSION,
  perMachine: false,
  varies: true,
  unavailable: (scene, at) => modelUnavailable(scene, sidesOf(at).model),
  needs: (at) => [
    { evidence: 'dataset', at: sidesOf(at).data },
    { evidence: 'model', at: sidesOf(at).model },
  ],
  async inputs(scene, at) {
    const { model, tree } = modelAt(scene, sidesOf(at).model)
    const classes = model.classes && 'file' in model.classes ? await tree.oid(model.classes.file) : null
    return [
      JSON.stringify({ ...model, path: '' }),
      (await tree.oid(model.path)) ?? 'absent',
      classes ?? '',
      scene.policy.gateSplit,
    ]
  },
  async compute(scene, at, resolve, ports) {
    const sides = sidesOf(at)
    const dataset = await resolve('dataset', sides.data)
    const structure = await resolve('model', sides.model)
    const { model, tree } = modelAt(scene, sides.model)
    if (structure.external.length > 0) throw externalData(model.path)
    const rows = gateRows(dataset, scene.policy.gateSplit)
    const table = await open(scene, sides.model, ports)
    const found = await predictAll(
      dataset,
      scene.tree[sides.data],
      rows,
      table,
      ports,
      `infer ${sides.model}`,
      async () => ({
        bytes: await tree.read(model.path, MODEL_LIMIT),
        preprocess: model.preprocess,
      }),
    )
    const names = outputNames(structure, dataset.classes, found.outputs)
    return { rows, ...found.columns, names, truth: truthOf(dataset, rows, names, sides.model) }
  },
  async kept(scene, at, resolve, ports) {
    const sides = sidesOf(at)
    const dataset = await resolve('dataset', sides.data)
    const groups = rowsByContent(dataset, gateRows(dataset, scene.policy.gateSplit))
    return keptOf(dataset.content, groups, await open(scene, sides.model, ports))
  },
}

/** The records of one model with one preprocessing. */
async function open(scene: Scene, side: Side, ports: Ports): Promise<EachTable> {
  const { model, tree } = modelAt(scene, side)
  const oid = (await tree.oid(model.path)) ?? 'absent'
  const key = hex16(ports.hash(oid, JSON.stringify([model.preprocess, model.adapter])))
  return ports.each.open(`predictions-${VERSION}-${key}`, RECORD)
}

function sidesOf(at: At): { model: Side; data: Side } {
  if (typeof at === 'object') return at
  throw new GateError('internal', 'us', 'predictions are of one model on one dataset', {
    hint: 'Please report this defect.',
  })
}

function gateRows(dataset: Dataset, split: string): Int32Array {
  const code = dataset.split.values.indexOf(split)
  const rows: number[] = []
  for (let row = 0; row < dataset.rows; row++) if (dataset.split.codes[row] === code) rows.push(row)
  return Int32Array.from(rows)
}

interface Found {
  readonly columns: Pick<Predictions, 'status' | 'classes' | 'scores' | 'tied'>
  /** Width of the model's output; 0 when nothing was inferred. */
  readonly outputs: number
}

async function predictAll(
  dataset: Dataset,
  dataTree: Tree | null,
  rows: Int32Array,
  table: EachTable,
  ports: Ports,
  stage: string,
  model: () => Promise<ModelJob>,
): Promise<Found> {
  const place = new Map<number, number>()
  for (const [at, row] of rows.entries()) place.set(row, at)
  const columns = {
    status: new Uint8Array(rows.length),
    classes: new Int32Array(rows.length * TOP).fill(-1),
    scores: new Float32Array(rows.length * TOP),
    tied: new Int32Array(rows.length),
  }
  let outputs = 0
  function fill(group: readonly number[], record: Uint8Array): void {
    const view = new DataView(record.buffer, record.byteOffset, record.byteLength)
    outputs = Math.max(outputs, view.getUint32(5, true))
    for (const row of group) {
      const at = place.get(row)!
      columns.status[at] = record[0]!
      columns.tied[at] = view.getUint32(1, true)
      for (let i = 0; i < TOP; i++) {
        columns.classes[at * TOP + i] = view.getInt32(9 + 4 * i, true)
        columns.scores[at * TOP + i] = view.getFloat32(9 + 4 * TOP + 4 * i, true)
      }
    }
  }
  const todo: number[][] = []
  for (const group of rowsByContent(dataset, rows)) {
    const [row] = group as [number]
    const record = dataset.content.kind(row) === 'none' ? recordOf('missing') : table.get(dataset.content.hash(row))
    if (record) fill(group, record)
    else todo.push(group)
  }
  if (todo.length === 0) return { columns, outputs }
  await ports.log.stage(stage, async (progress) => {
    progress.total(todo.length)
    async function* jobs(): AsyncGenerator<ImageJob> {
      const images = new ImageReader(dataset, dataTree, ports)
      try {
        for (const [key, group] of todo.entries()) {
          const bytes = await images.read(group[0]!)
          if (typeof bytes !== 'string') yield { key, bytes }
          else {
            ports.unsettled()
            fill(group, recordOf('absent'))
          }
        }
      } finally {
        await images.close()
      }
    }
    for await (const one of ports.sandbox.predict(await model(), jobs())) {
      const group = todo[one.key]!
      const record = one.status === 'ok' ? recordOf('ok', one) : recordOf(one.status)
      fill(group, record)
      if (NOT_KEPT.has(one.status)) ports.unsettled()
      else table.put(dataset.content.hash(group[0]!), record)
      progress.step()
    }
    await table.save()
  })
  return { columns, outputs }
}

function recordOf(
  status: PredictionStatus,
  ok?: { tied: number; outputs: number; classes: Int32Array; scores: Float32Array },
): Uint8Array {
  const record = new Uint8Array(RECORD)
  const view = new DataView(record.buffer)
  record[0] = PREDICTION_STATUS.indexOf(status)
  view.setUint32(1, ok?.tied ?? 0, true)
  view.setUint32(5, ok?.outputs ?? 0, true)
  for (let i = 0; i < TOP; i++) {
    view.setInt32(9 + 4 * i, ok?.classes[i] ?? -1, true)
    view.setFloat32(9 + 4 * TOP + 4 * i, ok?.scores[i] ?? 0, true)
  }
  return record
}

function hex16(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function externalData(path: string): GateError {
  return new GateError(
    'model-external-data',
    'artifact',
    `${path}: its weights lie in other files; this version infers models of one file`,
    {
      hint: 'Export the model as one file (`onnx.save(model, path, save_as_external_data=False)`).',
      place: { path },
    },
  )
}
