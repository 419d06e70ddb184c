import { describe, expect, test } from 'vitest'
import type { ModelStructure } from '#evidence/model/types'
import { type Case, outcomeOf, readings, testCheck } from '#test/check-tester'
import { readModel, realModels, realPair } from '#test/models'
import { FLOAT, graph, INT64, model, node, port } from '#test/onnx-writer'
import { check } from './check.ts'

type Port = ReturnType<typeof port>
interface Made {
  inputs?: Port[]
  outputs?: Port[]
  nodes?: ReturnType<typeof node>[]
}
type More = NonNullable<Parameters<typeof model>[1]>

async function made({ inputs, outputs, nodes }: Made = {}, more: More = {}): Promise<ModelStructure> {
  const written = graph({
    inputs: inputs ?? [port('image', ['batch', 3, 8, 8])],
    outputs: outputs ?? [port('scores', ['batch', 3])],
    nodes: nodes ?? [node('Flatten', ['image'], ['scores'])],
  })
  return readModel(model(written, more))
}
const base = await made()
const image = port('image', ['batch', 3, 8, 8])
const scores = port('scores', ['batch', 3])

async function becomes(name: string, finds: string[], head: Made, more: More = {}): Promise<Case> {
  return { name, given: { base: { model: base }, head: { model: await made(head, more) } }, finds }
}

