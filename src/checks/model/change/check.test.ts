import { describe, expect, test } from 'vitest'
import type { ModelStructure } from '#evidence/model/types'
import { type Case, outcomeOf, readings, testCheck } from '#test/check-tester'
import { expectLinear } from '#test/cpu'
import { readModel, realModels, realPair } from '#test/models'
import { floats, graph, int, int64s, ints, model, node, port } from '#test/onnx-writer'
import { check } from './check.ts'
import { compareTensors, type TensorChange } from './tensors.ts'

type More = NonNullable<Parameters<typeof model>[1]>
interface Net {
  /** Names of the weights of the three layers; equal seeds are equal values. */
  names?: [string, string, string]
  seeds?: [number, number, number]
  classes?: number
  extra?: ReturnType<typeof node>[]
  initializers?: ReturnType<typeof floats>[]
  stride?: number
}

function ramp(seed: number, length: number): number[] {
  return Array.from({ length }, (_, index) => seed + index / 7)
}

/** Two convolutions and a linear layer. */
async function net(
  { names = ['c1', 'c2', 'fc'], seeds = [1, 2, 3], classes = 3, extra = [], initializers = [], stride = 1 }: Net = {},
  more: More = {},
): Promise<ModelStructure> {
  const written = graph({
    inputs: [port('x', ['n', 3, 8, 8])],
    outputs: [port('y', ['n', classes])],
    initializers: [
      floats(names[0], [4, 3, 3, 3], ramp(seeds[0], 108)),
      floats(names[1], [4, 4, 3, 3], ramp(seeds[1], 144)),
      floats(names[2], [classes, 4], ramp(seeds[2], classes * 4)),
      int64s('shape', [2], [-1, 4]) as never,
      ...initializers,
    ],
    nodes: [
      node('Conv', ['x', names[0]], ['a'], [ints('strides', [stride, stride])]),
      node('Conv', ['a', names[1]], ['b']),
      node('GlobalAveragePool', ['b'], ['c']),
      node('Reshape', ['c', 'shape'], ['d']),
      node('Gemm', ['d', names[2]], ['y'], [int('transB', 1)]),
      ...extra,
    ],
  })
  return readModel(model(written, more))
}
const base = await net()
async function becomes(name: string, finds: string[], head: Net, also: Case['also'] = () => {}, more: More = {}) {
  return { name, given: { base: { model: base }, head: { model: await net(head, more) } }, finds, also }
}
const weights = ({ metrics }: { metrics: { id: string; head: { value: number | null } }[] }) =>
  metrics.find(({ id }) => id === 'parameters')!.head.value

