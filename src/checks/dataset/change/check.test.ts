import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { type Measured, metricSchema, refSchema } from '#contract/outcome'
import { matchRows, swapMatch } from '#evidence/match/match-rows'
import { policy, readDataset } from '#test/datasets'
import type { Given } from './changes.ts'
import { check } from './check.ts'

/** An image of a CSV dataset: `path content split class`. */
type Row = readonly [path: string, content: string, split?: string, label?: string]

async function dataset(rows: readonly Row[], change: Partial<DataPlacement> = {}) {
  const quote = (value: string) => `"${value.replaceAll('"', '""')}"`
  const lines = rows.map(([path, , split = 'train', label = 'cat']) => [path, label, split].map(quote).join(','))
  const files = rows
    .filter(([, content]) => content !== '')
    .map(([path, content]) => [`data/${path}`, content] as const)
  const manifest = ['data/m.csv', ['image,label,split', ...lines].join('\n')] as const
  return readDataset({ format: 'csv', file: 'm.csv', ...change }, [manifest, ...files])
}
async function given(base: readonly Row[], head: readonly Row[]): Promise<Given> {
  return pair(await dataset(base), await dataset(head))
}
function pair(base: Given['base'], head: Given['head']): Given {
  return { match: matchRows(base, head), base, head, edits: null, baseMasks: null, headMasks: null }
}
function run(of: Given): Measured {
  const outcome = check.run(of, { options: {}, target: policy(), random: () => () => 0.5 })
  if (outcome.status !== 'measured') throw new Error(outcome.status)
  for (const metric of outcome.metrics) metricSchema.parse(metric)
  for (const finding of outcome.findings) for (const ref of finding.about) refSchema.parse(ref)
  return outcome
}
async function findings(base: readonly Row[], head: readonly Row[]): Promise<string[]> {
  return texts(run(await given(base, head)))
}
/** Findings as they are read, with their age and the number of references. */
function texts({ findings: found }: Measured): string[] {
  return found.map(({ code, args, age }) => {
    const message = check.messages[code as keyof typeof check.messages]
    const text = message.text.replace(/\{(\w+)\}/g, (_, name: string) => String(args[name]))
    return `${code}${age === 'new' ? '' : ' (old)'}: ${text}`
  })
}
const some: Row[] = [
  ['a.jpg', 'a'],
  ['b.jpg', 'b', 'train', 'dog'],
  ['c.jpg', 'c', 'test'],
  ['d.jpg', 'd', 'test', 'dog'],
]

