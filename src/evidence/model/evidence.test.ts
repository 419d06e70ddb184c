import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create } from '@bufbuild/protobuf'
import { TensorProtoSchema } from 'onnx-buf'
import { describe, expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import type { Scene } from '#contract/evidence'
import type { Side } from '#contract/ids'
import { MemoryTree } from '#test/memory-tree'
import { MODEL_PATH, modelScene, readModel, realModels } from '#test/models'
import { colourClassifier, floats, graph, int64s, model, node, port } from '#test/onnx-writer'
import { evidence } from './evidence.ts'

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof GateError) return `${error.code} (${error.owner}): ${error.message}. ${error.hint}`
    throw error
  }
  return 'none'
}
/** A tensor of two floats in another file. */
function outside(name: string, location: string, offset = 0) {
  return create(TensorProtoSchema, {
    name,
    dataType: 1,
    dims: [2n],
    dataLocation: 1,
    externalData: [
      { key: 'location', value: location },
      { key: 'offset', value: String(offset) },
      { key: 'length', value: '8' },
    ],
  })
}
function adding(...initializers: ReturnType<typeof floats>[]): Uint8Array {
  return model(
    graph({
      inputs: [port('x', ['n', 2])],
      outputs: [port('y', ['n', 2])],
      initializers,
      nodes: initializers.map(({ name }, at) => node('Add', [at === 0 ? 'x' : `h${at}`, name], [`h${at + 1}`])),
    }),
  )
}
const data = new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer)

describe('what it holds', () => {
  test('a small classifier', async () => {
    const of = await readModel(colourClassifier(4, { metadata: { names: "{0: 'red', 1: 'green', 2: 'blue'}" } }))
    expect(of).toMatchObject({
      path: MODEL_PATH,
      irVersion: 8,
      inputs: [{ name: 'image', dtype: 'float32', dims: ['batch', 3, 4, 4] }],
      outputs: [{ name: 'scores', dtype: 'float32', dims: ['batch', 3] }],
      operators: new Map([
        ['ReduceMean', 1],
        ['Mul', 1],
      ]),
      tensors: [{ name: 'scale', role: 'weight', dims: [3] }],
      parameters: 3,
      external: [],
      classes: ['red', 'green', 'blue'],
    })
    expect(of.nodes.map(({ attributes }) => attributes.length)).toEqual([64, 0])
    expect(of.digest).toMatch(/^[0-9a-f]{64}$/)
  })
  test('shapes, sizes of Resize and single numbers are no weights', async () => {
    const of = await readModel(
      model(
        graph({
          inputs: [port('x', [1, 1, 2, 2])],
          outputs: [port('y', ['h', 'w'])],
          initializers: [
            floats('scales', [4], [1, 1, 2, 2]),
            floats('one', [], [1]),
            floats('both', [4], [1, 1, 1, 1]),
            int64s('shape', [2], [-1, 4]) as never,
          ],
          nodes: [
            node('Resize', ['x', '', 'scales'], ['a']),
            node('Resize', ['a', '', 'both'], ['b']),
            node('Mul', ['b', 'both'], ['c']),
            node('Mul', ['c', 'one'], ['d']),
            node('Reshape', ['d', 'shape'], ['y']),
          ],
        }),
      ),
    )
    expect(of.tensors.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'scales constant',
      'one constant',
      'both weight',
      'shape constant',
    ])
    expect(of.parameters).toBe(4)
  })
})

