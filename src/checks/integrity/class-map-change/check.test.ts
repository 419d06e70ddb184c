import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ModelStructure } from '#evidence/model/types'
import { type Case, testCheck } from '#test/check-tester'
import { type SideEvidence, type SideOptions, side } from '#test/evidence-builders'
import { readModel, realModels } from '#test/models'
import { graph, model, node, port } from '#test/onnx-writer'
import { check } from './check.ts'
import { roomOf } from './outputs.ts'

const with_ = (classes: readonly string[], options: SideOptions = {}): SideEvidence =>
  side([{ path: 'a.jpg', label: null }], { classes, numbered: true, ...options })

/** A classifier with so many outputs, and the names that its metadata and the configuration give them. */
async function net(
  width: number,
  metadata?: readonly string[],
  configured?: readonly string[],
): Promise<ModelStructure> {
  const written = graph({
    inputs: [port('image', ['batch', 3, 8, 8])],
    outputs: [port('scores', ['batch', width])],
    nodes: [node('Flatten', ['image'], ['scores'])],
  })
  const read = await readModel(model(written, metadata ? { metadata: { names: JSON.stringify(metadata) } } : {}))
  return { ...read, configured: configured ? { names: configured, source: '`model.classes`' } : null }
}
async function detector(input: readonly number[], output: readonly (number | string)[]): Promise<ModelStructure> {
  const written = graph({
    inputs: [port('image', [...input])],
    outputs: [port('boxes', [...output])],
    nodes: [node('Flatten', ['image'], ['boxes'])],
  })
  return readModel(model(written))
}
const data = (base: readonly string[], head: readonly string[], options?: SideOptions) => ({
  base: with_(base, options),
  head: with_(head, options),
})

const [three, cow] = [
  ['ant', 'bee', 'cat'],
  ['ant', 'bee', 'cow', 'cat'],
]
const cases: Case[] = [
  { name: 'nothing changed', given: data(three, three) },
  {
    name: 'a class in the middle renumbers those behind it',
    given: data(three, cow),
    finds: ['renumbered: 1 classes of the dataset have another number: cat 2→3'],
  },
  {
    name: 'two that changed places',
    given: data(three, ['bee', 'ant', 'cat']),
    finds: ['renumbered: 2 classes of the dataset have another number: bee 1→0, ant 0→1'],
  },
  {
    name: 'names that are only sorted, and no model that counts them',
    given: data(three, cow, { numbered: false }),
    finds: ['reordered: 1 classes of the dataset stand elsewhere in the order of their names: cat 2→3'],
  },
  {
    name: 'at the end nothing moves',
    given: data(three, [...three, 'dog']),
    finds: ['added: 1 classes were added at the end of the dataset: dog 3'],
  },
  {
    name: 'gone from the end',
    given: data(three, ['ant', 'bee']),
    finds: ['removed: 1 classes of the dataset are gone: cat 2'],
  },
  {
    name: 'renamed; names of hostile people',
    given: data(['__proto__', 'constructor'], ['__proto__', 'toString']),
    finds: ['renamed: 1 classes of the dataset have another name at the same number: 1 constructor→toString'],
  },
  {
    name: 'seven classes turned round',
    given: data([...'abcdefg'], [...'gfedcba']),
    finds: ['renumbered: 6 classes of the dataset have another number: g 6→0, f 5→1, e 4→2, c 2→4, b 1→5, 1 more'],
  },
  {
    name: 'an order that is only ours says nothing where the model has names',
    given: {
      base: { ...with_(three, { numbered: false }), model: await net(3, three) },
      head: { ...with_(cow, { numbered: false }), model: await net(4, [...three, 'cow']) },
    },
    finds: ['added: 1 classes were added at the end of the model: cow 3'],
  },
  {
    name: 'outputs of the model in another order',
    given: {
      base: { ...with_(three, { numbered: false }), model: await net(3, three) },
      head: { ...with_(three, { numbered: false }), model: await net(3, ['bee', 'ant', 'cat']) },
    },
    finds: ['renumbered: 2 classes of the model have another number: bee 1→0, ant 0→1'],
  },
  {
    name: 'data and model together are one change',
    given: {
      base: { ...with_(three), model: await net(3, three) },
      head: { ...with_(cow), model: await net(4, cow) },
    },
    finds: ['renumbered: 1 classes of the dataset have another number: cat 2→3'],
  },
  {
    name: 'fewer outputs than classes, new; and as on base',
    given: {
      base: { ...with_(three), model: await net(3) },
      head: { ...with_([...three, 'dog']), model: await net(3) },
    },
    finds: [
      'added: 1 classes were added at the end of the dataset: dog 3',
      'width-mismatch: the output scores is 3 wide, and dataset names 4 classes',
    ],
    also: ({ findings }) =>
      expect(findings[1]!.about).toEqual([{ kind: 'file', side: 'head', path: 'models/model.onnx' }]),
  },
  {
    name: 'it was so before',
    given: { base: { ...with_(three), model: await net(4) }, head: { ...with_(three), model: await net(4) } },
    finds: ['width-mismatch (old): the output scores is 4 wide, and dataset names 3 classes'],
  },
  {
    name: 'one score is one of two classes; labels that are sets have no width',
    given: { base: null, head: { ...with_(['no', 'yes']), model: await net(1) } },
  },
  {
    name: 'sets of labels',
    given: { base: null, head: { ...with_(['a', 'a;b', 'b'], { numbered: false }), model: await net(2) } },
    target: { task: 'multi-label' },
  },
  {
    name: 'a model that knows more classes than the data show',
    given: { base: null, head: { ...with_(['ant', 'cat']), model: await net(3, three) } },
  },
  {
    name: 'three sources, three opinions',
    given: {
      base: null,
      head: { ...with_(['cat', 'ant', 'owl']), model: await net(3, ['ant', 'cat', 'bee'], three) },
    },
    finds: [
      'names-disagree: `model.classes` and metadata do not agree on 2 classes: 1 bee / cat, 2 cat / bee',
      'names-disagree: dataset and `model.classes` do not agree on 2 classes: owl / none, ant 1 / ant 0',
    ],
  },
  {
    name: 'names without meaning are none',
    given: {
      base: null,
      head: { ...with_(three), model: await net(3, ['class_0', 'class_1', 'class_2'], three) },
    },
  },
  {
    name: 'a YOLO head for another number of classes',
    given: { base: null, head: { ...with_(three), model: await detector([1, 3, 640, 640], [1, 84, 8400]) } },
    target: { task: 'detection' },
    finds: ['width-mismatch: the output boxes is 84 wide, and dataset names 3 classes'],
  },
  {
    name: 'heads with and without objectness, and one that nobody can be sure of',
    given: {
      base: { ...with_(three), model: await detector([1, 3, 640, 640], [1, 7, 8400]) },
      head: { ...with_(three), model: await detector([1, 416, 416, 3], [1, 10647, 8]) },
    },
    target: { task: 'detection' },
  },
]
testCheck(check, cases)

