import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { codeAt } from '#contract/table'
import { dataPlacement, faultOf, problemsOf, readDataset, rowsOf } from '#test/datasets'
import type { MemoryFile } from '#test/memory-tree'

type Fields = Record<string, MemoryFile>
const jsonl: Partial<DataPlacement> = { format: 'jsonl', file: 'm.jsonl' }
const SHA = 'ab'.repeat(32)
const lines = (...records: unknown[]) => records.map((record) => JSON.stringify(record)).join('\n')

describe('TSV', () => {
  test('tabs separate, also where labels hold commas and semicolons', async () => {
    const text = 'image\tlabel\tsplit\nimg/b.jpg\tcat, black; old\ttrain\n"a.jpg"\t"with\ttab"\ttest\n'
    const files: Fields = { 'data/m.tsv': text, 'data/a.jpg': 'a', 'data/img/b.jpg': 'b' }
    const dataset = await readDataset({ format: 'csv', file: 'm.tsv' }, Object.entries(files))
    expect(rowsOf(dataset)).toEqual([
      'data/img/b.jpg train cat, black; old git:63d8dbd4 2',
      'data/a.jpg test with\ttab git:2e65efe2 3',
    ])
  })
})

describe('JSONL manifests', () => {
  const files: Fields = {
    'data/m.jsonl': lines(
      { image: 'a.jpg', label: 'cat', split: 'train', camera: 'north' },
      { split: 'test', label: 3, image: './img//b.jpg', ['__proto__']: 'y', tags: ['x'], night: true, sha256: null },
      { image: 'gone.jpg', label: '__proto__', split: 'test', camera: null, meta: { deep: 1 } },
    ),
    'data/a.jpg': 'a',
    'data/img/b.jpg': 'b',
  }
  test('rows, content from the tree, every plain value as metadata', async () => {
    const dataset = await readDataset(jsonl, Object.entries(files))
    expect(rowsOf(dataset)).toEqual([
      'data/a.jpg train cat git:2e65efe2 1',
      'data/img/b.jpg test 3 git:63d8dbd4 2',
      'data/gone.jpg test __proto__ - 3',
    ])
    expect(dataset.classes).toEqual(['3', '__proto__', 'cat'])
    const columns = [...dataset.columns].map(([name, column]) => [name, ...[0, 1, 2].map((row) => codeAt(column, row))])
    expect(columns).toEqual([
      ['camera', 'north', null, null],
      ['__proto__', null, 'y', null],
      ['tags', null, null, null],
      ['night', null, 'true', null],
      ['sha256', null, null, null],
      ['meta', null, null, null],
    ])
    expect(problemsOf(dataset)).toEqual(['data/m.jsonl:3 missing-file 1: "data/gone.jpg" is not in the commit'])
  })
  test('the same records as CSV give the same dataset', async () => {
    const records = [
      ['../x.jpg', 'cat', 'train'],
      ['', 'cat', 'train'],
      ['a.jpg', '', 'train'],
      ['a.jpg', 'cat', 'unlabelled'],
      ['a.jpg', 'dog', 'train'],
      ['a.jpg', 'dog', 'test'],
      ['b.jpg', 'dog', 'test'],
    ]
    const text = records.map(([image, label, split]) => JSON.stringify({ image, label, split })).join('\n')
    const csv = records.map((cells) => cells.join(',')).join('\n')
    const [json, table] = await Promise.all([
      readDataset(jsonl, [['data/m.jsonl', `\n${text}`]]),
      readDataset({ format: 'csv', file: 'm.jsonl' }, [['data/m.jsonl', `image,label,split\n${csv}`]]),
    ])
    expect(json).toEqual(table)
    expect(json.problems).toHaveLength(8)
  })
  test('a value that is absent or null counts as an empty field', async () => {
    const text = lines(
      { image: 'a.jpg', split: 'test' },
      { label: 'x', split: 'test' },
      { image: 'b.jpg', label: null },
    )
    const dataset = await readDataset(jsonl, [['data/m.jsonl', text]])
    expect(problemsOf(dataset)).toEqual([
      'data/m.jsonl:1 empty-label 1: "data/a.jpg" has no label',
      'data/m.jsonl:2 not-an-image 1: the name of the image is empty',
      'data/m.jsonl:3 unknown-split 1: "" is none of the configured splits: its records are not read',
      'data/m.jsonl:1 missing-file 1: "data/a.jpg" is not in the commit',
    ])
  })
  test('a file for each split, digests of images outside git', async () => {
    const columns = { ...dataPlacement().columns, digest: 'sha' }
    const outside = {
      format: 'jsonl' as const,
      splits: { train: 'a.jsonl', test: 'b.jsonl' },
      columns,
      images: { root: '$data' },
    }
    const a = lines({ image: '1.jpg', label: 'cat', sha: SHA, x: 1 })
    const b = lines({ sha: `sha256:${SHA}`, label: 'dog', image: '1.jpg', y: 2 })
    const dataset = await readDataset(outside, [
      ['data/a.jsonl', a],
      ['data/b.jsonl', b],
    ])
    expect(rowsOf(dataset)).toEqual(['1.jpg train cat sha256:ababa 1', '1.jpg test dog sha256:ababa 1'])
    expect([...dataset.columns.keys()]).toEqual(['x', 'y'])
    expect([...dataset.columns.get('y')!.codes]).toEqual([-1, 0])
    const broken = lines({ image: '1.jpg', label: 'cat', sha: 'no' })
    expect(await faultOf(outside, { 'data/a.jsonl': a, 'data/b.jsonl': broken })).toContain(
      'digest-invalid: data/b.jsonl:1',
    )
  })
  test.each([
    ['manifest-missing: data/m.jsonl', undefined],
    ['jsonl-empty: data/m.jsonl:1:1', ''],
    ['jsonl-not-object: data/m.jsonl:1:1', '[{"image":"a.jpg"}]'],
    ['jsonl-nested: data/m.jsonl:1:10', '{"image":["a.jpg"],"label":"x","split":"test"}'],
    ['jsonl-nested: data/m.jsonl:2:10', '{"image":"a.jpg","label":"x","split":"test"}\n{"label":{"x":1}}'],
    ['manifest-column-missing: data/m.jsonl:1: no column "label"', '{"image":"a.jpg","split":"test"}'],
    ['manifest-column-missing: data/m.jsonl:1: no column "image"', '{"file":"a.jpg","label":"x","split":"test"}\n{}'],
  ])('%s', async (expected, text) => {
    expect(await faultOf(jsonl, text === undefined ? { 'data/x': '' } : { 'data/m.jsonl': text })).toContain(expected)
  })
  test('the group is one plain value', async () => {
    const columns = { ...dataPlacement().columns, group: 'patient' }
    const text = lines(
      { image: 'a.jpg', label: 'x', split: 'test', patient: 7 },
      { image: 'b.jpg', label: 'x', split: 'test' },
    )
    const dataset = await readDataset({ ...jsonl, columns }, [['data/m.jsonl', text]])
    expect([...dataset.group!.codes]).toEqual([0, -1])
    expect(await faultOf({ ...jsonl, columns }, { 'data/m.jsonl': text.replace('7', '[7]') })).toContain('jsonl-nested')
    expect(await faultOf({ ...jsonl, columns }, { 'data/m.jsonl': text.replace('patient', 'x') })).toContain(
      'manifest-column-missing',
    )
  })
})