const cases: Case[] = [
  await becomes('the same file', [], {}),
  await becomes(
    'other metadata',
    ['same-network: the same network in another file: graph and all 4 tensors are equal'],
    {},
    ({ exhibits }) => expect(JSON.stringify(exhibits[0])).toContain(`["metadata names",null,"['a']"]`),
    { metadata: { names: "['a']" } },
  ),
  await becomes(
    'names exchanged by an exporter, the graph the same',
    ['same-network: the same network in another file: graph and all 4 tensors are equal'],
    { names: ['12', '7', 'fc'] },
  ),
  await becomes(
    'trained on',
    ['retrained: the same graph, 2 of 4 tensors have other values'],
    { seeds: [5, 2, 6] },
    (outcome) => {
      expect(weights(outcome)).toBe(108 + 144 + 12)
      expect(outcome.metrics.map(({ id, base: b, head: h }) => [id, b.value, h.value])).toContainEqual([
        'tensors-of-its-own',
        2,
        2,
      ])
    },
  ),
  {
    name: 'two weights that change places in the graph are not equal, whatever their names',
    given: { base: { model: exchangeable(false) }, head: { model: exchangeable(true) } },
    finds: ['retrained: the same graph, 2 of 4 tensors have other values'],
  },
  await becomes(
    'other classes',
    ['resized: the same graph, of 4 tensors 2 with other values, 1 with another shape or type'],
    {
      seeds: [5, 6, 7],
      classes: 5,
    },
  ),
  await becomes(
    'another stride: the weights are the same, the graph is not',
    ['same-weights: all 3 weights equal by content, 0 of them under another name; nodes 5 → 5, other constants: 0'],
    { stride: 2 },
  ),
  await becomes(
    'exported again: renamed, one node more, one constant more',
    ['same-weights: all 3 weights equal by content, 3 of them under another name; nodes 5 → 6, other constants: 1'],
    { names: ['614', '617', '1'], extra: [node('Mul', ['y', 'one'], ['z'])], initializers: [floats('one', [], [1])] },
  ),
  await becomes('a head on a frozen network', ['extended: all 3 weights kept, 1 new; nodes 5 → 6'], {
    extra: [node('MatMul', ['y', 'new'], ['z'])],
    initializers: [floats('new', [3, 3], ramp(9, 9))],
  }),
  await becomes(
    'trained on and extended',
    [
      'restructured: another graph: nodes 5 → 6; of 3 weights 1 equal, 2 with other values, 0 with another shape or type, 0 gone; 1 new',
    ],
    {
      seeds: [1, 8, 9],
      extra: [node('MatMul', ['y', 'new'], ['z'])],
      initializers: [floats('new', [3, 3], ramp(9, 9))],
    },
    ({ exhibits }) =>
      expect(exhibits.find(({ title }) => title === 'Operators whose number changed')).toMatchObject({
        rows: [['MatMul', 0, 1]],
      }),
  ),
  {
    name: 'quantised',
    given: { base: { model: base }, head: { model: retyped(base) } },
    finds: ['converted: 3 of 3 weights with another type, the others equal; nodes 5 → 5'],
  },
  {
    name: 'hostile names are clipped',
    given: {
      base: { model: base },
      head: { model: await net({ names: ['__proto__', 'constructor', 'x'.repeat(9999)], seeds: [7, 8, 9] }) },
    },
    finds: ['retrained: the same graph, 3 of 4 tensors have other values'],
    also: ({ exhibits }) => expect(JSON.stringify(exhibits).length).toBeLessThan(3000),
  },
]
testCheck(check, cases)

/** Two weights of one shape; `turned` exchanges the places where they are used, their names stay. */
function exchangeable(turned: boolean): ModelStructure {
  const [first, second] = turned ? ['q', 'p'] : ['p', 'q']
  const tensor = (name: string) => ({ ...base.tensors[0]!, name, digest: name.repeat(64) })
  const step = (input: string, weight: string, output: string) => ({
    ...base.nodes[0]!,
    inputs: [input, weight],
    outputs: [output],
  })
  const nodes = [step('x', first!, 'a'), step('a', second!, 'y')]
  return {
    ...base,
    digest: String(turned).padEnd(64),
    nodes,
    tensors: [tensor('p'), tensor('q'), { ...base.tensors[2]!, digest: 's' }, { ...base.tensors[3]!, digest: 't' }],
  }
}

/** Every weight under another type, as a quantiser names it. */
function retyped(of: ModelStructure): ModelStructure {
  const nodes = of.nodes.map((one) => ({
    ...one,
    operator: one.operator.replace('Conv', 'ConvInteger'),
    inputs: one.inputs.map((name) => (/^(c1|c2|fc)$/.test(name) ? `${name}_quantized` : name)),
  }))
  const tensors = of.tensors.map((one) =>
    one.role === 'weight' ? { ...one, name: `${one.name}_quantized`, dtype: 'uint8', digest: `u${one.digest}` } : one,
  )
  return { ...of, digest: 'q'.repeat(64), nodes, tensors }
}