describe('room for classes', () => {
  test.each([
    [
      [1, 3, 640, 640],
      [1, 84, 8400],
      [80, 79],
    ],
    [
      ['n', 3, 320, 320],
      ['n', 84, 2100],
      [80, 79],
    ],
    [
      [1, 3, 640, 640],
      [1, 25200, 85],
      [81, 80],
    ],
    [[1, 3, 640, 640], [1, 300, 6], undefined],
    [[1, 3, 300, 300], [1, 8732, 85], undefined],
    [[1, 3, 'h', 'w'], [1, 84, 8400], undefined],
    [[1, 3, 640, 640], [1, 84, 'cells'], undefined],
  ])('%j → %j', async (input, output, classes) => {
    expect(roomOf(await detector(input as number[], output), 'detection')?.classes).toEqual(classes)
  })
  const folder = realModels()
  test.skipIf(folder === null).each([
    ['mobilenetv2-int8.onnx', 'classification', [1000]],
    ['yolov8n-int8.onnx', 'detection', [80, 79]],
    ['yolox-nano.onnx', 'detection', [81, 80]],
    ['pairs/yolox-nano-finetuned/head.onnx', 'detection', [17, 16]],
    ['yolov10n-int8.onnx', 'detection', undefined],
    ['nanodet-m-416.onnx', 'detection', undefined],
    ['fastestdet-97df0a8.onnx', 'detection', undefined],
    ['ultraface-rfb320.onnx', 'detection', undefined],
    ['deeplabv3-257.onnx', 'semantic-segmentation', undefined],
  ] as const)('%s', async (name, task, classes) => {
    expect(roomOf(await readModel(readFileSync(`${folder}/${name}`)), task)?.classes).toEqual(classes)
  })
})