const cases: Case[] = [
  await becomes('nothing changed', [], {}),
  await becomes('names of dynamic dimensions are no contract', [], {
    inputs: [port('image', ['N', 3, 8, 8])],
    outputs: [port('scores', ['N', 3])],
  }),
  await becomes('input added', ['input-added: a new input threshold, float32 []'], {
    inputs: [image, port('threshold', [])],
  }),
  await becomes(
    'input replaced',
    ['input-removed: the input image is gone, float32 [batch, 3, 8, 8]', 'input-added: a new input bytes, int64 [n]'],
    { inputs: [port('bytes', ['n'], INT64)] },
  ),
  await becomes('input renamed', ['input-renamed: the input image is now called pixels'], {
    inputs: [port('pixels', ['n', 3, 8, 8])],
  }),
  await becomes(
    'renamed and fixed at once',
    [
      'input-renamed: the input image is now called input',
      'input-narrowed: the input image is fixed where it was dynamic: [batch, 3, 8, 8] → [1, 3, 8, 8]',
    ],
    { inputs: [port('input', [1, 3, 8, 8])] },
  ),
  await becomes(
    'input of another type',
    ['input-type: the input image has another type: float32 [batch, 3, 8, 8] → int64 [batch, 3, 8, 8]'],
    { inputs: [port('image', ['batch', 3, 8, 8], INT64)] },
  ),
  await becomes(
    'input size',
    ['input-shape: the input image has another shape: [batch, 3, 8, 8] → [batch, 3, 16, 16]'],
    {
      inputs: [port('image', ['batch', 3, 16, 16])],
    },
  ),
  await becomes(
    'input of another rank',
    ['input-shape: the input image has another shape: [batch, 3, 8, 8] → [batch, 192]'],
    {
      inputs: [port('image', ['batch', 192])],
    },
  ),
  await becomes(
    'batch fixed at 1',
    [
      'input-narrowed: the input image is fixed where it was dynamic: [batch, 3, 8, 8] → [1, 3, 8, 8]',
      'output-narrowed: the output scores is fixed where it was dynamic: [batch, 3] → [1, 3]',
    ],
    { inputs: [port('image', [1, 3, 8, 8])], outputs: [port('scores', [1, 3])] },
  ),
  await becomes(
    'size made dynamic',
    ['input-widened: the input image is dynamic where it was fixed: [batch, 3, 8, 8] → [batch, 3, h, w]'],
    { inputs: [port('image', ['batch', 3, 'h', 'w'])] },
  ),
  await becomes(
    'one axis fixed, another dynamic: narrowed',
    ['input-narrowed: the input image is fixed where it was dynamic: [batch, 3, 8, 8] → [1, 3, h, w]'],
    { inputs: [port('image', [1, 3, 'h', 'w'])] },
  ),
  await becomes('output added', ['output-added: a new output embedding, float32 [batch, 64]'], {
    outputs: [scores, port('embedding', ['batch', 64])],
  }),
  await becomes(
    'output replaced by class ids',
    [
      'output-removed: the output scores is gone, float32 [batch, 3]',
      'output-added: a new output class_ids, int64 [batch]',
    ],
    { outputs: [port('class_ids', ['batch'], INT64)] },
  ),
  await becomes('output renamed', ['output-renamed: the output scores is now called logits'], {
    outputs: [port('logits', ['batch', 3])],
  }),
  await becomes(
    'output of another type',
    ['output-type: the output scores has another type: float32 [batch, 3] → int64 [batch, 3]'],
    { outputs: [port('scores', ['batch', 3], INT64)] },
  ),
  await becomes(
    'output of another rank',
    ['output-shape: the output scores has another shape: [batch, 3] → [batch, 3, 1, 1]'],
    {
      outputs: [port('scores', ['batch', 3, 1, 1])],
    },
  ),
  await becomes('more classes', ['output-width: the output scores is 5 wide, no longer 3: [batch, 3] → [batch, 5]'], {
    outputs: [port('scores', ['batch', 5])],
  }),
  await becomes(
    'number of classes unknown',
    ['output-widened: the output scores is dynamic where it was fixed: [batch, 3] → [batch, classes]'],
    { outputs: [port('scores', ['batch', 'classes'])] },
  ),
  {
    name: 'outputs exchanged, inputs exchanged',
    given: {
      base: {
        model: await made({ inputs: [image, port('mask', ['n', 1])], outputs: [scores, port('boxes', ['n', 4])] }),
      },
      head: {
        model: await made({ inputs: [port('mask', ['n', 1]), image], outputs: [port('boxes', ['n', 4]), scores] }),
      },
    },
    finds: [
      'input-order: the inputs stand in another order: image, mask → mask, image',
      'output-order: the outputs stand in another order: scores, boxes → boxes, scores',
    ],
  },
  {
    name: 'rows of a detector follow the input size: no other number of classes',
    given: {
      base: { model: await made({ inputs: [port('x', [1, 3, 320, 320])], outputs: [port('y', [1, 84, 2100])] }) },
      head: { model: await made({ inputs: [port('x', [1, 3, 640, 640])], outputs: [port('y', [1, 84, 8400])] }) },
    },
    finds: [
      'input-shape: the input x has another shape: [1, 3, 320, 320] → [1, 3, 640, 640]',
      'output-shape: the output y has another shape: [1, 84, 2100] → [1, 84, 8400]',
    ],
  },
  await becomes('newer operators', ['opset-raised: the operator set ai.onnx rises from 17 to 20'], {}, { opset: 20 }),
  await becomes('older operators', ['opset-lowered: the operator set ai.onnx falls from 17 to 11'], {}, { opset: 11 }),
  await becomes('newer IR', ['ir-raised: the IR version rises from 8 to 10'], {}, { ir: 10 }),
  await becomes('older IR', [], {}, { ir: 7 }),
  await becomes('an extension that is listed and not used', [], {}, { domains: ['com.microsoft'] }),
  await becomes(
    'an extension',
    ['domain-added: operators of com.microsoft, which is not standard ONNX: FusedConv, QLinearAdd'],
    {
      nodes: [
        node('QLinearAdd', ['image'], ['a'], [], 'com.microsoft'),
        node('FusedConv', ['a'], ['scores'], [], 'com.microsoft'),
        node('Normalizer', ['a'], ['b'], [], 'ai.onnx.ml'),
      ],
    },
  ),
  {
    name: 'external data',
    given: { base: { model: base }, head: { model: { ...base, external: ['models/model.onnx.data'] } } },
    finds: ['external-data: tensors now lie outside the model, in models/model.onnx.data'],
  },
  await becomes(
    'hostile names',
    [
      'input-removed: the input image is gone, float32 [batch, 3, 8, 8]',
      'input-added: a new input __proto__, float32 [constructor]',
      `input-added: a new input ${'x'.repeat(200)}…, float32 [<!--]`,
      'output-renamed: the output scores is now called a|b\n::error::\u202e',
    ],
    {
      inputs: [port('__proto__', ['constructor']), port('x'.repeat(300), ['<!--'])],
      outputs: [port('a|b\n::error::\u202e', ['n', 3])],
    },
  ),
]
testCheck(check, cases)