test('hundreds of thousands of new nodes and tensors are compared in linear time', async () => {
  const many = (count: number, seed: string): ModelStructure => ({
    ...base,
    digest: seed.repeat(64),
    nodes: Array.from({ length: count }, (_, index) => ({
      ...base.nodes[1]!,
      inputs: [index === 0 ? 'x' : `v${index - 1}`, `${index}`],
      outputs: [`v${index}`],
    })),
    tensors: Array.from({ length: count }, (_, index) => ({
      ...base.tensors[1]!,
      name: `${index}`,
      digest: `${seed}${index}`,
    })),
  })
  await expectLinear(100_000, (count) => {
    const given = { base: { model: many(count, 'a') }, head: { model: many(count * 0.99, 'b') } }
    return () => {
      const { exhibits } = outcomeOf(check, { given })
      expect(exhibits.every((exhibit) => exhibit.kind !== 'table' || exhibit.rows.length <= 100)).toBe(true)
    }
  })
})

/** As the table of real pairs counts: initializers, by name; by content those of more than one element. */
function byName(base: ModelStructure, head: ModelStructure): Record<string, number> {
  const initializers = ({ tensors }: ModelStructure) => tensors.filter(({ source }) => source === 'initializer')
  const after = new Map(initializers(head).map((tensor) => [tensor.name, tensor]))
  const counts = { equal: 0, changed: 0, reshaped: 0, gone: 0, added: after.size }
  for (const tensor of initializers(base)) {
    const same = after.get(tensor.name)
    if (same) counts.added--
    if (!same) counts.gone++
    else if (same.dtype !== tensor.dtype || String(same.dims) !== String(tensor.dims)) counts.reshaped++
    else if (same.digest === tensor.digest) counts.equal++
    else counts.changed++
  }
  return counts
}
function counts(change: TensorChange): Record<string, number | boolean> {
  return Object.fromEntries(
    Object.entries(change)
      .map(([kind, value]) => [kind, Array.isArray(value) ? value.length : value])
      .filter(([, value]) => value !== 0),
  )
}
function operators(base: ModelStructure, head: ModelStructure): Record<string, [number, number]> {
  const names = [...new Set([...base.operators.keys(), ...head.operators.keys()])].sort()
  return Object.fromEntries(
    names
      .map((name): [string, [number, number]] => [name, [base.operators.get(name) ?? 0, head.operators.get(name) ?? 0]])
      .filter(([, [before, after]]) => before !== after),
  )
}