describe('what a reviewer reads', () => {
  test('added, all of one class or of several', async () => {
    const night = Array.from({ length: 120 }, (_, i): Row => [`n${i}.jpg`, `n${i}`, 'train', 'dog'])
    expect(await findings(some, [...some, ...night])).toEqual(['images-added: 120 images added to train (all dog)'])
    const mixed: Row[] = [...'eeeefffgghij'].map((letter, i) => [`${i}.jpg`, `${i}`, 'test', letter])
    expect(await findings(some, [...some, ...mixed])).toContain(
      'images-added: 12 images added to test (e 4, f 3, g 2, 3 others 3)',
    )
  })
  test('removed', async () => {
    expect(await findings(some, some.slice(1))).toEqual(['images-removed: 1 image removed from train (all cat)'])
  })
  test('edited: the same name, other bytes', async () => {
    expect(await findings(some, [...some.slice(0, 3), ['d.jpg', 'DD', 'test', 'dog']])).toEqual([
      'images-edited: 1 image edited in test, same name, other bytes (all dog)',
    ])
  })
  test('edited: what became of the pixels', async () => {
    const head: Row[] = some.map(([path, content, ...rest]) => [path, content.toUpperCase(), ...rest])
    const of = await given(some, head)
    const edits = {
      baseRow: Int32Array.of(0, 1, 2, 3),
      headRow: Int32Array.of(0, 1, 2, 3),
      kind: Uint8Array.of(1, 2, 3, 0),
      changed: Float64Array.of(0, 0.5, 1, Number.NaN),
      mean: Float64Array.of(0, 0.125, Number.NaN, Number.NaN),
    }
    const outcome = run({ ...of, edits })
    expect(texts(outcome)).toEqual([
      'images-edited: 1 image edited in train, samples differ by 12.5 % on average, in one image by 12.5 % (all dog)',
      'images-edited: 2 images edited in test, 1 resized, 1 not compared (cat 1, dog 1)',
      'images-re-encoded: 1 image re-encoded in train, other bytes and equal pixels (all cat)',
    ])
    expect(outcome.exhibits.find(({ title }) => title === 'Images edited')).toMatchObject({
      rows: [
        ['train', 'dog', 'data/b.jpg', '50.0 % of the pixels, by 12.5 % on average'],
        ['test', 'cat', 'data/c.jpg', 'another size'],
        ['test', 'dog', 'data/d.jpg', 'not compared'],
      ],
    })
  })
  test('renamed', async () => {
    expect(await findings(some, [['x/a.jpg', 'a'], ...some.slice(1)])).toEqual([
      'images-renamed: 1 image renamed in train (all cat)',
    ])
  })
  test('moved between splits, by name and in both directions', async () => {
    const head: Row[] = [['a.jpg', 'a', 'test'], some[1]!, ['x.jpg', 'c', 'train'], ['d.jpg', 'd', 'train', 'dog']]
    expect(await findings(some, head)).toEqual([
      'moved-between-splits: 2 images moved from test to train (cat 1, dog 1)',
      'moved-between-splits: 1 image moved from train to test (all cat)',
    ])
  })
  test('relabelled', async () => {
    expect(await findings(some, [['a.jpg', 'a', 'train', 'dog'], ...some.slice(1)])).toEqual([
      'relabelled: 1 image relabelled in train (all cat → dog)',
    ])
  })
  test('in image folders a move is a move and a new class is a new class, no renaming', async () => {
    const base = await readDataset({}, [
      ['data/train/cat/1.jpg', 'a'],
      ['data/train/cat/2.jpg', 'b'],
      ['data/test/cat/1.jpg', 'c'],
    ])
    const head = await readDataset({}, [
      ['data/test/cat/1.jpg', 'a'],
      ['data/train/dog/2.jpg', 'b'],
      ['data/train/cat/3.jpg', 'c'],
    ])
    expect(texts(run(pair(base, head))).sort()).toEqual([
      'classes-changed: classes changed: 1 added, 0 removed, 0 renamed, 0 renumbered (+dog)',
      'moved-between-splits: 1 image moved from test to train (all cat)',
      'moved-between-splits: 1 image moved from train to test (all cat)',
      'relabelled: 1 image relabelled in train (all cat → dog)',
    ])
  })
  test('classes added in the middle renumber the ones behind them', async () => {
    expect(await findings(some, [...some, ['e.jpg', 'e', 'train', 'cow']])).toEqual([
      'classes-changed: classes changed: 1 added, 0 removed, 0 renamed, 1 renumbered (+cow, dog 1→2)',
      'images-added: 1 image added to train (all cow)',
    ])
  })
  test('references: the line in the manifest, then images', async () => {
    const { findings: found } = run(
      await given(
        some,
        [...some, ...'efghijk'].map((row): Row => (typeof row === 'string' ? [`${row}.jpg`, row] : row)),
      ),
    )
    expect(found[0]!.about).toHaveLength(6)
    expect(found[0]!.about.slice(0, 2)).toEqual([
      { kind: 'file', side: 'head', path: 'data/m.csv', line: 6 },
      { kind: 'image', side: 'head', id: 'data/e.jpg' },
    ])
  })
  test('annotations', async () => {
    const image = (id: number) => ({ id, file_name: `${id}.jpg` })
    const box = (id: number, image_id: number, x: number, category_id = 1) => ({
      id,
      image_id,
      category_id,
      bbox: [x, 0, 2, 2],
    })
    const coco = (images: object[], annotations: object[]) => {
      const categories = [
        { id: 1, name: 'cat' },
        { id: 2, name: 'dog' },
      ]
      const json = JSON.stringify({ images, categories, annotations })
      return readDataset(
        { format: 'coco', splits: { train: 'x.json' } },
        [
          ['data/x.json', json],
          ['data/1.jpg', 'a'],
          ['data/2.jpg', 'b'],
        ],
        'detection',
      )
    }
    const base = await coco([image(1)], [box(1, 1, 0), box(2, 1, 0), box(3, 1, 5)])
    const head = await coco([image(1), image(2)], [box(9, 2, 1), box(8, 1, 5, 2), box(7, 1, 0)])
    const outcome = run(pair(base, head))
    expect(texts(outcome)).toEqual([
      'images-added: 1 image added to train (no class)',
      'annotations-added: 1 annotation added in train, 1 of them on added images (all cat)',
      'annotations-removed: 1 annotation removed in train, 0 of them with their image (all cat)',
      'annotations-relabelled: 1 annotation relabelled in train (all cat → dog)',
    ])
    expect(outcome.findings[1]!.about[1]).toEqual({ kind: 'image', side: 'head', id: 'data/2.jpg', box: [1, 0, 2, 2] })
    expect(outcome.metrics.map(({ id, delta }) => [id, delta.value])).toEqual([
      ['images', 1],
      ['annotations', 0],
    ])
    expect(outcome.exhibits[2]).toMatchObject({
      title: 'Annotations by split and class',
      rows: [
        ['train', 'cat', 3, 2, -1, 1, 2 / 3],
        ['train', 'dog', 0, 1, 1, 0, 1 / 3],
      ],
    })
  })
})