test('a waiver dies with what was shown to whoever gave it, even in the part of a name that is clipped', async () => {
  const bases = await Promise.all(
    ['a', 'b'].map(async (end) => {
      const head = await made({ inputs: [image, port('x'.repeat(300) + end, [1], FLOAT)] })
      return outcomeOf(check, { given: { base: { model: base }, head: { model: head } } }).findings[0]!.basis
    }),
  )
  expect(bases[0]).not.toBe(bases[1])
})

describe.skipIf(!realModels())('real pairs', () => {
  async function breaks(name: string): Promise<string[]> {
    const { base: before, head } = await realPair(name)
    return readings(check, outcomeOf(check, { given: { base: { model: before }, head: { model: head } } }))
  }
  test.each<[name: string, breaks: string[]]>([
    [
      'yunet-opset',
      ['opset-raised: the operator set ai.onnx rises from 9 to 11', 'ir-raised: the IR version rises from 6 to 7'],
    ],
    ['yunet-export', []],
    ['yunet-retrained', []],
    ['yunet-int8', []],
    ['yunet-fp16', []],
    [
      'yunet-input-size',
      [
        'input-shape: the input input has another shape: [1, 3, 160, 120] → [1, 3, 320, 320]',
        'output-shape: the output loc has another shape: [1, 1076, 14] → [1, 5875, 14]',
        'output-shape: the output conf has another shape: [1, 1076, 2] → [1, 5875, 2]',
        'output-shape: the output iou has another shape: [1, 1076, 1] → [1, 5875, 1]',
      ],
    ],
    [
      'keypoint-classifier',
      [
        'output-removed: the output output is gone, float32 [batch, 3]',
        'output-added: a new output class_ids, int64 [batch]',
      ],
    ],
    [
      'point-history-classifier',
      [
        'input-added: a new input score_threshold, float32 []',
        'output-removed: the output output is gone, float32 [batch, 4]',
        'output-added: a new output class_ids, int64 [batch]',
      ],
    ],
    [
      'yolox-nano-finetuned',
      ['output-width: the output output is 21 wide, no longer 85: [1, 3549, 85] → [1, 3549, 21]'],
    ],
    ['yolo11n-pose-int8', []],
    ['cells-frozen-backbone', ['output-renamed: the output probabilities is now called counts']],
    [
      'decoding-into-graph',
      [
        'output-removed: the output 758 is gone, float32 [1, 85, 22, 22]',
        'output-added: a new output boxes, float32 [n, 4]',
        'output-added: a new output labels, int64 [n]',
        'output-added: a new output scores, float32 [n]',
      ],
    ],
    [
      'fastestdet-history',
      [
        'input-shape: the input input.1 has another shape: [1, 3, 512, 512] → [1, 3, 352, 352]',
        'output-shape: the output 758 has another shape: [1, 85, 32, 32] → [1, 85, 22, 22]',
      ],
    ],
    ['ultraface-simplified', []],
    [
      'mobilenetv2-broken',
      [
        'input-narrowed: the input input is fixed where it was dynamic: [batch_size, 3, 224, 224] → [1, 3, 224, 224]',
        'output-narrowed: the output output is fixed where it was dynamic: [batch_size, 1000] → [1, 1000]',
        'opset-raised: the operator set ai.onnx rises from 12 to 17',
        'ir-raised: the IR version rises from 7 to 8',
      ],
    ],
  ])('%s', async (name, expected) => expect(await breaks(name)).toEqual(expected))
})