describe.skipIf(!realModels())('real pairs', () => {
  async function seen(name: string) {
    const { base: before, head } = await realPair(name)
    const outcome = outcomeOf(check, { given: { base: { model: before }, head: { model: head } } })
    return {
      says: readings(check, outcome)[0],
      counts: counts(compareTensors(before, head)),
      byName: byName(before, head),
      operators: operators(before, head),
      nodes: [before.nodes.length, head.nodes.length],
    }
  }
  test('yunet-opset: a new export, not a retraining, whatever the names say', async () => {
    expect(await seen('yunet-opset')).toEqual({
      says: 'same-weights: all 86 weights equal by content, 36 of them under another name; nodes 111 → 123, other constants: 12',
      counts: { sameGraph: false, equal: 55, renamed: 45, added: 12 },
      byName: { equal: 50, changed: 22, reshaped: 10, gone: 10, added: 10 },
      operators: { Constant: [8, 20] },
      nodes: [111, 123],
    })
  })
  test('yunet-export: shapes stored once, Resize by scales, the rest renumbered', async () => {
    expect(await seen('yunet-export')).toEqual({
      says: 'same-weights: all 106 weights equal by content, 36 of them under another name; nodes 115 → 115, other constants: 4',
      counts: { sameGraph: false, equal: 82, renamed: 40, added: 2, removed: 2, merged: 9 },
      byName: expect.objectContaining({ reshaped: 16 }),
      operators: {},
      nodes: [115, 115],
    })
  })
  test('yunet-retrained', async () => {
    expect(await seen('yunet-retrained')).toEqual({
      says: 'retrained: the same graph, 118 of 124 tensors have other values',
      counts: { sameGraph: true, equal: 6, changed: 118 },
      byName: { equal: 6, changed: 118, reshaped: 0, gone: 0, added: 0 },
      operators: {},
      nodes: [115, 115],
    })
  })
  test('yunet-input-size: only the sizes of Resize differ', async () => {
    expect(await seen('yunet-input-size')).toMatchObject({
      says: 'same-weights: all 86 weights equal by content, 0 of them under another name; nodes 85 → 85, other constants: 3',
      counts: { sameGraph: true, equal: 99, changed: 3 },
      byName: { equal: 99, changed: 3 },
    })
  })
  test('keypoint-classifier: two names exchanged', async () => {
    expect(await seen('keypoint-classifier')).toMatchObject({
      says: 'same-weights: all 6 weights equal by content, 2 of them under another name; nodes 9 → 9, other constants: 0',
      operators: { Softmax: [1, 0], ArgMax: [0, 1] },
    })
  })
  test('point-history-classifier', async () => {
    expect(await seen('point-history-classifier')).toMatchObject({
      says: 'same-weights: all 6 weights equal by content, 2 of them under another name; nodes 9 → 13, other constants: 1',
      operators: { ArgMax: [0, 1], Less: [0, 1], ReduceMax: [0, 1], Where: [0, 1] },
    })
  })
  test('yolox-nano-finetuned: the whole network, and other classes', async () => {
    expect(await seen('yolox-nano-finetuned')).toEqual({
      says: 'resized: the same graph, of 236 tensors 223 with other values, 6 with another shape or type',
      counts: { sameGraph: true, equal: 7, changed: 223, reshaped: 6 },
      byName: { equal: 7, changed: 223, reshaped: 6, gone: 0, added: 0 },
      operators: {},
      nodes: [369, 369],
    })
  })
  test('yolo11n-pose-int8: 93 pairs of Quantize and Dequantize are gone', async () => {
    expect(await seen('yolo11n-pose-int8')).toMatchObject({
      says: 'same-weights: all 195 weights equal by content, 0 of them under another name; nodes 1285 → 1099, other constants: 150',
      counts: { sameGraph: false, equal: 1101, removed: 150 },
      nodes: [1285, 1099],
    })
  })
  test('yunet-int8 and yunet-fp16: converted', async () => {
    expect(await seen('yunet-int8')).toMatchObject({
      says: 'converted: 59 of 106 weights with another type, the others equal; nodes 115 → 460',
      operators: { ConvInteger: [0, 59], Conv: [59, 0] },
    })
    expect(await seen('yunet-fp16')).toMatchObject({
      says: 'converted: 106 of 106 weights with another type, the others equal; nodes 115 → 132',
      operators: { Cast: [0, 17] },
    })
  })
  test('cells-frozen-backbone: another head', async () => {
    expect(await seen('cells-frozen-backbone')).toMatchObject({
      says: 'extended: all 27 weights kept, 2 new; nodes 22 → 26',
      byName: { equal: 27, added: 2 },
    })
  })
  test('decoding-into-graph', async () => {
    expect(await seen('decoding-into-graph')).toMatchObject({
      says: 'extended: all 139 weights kept, 1 new; nodes 211 → 246',
      counts: { sameGraph: false, equal: 195, added: 15 },
      byName: { equal: 195, added: 15 },
    })
  })
  test('fastestdet-history: constants became initializers, which is no change of the graph', async () => {
    expect(await seen('fastestdet-history')).toMatchObject({
      says: 'retrained: the same graph, 166 of 195 tensors have other values',
      byName: { equal: 1, changed: 140, added: 54 },
      operators: { Constant: [54, 0] },
    })
  })
  test('ultraface-simplified: batch normalisation folded', async () => {
    expect(await seen('ultraface-simplified')).toMatchObject({
      says: expect.stringContaining('restructured: another graph: nodes 242 → 110; of 212 weights 34 equal'),
      operators: { BatchNormalization: [35, 0] },
    })
  })
  test('mobilenetv2-broken: no weight is the same', async () => {
    expect(await seen('mobilenetv2-broken')).toMatchObject({
      says: expect.stringContaining('restructured: another graph: nodes 422 → 526; of 106 weights 0 equal'),
    })
  })
})