describe('external data', () => {
  const file = `${MODEL_PATH}.data`
  test('read from the commit, equal to the same values inside', async () => {
    const bytes = adding(
      outside('a', 'model.onnx.data'),
      outside('b', './model.onnx.data', 8),
      floats('c', [2], [3, 4]),
    )
    const of = await readModel(bytes, [[file, data]])
    const [a, b, c] = of.tensors
    expect(of.external).toEqual([file])
    expect(b!.digest).toBe(c!.digest)
    expect(a!.digest).not.toBe(b!.digest)
  })
  test.each<[string, Uint8Array, string]>([
    [
      'elsewhere',
      adding(outside('a', 'weights/a.bin')),
      'onnx-external-data (artifact): models/model.onnx: its tensors lie in "weights/a.bin"',
    ],
    ['above', adding(outside('a', '../secret.data')), 'onnx-external-data'],
    ['absolute', adding(outside('a', '/etc/passwd')), 'onnx-external-data'],
    ['in the folder of git', adding(outside('a', '.git/config')), 'onnx-external-data'],
    ['nowhere', adding(outside('a', '')), 'onnx-malformed'],
    ['in a file that is absent', adding(outside('a', 'model.data')), 'file-missing (artifact): models/model.data'],
    ['in a symbolic link', adding(outside('a', 'model.bin')), 'not-a-file (artifact): models/model.bin'],
    [
      'behind the end',
      adding(outside('a', 'model.onnx.data', 12)),
      'onnx-malformed (artifact): models/model.onnx.data',
    ],
  ])('%s', async (_, bytes, message) => {
    const files = [
      [file, data],
      ['models/model.bin', { symlink: '/etc/passwd' }],
    ] as const
    expect(await refusal(readModel(bytes, files))).toContain(message)
  })
  test('what it depends on is known before it is read', async () => {
    const inputs = (content: Uint8Array) =>
      evidence.inputs(
        modelScene([
          [MODEL_PATH, 'm'],
          ['models/model_data', content],
          ['models/x', 'x'],
        ]),
        'head',
      )
    expect(await inputs(data)).not.toEqual(await inputs(data.slice(4)))
    expect((await inputs(data)).filter((id) => id !== '')).toHaveLength(2)
  })
})

describe('refused with file and remedy', () => {
  test.each<[string, Uint8Array]>([
    ['no model at all', Buffer.from('<!doctype html>')],
    ['cut off', colourClassifier(4).slice(0, -9)],
  ])('%s', async (_, bytes) => {
    expect(await refusal(readModel(bytes))).toMatch(
      /^onnx-malformed \(artifact\): models\/model\.onnx: .* at byte \d+\. Export/,
    )
  })
  test('a model that the configuration names and the commit lacks', async () => {
    const scene = modelScene([])
    const compute = evidence.compute(scene, 'head', () => Promise.reject(new Error()), {} as never)
    expect(await refusal(compute)).toContain('file-missing')
    expect(await evidence.unavailable(scene, 'head')).toBe(null)
  })
})

describe('unavailable', () => {
  const head = modelScene([[MODEL_PATH, 'm']])
  const with_ = (side: Side, files: [string, string][] | null, placed = true): Scene => ({
    ...head,
    placement: { ...head.placement, [side]: placed ? head.placement.head : null },
    tree: { ...head.tree, [side]: files && new MemoryTree(files) },
  })
  const reason = async (scene: Scene, side: Side) => (await evidence.unavailable(scene, side))?.code ?? null
  test('on every side', async () => {
    expect(await reason(head, 'head')).toBe(null)
    expect(await reason(with_('head', [], false), 'head')).toBe('no-model')
    expect(await reason(with_('base', [[MODEL_PATH, 'm']]), 'base')).toBe(null)
    expect(await reason(with_('base', []), 'base')).toBe('first-model')
    expect(await reason(with_('base', [], false), 'base')).toBe('first-model')
    expect(await reason(head, 'anchor')).toBe('no-anchor')
    expect(await reason(with_('anchor', [[MODEL_PATH, 'm']]), 'anchor')).toBe(null)
  })
})

describe.skipIf(!realModels())('real models', () => {
  const read = (name: string) => readModel(readFileSync(join(realModels()!, name)))
  test('parameters are the elements that onnx-tool counts (273,912), without shapes and single numbers', async () => {
    const { parameters, tensors } = await read('ultraface-rfb320-simplified.onnx')
    expect(tensors.reduce((sum, { elements }) => sum + elements, 0)).toBe(273_912)
    expect(parameters).toBe(273_888)
  })
  test('185 initializers that are listed as inputs are none', async () => {
    expect((await read('nanodet-m-416.onnx')).inputs.map(({ name }) => name)).toEqual(['input.1'])
  })
  test('class names of Ultralytics', async () => {
    const { classes } = await read('yolov8n-int8.onnx')
    expect(classes).toHaveLength(80)
    expect(classes!.slice(0, 3)).toEqual(['person', 'bicycle', 'car'])
    expect((await read('pairs/yolo11n-pose-int8/base.onnx')).classes).toEqual(['person'])
    expect((await read('mobilenetv2-int8.onnx')).classes).toBe(null)
  })
})
