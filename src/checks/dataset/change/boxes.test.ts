import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Contents, Strings } from '#contract/table'
import type { Boxes, Dataset } from '#evidence/dataset/types'
import { matchRows, swapMatch } from '#evidence/match/match-rows'
import { policy } from '#test/datasets'
import { splitVersions } from '../../split-version.ts'
import { pairBoxes } from './box-match.ts'
import type { Given } from './changes.ts'
import { check } from './check.ts'

interface Box {
  readonly box: readonly [x: number, y: number, w: number, h: number]
  readonly label?: number
  readonly shape?: number
  readonly crowd?: number
}
interface Options {
  readonly classes?: readonly string[]
  readonly normalised?: boolean
  readonly size?: readonly [number, number]
}

/** A dataset with one training image for each list of boxes. */
function dataset(
  images: readonly (readonly Box[])[],
  { classes = ['cat', 'dog'], normalised = false, size }: Options = {},
) {
  const all = images.flatMap((boxes, image) => boxes.map((box) => ({ image, ...box })))
  const content = Contents.empty(images.length)
  for (const row of images.keys()) content.set(row, 'git', (row + 1).toString(16).padStart(40, '0'))
  const none = new Int32Array(images.length).fill(-1)
  const boxes: Boxes = {
    rows: all.length,
    image: Int32Array.from(all, ({ image }) => image),
    label: Int32Array.from(all, ({ label = 0 }) => label),
    xywh: Float64Array.from(all.flatMap(({ box }) => box)),
    normalised,
    id: new Float64Array(all.length).fill(Number.NaN),
    crowd: Uint8Array.from(all, ({ crowd = 0 }) => crowd),
    shape: Float64Array.from(all, ({ shape = 0 }) => shape),
    line: Uint32Array.from(all.keys(), (line) => line + 1),
    column: new Uint32Array(all.length).fill(3),
  }
  const zeros = { codes: new Int32Array(images.length), values: ['train'] }
  const result: Dataset = {
    rows: images.length,
    path: Strings.of(images.map((_, row) => `${row}.jpg`)),
    content,
    split: zeros,
    label: { codes: none, values: classes },
    line: new Uint32Array(images.length),
    source: { codes: zeros.codes, values: ['boxes.json'] },
    ...(size ? { width: none.map(() => size[0]), height: none.map(() => size[1]) } : {}),
    columns: new Map(),
    boxes,
    classes,
    problems: [],
  }
  return result
}
function given(base: Dataset, head: Dataset): Given {
  return { match: matchRows(base, head), base, head, edits: null, baseMasks: null, headMasks: null }
}
function run(of: Given) {
  const outcome = check.run(of, { options: {}, target: policy(), random: () => () => 0.5 })
  if (outcome.status !== 'measured') throw new Error(outcome.status)
  return outcome
}
function findings(base: Dataset, head: Dataset): string[] {
  return run(given(base, head)).findings.map(({ code, args, count }) =>
    [code, count, args.classes, ...(args.iou === undefined ? [] : [args.iou])].join(' '),
  )
}
const box = (x: number, more: Partial<Box> = {}): Box => ({ box: [x, 0, 10, 10], ...more })