test('masks are annotations: edited, gone, of an image that moved', async () => {
  const of = (masks: Readonly<Record<string, string>>) =>
    readDataset(
      { format: 'masks' },
      [
        ...['train/a', 'train/b', 'test/c'].map((name) => [`data/${name}/images/x.jpg`, name] as const),
        ...Object.entries(masks).map(([name, text]) => [`data/${name}/masks/x.png`, text] as const),
      ],
      'semantic-segmentation',
    )
  const base = await of({ 'train/a': '1', 'train/b': '2', 'test/c': '3' })
  const outcome = run(pair(base, await of({ 'train/a': '1', 'train/b': '5', 'test/c': '4' })))
  expect(texts(outcome)).toEqual([
    'masks-changed: 1 image with another mask in train',
    'masks-changed: 1 image with another mask in test',
  ])
  expect(outcome.findings[0]!.about[0]).toEqual({ kind: 'file', side: 'head', path: 'data/train/b/masks/x.png' })
  expect(outcome.exhibits.find(({ title }) => title === 'Masks changed')).toMatchObject({
    rows: [
      ['train', 'data/train/b/images/x.jpg', 'data/train/b/masks/x.png'],
      ['test', 'data/test/c/images/x.jpg', 'data/test/c/masks/x.png'],
    ],
  })
  const gone = run(pair(base, await of({ 'train/a': '1', 'test/c': '3' })))
  expect(texts(gone)).toEqual(['masks-changed: 1 image with another mask in train'])
  expect(gone.exhibits.find(({ title }) => title === 'Masks changed')).toMatchObject({
    rows: [['train', expect.any(String), 'none any more']],
  })
})