describe('what became of annotations', () => {
  test.each<[what: string, base: Box[], head: Box[], told: string[]]>([
    ['the same in another order', [box(0), box(50)], [box(50), box(0)], []],
    ['moved', [box(0)], [box(2)], ['annotations-moved 1 all cat 0.67']],
    ['resized', [box(0)], [{ box: [0, 0, 10, 12] }], ['annotations-moved 1 all cat 0.83']],
    ['too far to be the same', [box(0)], [box(6)], ['annotations-added 1 all cat', 'annotations-removed 1 all cat']],
    ['relabelled', [box(0)], [box(0, { label: 1 })], ['annotations-relabelled 1 all cat → dog']],
    ['relabelled and moved', [box(0)], [box(1, { label: 1 })], ['annotations-relabelled 1 all cat → dog']],
    ['another outline', [box(0, { shape: 7 })], [box(0, { shape: 8 })], ['annotations-reshaped 1 all cat']],
    ['a mask added to a box', [box(0)], [box(0, { shape: 8 })], ['annotations-reshaped 1 all cat']],
    [
      'two that exchanged their classes',
      [box(0), box(50, { label: 1 })],
      [box(0, { label: 1 }), box(50)],
      ['annotations-relabelled 2 cat → dog 1, dog → cat 1'],
    ],
    [
      'the nearest takes it, the other is new',
      [box(0)],
      [box(1), box(2)],
      ['annotations-added 1 all cat', 'annotations-moved 1 all cat 0.82'],
    ],
    [
      'its own class before another',
      [box(0)],
      [box(1, { label: 1 }), box(3)],
      ['annotations-added 1 all dog', 'annotations-moved 1 all cat 0.54'],
    ],
    ['one of two equal ones gone', [box(0), box(0)], [box(0)], ['annotations-removed 1 all cat']],
    ['now a crowd', [box(0)], [box(0, { crowd: 1 })], ['annotations-reshaped 1 all cat']],
  ])('%s', (_, base, head, told) => {
    expect(findings(dataset([base]), dataset([head]))).toEqual(told)
  })
  test('a class that only changed its name relabels nothing', () => {
    const before = dataset([[box(0), box(50, { label: 1 })]])
    const after = dataset([[box(0), box(50, { label: 1 })]], { classes: ['cat', 'hound'] })
    const outcome = run(given(before, after))
    expect(outcome.findings.map(({ code, args }) => [code, args.renamed, args.classes])).toEqual([
      ['classes-changed', 1, 'dog → hound'],
    ])
  })
  test('another class in its place is no renaming', () => {
    const before = dataset([[box(0)], [box(20, { label: 1 })]])
    const after = dataset([[box(0)], [box(20)], [box(0, { label: 1 })]], { classes: ['cat', 'bird'] })
    expect(findings(before, after).sort()).toEqual([
      'annotations-added 1 all bird',
      'annotations-relabelled 1 all dog → cat',
      'classes-changed 2 +bird, −dog',
      'images-added 1 no class',
    ])
  })
  test('pixels and shares of the image are compared where the size is stated', () => {
    const pixels = dataset([[box(0), box(50)]], { size: [100, 200] })
    const shares = dataset([[{ box: [0, 0, 0.1, 0.05] }, { box: [0.5, 0, 0.1, 0.05] }]], { normalised: true })
    expect(findings(pixels, shares)).toEqual([])
    const unknown = dataset([[box(0)]])
    expect(findings(unknown, dataset([[{ box: [0, 0, 0.1, 0.05] }]], { normalised: true }))).toEqual([
      'annotations-added 1 all cat',
      'annotations-removed 1 all cat',
    ])
  })
  test('the line of the annotation is referred to', () => {
    const { findings: found } = run(given(dataset([[box(0)]]), dataset([[box(0), box(50)]])))
    expect(found[0]!.about[0]).toEqual({ kind: 'file', side: 'head', path: 'boxes.json', line: 2, column: 3 })
  })
  test('an image of ten thousand changed boxes ends soon', () => {
    const many = (shift: number) => Array.from({ length: 10_000 }, (_, i) => box(i * 7 + shift))
    const told = findings(dataset([many(0)]), dataset([many(1)]))
    expect(told).toEqual(['annotations-added 10000 all cat', 'annotations-removed 10000 all cat'])
  })
})

describe('laws', () => {
  const boxes = fc.array(
    fc.record({
      box: fc.tuple(fc.nat(6), fc.nat(6), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })),
      label: fc.nat(1),
      shape: fc.nat(1),
      crowd: fc.nat(1),
    }),
    { maxLength: 6 },
  )
  const side = (of: Dataset) => ({ boxes: of.boxes!, classes: Int32Array.of(0, 1), scale: [1, 1] as const })
  const rows = (of: Dataset) => Int32Array.from({ length: of.boxes!.rows }, (_, row) => row)

  test('pairs are one to one, and exchanged when the sides are', () => {
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        const [base, head] = [dataset([a]), dataset([b])]
        const pairs = pairBoxes(side(base), rows(base), side(head), rows(head))
        expect(new Set(pairs.map((pair) => pair.base)).size).toBe(pairs.length)
        expect(new Set(pairs.map((pair) => pair.head)).size).toBe(pairs.length)
        const back = pairBoxes(side(head), rows(head), side(base), rows(base))
        const known = (list: typeof pairs) => list.map(({ change }) => change).sort()
        expect(known(back)).toEqual(known(pairs))
      }),
    )
  })
  test('nothing is counted twice: what is there is what was, plus added, minus removed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(boxes, boxes), { maxLength: 3 }), (images) => {
        const [base, head] = [dataset(images.map(([a]) => a)), dataset(images.map(([, b]) => b))]
        const of = given(base, head)
        const count = (code: string, found = run(of).findings) => found.find((one) => one.code === code)?.count ?? 0
        expect(base.boxes!.rows + count('annotations-added') - count('annotations-removed')).toBe(head.boxes!.rows)
        const [metric] = run(of).metrics.filter(({ id }) => id === 'annotations')
        const n = base.boxes!.rows + count('annotations-added') // each annotation once, on whichever side it is
        if (metric?.delta.value != null) expect(metric.delta).toMatchObject({ n })
        const back = run({
          match: swapMatch(of.match),
          base: head,
          head: base,
          edits: null,
          baseMasks: null,
          headMasks: null,
        }).findings
        expect(count('annotations-added', back)).toBe(count('annotations-removed'))
      }),
    )
  })
  test('a version is the same in any order, and another after any change', () => {
    fc.assert(
      fc.property(fc.array(boxes, { minLength: 1, maxLength: 4 }), (images) => {
        const version = (list: typeof images) => splitVersions(dataset(list)).get('train')
        expect(version(images.map((list) => list.toReversed()))).toBe(version(images))
        const [first = [], ...rest] = images
        expect(version([[...first, { box: [1, 2, 3, 4], label: 0, shape: 0, crowd: 0 }], ...rest])).not.toBe(
          version(images),
        )
        if (first.length > 0)
          expect(version([[{ ...first[0]!, label: 1 - first[0]!.label }, ...first.slice(1)], ...rest])).not.toBe(
            version(images),
          )
      }),
    )
  })
})