describe('numbers and exhibits', () => {
  test('images of each split', async () => {
    const { metrics, exhibits } = run(
      await given(some, [['a.jpg', 'a', 'test'], ...some.slice(1), ['e.jpg', 'e', 'test', 'dog']]),
    )
    expect(
      metrics.map(({ slice, base, head, delta }) => [
        slice,
        base.value,
        head.value,
        delta.value,
        'n' in delta && delta.n,
      ]),
    ).toEqual([
      ['train', 2, 1, -1, 2],
      ['test', 2, 4, 2, 4],
    ])
    expect(exhibits[1]).toMatchObject({
      kind: 'table',
      title: 'Images by split and class',
      rows: [
        ['train', 'cat', 1, 0, -1, 0.5, 0],
        ['test', 'cat', 1, 2, 1, 0.5, 0.5],
        ['test', 'dog', 1, 2, 1, 0.5, 0.5],
        ['train', 'dog', 1, 1, 0, 0.5, 1],
      ],
      total: 4,
    })
    expect(exhibits.slice(2).map((exhibit) => exhibit.title)).toEqual(['Images moved between splits', 'Images added'])
  })
  test('a split that only head knows has no base and no delta', async () => {
    const splits = { train: 'train', test: 'test', extra: 'extra' }
    const head = await dataset([...some, ['e.jpg', 'e', 'extra']], { splits })
    const { metrics } = run(pair(await dataset(some), head))
    expect(metrics[2]!.base).toEqual({ value: null, reason: { code: 'absent-on-base', args: {} } })
    expect(metrics[2]!.head.value).toBe(1)
    expect(metrics[2]!.delta.value).toBeNull()
  })
  test('tables are bounded and say their total', async () => {
    const many = Array.from({ length: 300 }, (_, i): Row => [`${i}.jpg`, `${i}`, 'train', `class ${i}`])
    const { exhibits, findings: found } = run(await given(some, [...some, ...many]))
    const tables = exhibits.map(
      (exhibit) => exhibit.kind === 'table' && [exhibit.title, exhibit.rows.length, exhibit.total],
    )
    expect(tables).toEqual([
      ['Versions of the splits', 2, 2],
      ['Images by split and class', 200, 304],
      ['Classes changed', 50, 301],
      ['Images added', 50, 300],
    ])
    expect(found).toHaveLength(2)
    expect(found[0]!.args.classes).toMatch(/^\+class 0, \+class 1, \+class 10, \+class 100, \+class 101, 296 more$/)
  })
  test('hostile names stay names', async () => {
    const names = ['__proto__', 'constructor', '|<!--\n::error::', '\u202egpj']
    const rows = names.map((name, i): Row => [`${name}.jpg`, `${i}`, 'train', name])
    const { findings: found, exhibits } = run(await given([], rows))
    expect(found.find(({ code }) => code === 'images-added')!.args.classes).toContain('__proto__ 1')
    expect(JSON.stringify(exhibits)).toContain('constructor')
    const long = run(await given([], [['x'.repeat(250), '1', 'train', 'y'.repeat(5000)]]))
    const shown = { ...long, findings: long.findings.map(({ basis: _, ...rest }) => rest) } // the basis is hashed, not shown
    expect(JSON.stringify(shown).length).toBeLessThan(5000)
  })
})

const row = fc.tuple(
  fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  fc.constantFrom('', '1', '2', '3'),
  fc.constantFrom('train', 'test'),
  fc.constantFrom('cat', 'dog', 'owl'),
)
const table = fc.uniqueArray(row, { maxLength: 8, selector: ([path]) => path })

describe('laws', () => {
  test('base equal to head: zero, and nothing new', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const { metrics, findings: found } = run(await given(rows, rows))
        for (const { delta } of metrics) expect(delta.value).toBe(0)
        expect(found.filter(({ age }) => age === 'new')).toEqual([])
      }),
    )
  })
  test('exchanging the sides flips the sign of every delta', async () => {
    await fc.assert(
      fc.asyncProperty(table, table, async (base, head) => {
        const there = await given(base, head)
        const back = run({
          match: swapMatch(there.match),
          base: there.head,
          head: there.base,
          edits: null,
          baseMasks: null,
          headMasks: null,
        })
        const deltas = new Map(back.metrics.map(({ id, slice, delta }) => [`${id} ${slice}`, delta.value]))
        for (const { id, slice, delta } of run(there).metrics)
          expect((deltas.get(`${id} ${slice}`) ?? 0) + (delta.value ?? 0)).toBe(0)
      }),
    )
  })
  test('the order of rows changes neither numbers nor what findings rest on', async () => {
    await fc.assert(
      fc.asyncProperty(table, table, async (base, head) => {
        const known = (of: Measured) =>
          of.findings.map(({ code, subject, basis, count }) => JSON.stringify([code, subject, basis, count])).sort()
        const distinct = (rows: readonly Row[]) =>
          rows.filter(([, content], i) => content === '' || rows.findIndex((other) => other[1] === content) === i)
        const there = run(await given(distinct(base), distinct(head)))
        const shuffled = run(await given(distinct(base).toReversed(), distinct(head).toReversed()))
        expect(shuffled.metrics).toEqual(there.metrics)
        expect(known(shuffled)).toEqual(known(there))
      }),
    )
  })
})
