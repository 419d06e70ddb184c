import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { codeAt } from '#contract/table'
import { dataPlacement, faultOf, readDataset, rowsOf } from '#test/datasets'
import type { MemoryFile } from '#test/memory-tree'

type Fields = Record<string, MemoryFile>
const csv: Partial<DataPlacement> = { format: 'csv', file: 'm.csv' }
const SHA = (digit: string) => digit.repeat(64)

describe('CSV manifests', () => {
  const files: Fields = {
    'data/m.csv': [
      'image,label,split,camera,__proto__',
      'a.jpg,cat,train,north,x',
      './img//b.jpg,"d""og",test,,y',
      'gone.jpg,cat,test,south,',
      'a.jpg,cat,test,north,x',
    ].join('\r\n'),
    'data/a.jpg': 'a',
    'data/img/b.jpg': 'b',
  }
  test('rows, content from the tree, every other column', async () => {
    const dataset = await readDataset(csv, Object.entries(files))
    expect(rowsOf(dataset)).toEqual([
      'data/a.jpg train cat git:2e65efe2 2',
      'data/img/b.jpg test d"og git:63d8dbd4 3',
      'data/gone.jpg test cat - 4',
      'data/a.jpg test cat git:2e65efe2 5',
    ])
    expect(dataset.classes).toEqual(['cat', 'd"og'])
    expect([...dataset.columns.keys()]).toEqual(['camera', '__proto__'])
    expect([0, 1, 2, 3].map((row) => codeAt(dataset.columns.get('camera')!, row))).toEqual([
      'north',
      '',
      'south',
      'north',
    ])
    expect(dataset.source.values).toEqual(['data/m.csv'])
    expect(dataset.problems).toEqual([
      {
        code: 'missing-file',
        file: 'data/m.csv',
        line: 4,
        column: 0,
        text: '"data/gone.jpg" is not in the commit',
        count: 1,
      },
    ])
    const linked = await readDataset(csv, Object.entries({ ...files, 'data/gone.jpg': { symlink: '/etc/passwd' } }))
    expect(linked.problems[0]!.text).toBe('"data/gone.jpg" is a symbolic link, which is not followed')
  })
  test('a manifest for each split, with columns of its own', async () => {
    const dataset = await readDataset(
      { format: 'csv', splits: { train: 'a.csv', test: 'b.csv' } },
      Object.entries({ 'data/a.csv': 'image,label,x\n1.jpg,cat,1\n', 'data/b.csv': 'label,y,image\ncat,2,1.jpg\n' }),
    )
    expect(rowsOf(dataset)).toEqual(['data/1.jpg train cat - 2', 'data/1.jpg test cat - 2'])
    expect([...dataset.columns.get('x')!.codes, ...dataset.columns.get('y')!.codes]).toEqual([0, -1, -1, 0])
    expect(codeAt(dataset.source, 1)).toBe('data/b.csv')
  })
  test('what is wrong with a record is told on its line', async () => {
    const text = [
      'image,label,split',
      '../../etc/passwd,cat,train',
      ',cat,train',
      'a.jpg,,train',
      'a.jpg,cat,unlabelled',
      '/abs.jpg,,unlabelled',
      'a.jpg,dog,train',
      'a.jpg,dog,test',
      'img/b.jpg,dog,test',
      'a.jpg,dog,test',
    ].join('\n')
    const dataset = await readDataset(csv, Object.entries({ ...files, 'data/m.csv': text }))
    expect(rowsOf(dataset)).toEqual([
      'data/a.jpg train - git:2e65efe2 4',
      'data/a.jpg test dog git:2e65efe2 8',
      'data/img/b.jpg test dog git:63d8dbd4 9',
    ])
    expect(dataset.problems.map(({ code, line, text, count }) => `${line} ${code} ${count}: ${text}`)).toEqual([
      '2 outside-root 1: "../../etc/passwd" is not a path below the root of the dataset',
      '3 not-an-image 1: the name of the image is empty',
      '4 empty-label 1: "data/a.jpg" has no label',
      '5 unknown-split 2: "unlabelled" is none of the configured splits: its records are not read',
      '7 duplicate-record 1: "data/a.jpg" is listed again in split "train" with another label (first on line 4)',
      '10 duplicate-record 1: "data/a.jpg" is listed again in split "test" (first on line 8)',
    ])
    expect(dataset.classes).toEqual(['dog']) // the classes of records that are read
  })
  test('names that start from a folder of images below the root', async () => {
    const text = 'image,label,split\na.jpg,cat,train\nx/b.jpg,cat,train\n../m.csv,cat,train\n'
    const dataset = await readDataset(
      { ...csv, images: { root: 'photos/' } },
      Object.entries({
        'data/m.csv': text,
        'data/photos/a.jpg': 'a',
        'data/photos/x/b.jpg': 'b',
        'data/photos/c.jpg': 'c',
      }),
    )
    expect(dataset.path.get(1)).toBe('data/photos/x/b.jpg')
    expect(dataset.content.text(0)).toMatch(/^git:/)
    expect(dataset.problems.map(({ code, line }) => `${line} ${code}`)).toEqual(['4 outside-root'])
    expect(dataset.orphans!.path.get(0)).toBe('data/photos/c.jpg')
  })
  test('images outside git are named by their digest', async () => {
    const columns = { ...dataPlacement().columns, digest: 'sha' }
    const text = `image,label,split,sha\na.jpg,cat,train,${SHA('A')}\nb.jpg,cat,train,sha256:${SHA('b')}\n`
    const outside = { ...csv, columns, images: { root: '$data/photos' } }
    const dataset = await readDataset(outside, Object.entries({ 'data/m.csv': text }))
    expect(rowsOf(dataset)).toEqual(['photos/a.jpg train cat sha256:aaaaa 2', 'photos/b.jpg train cat sha256:bbbbb 3'])
    expect(dataset.content.hex(1)).toBe(SHA('b'))
    expect(dataset.problems).toEqual([])
    expect([...dataset.columns.keys()]).toEqual([])
    for (const bad of ['', 'xyz', `${SHA('a').slice(1)}g`, SHA('a').slice(1), `md5sums:${SHA('a')}`])
      expect(await faultOf(outside, { 'data/m.csv': `${text}c.jpg,cat,train,${bad}\n` })).toContain(
        'digest-invalid: data/m.csv:4:',
      )
    expect(await faultOf({ ...outside, columns: dataPlacement().columns }, { 'data/m.csv': text })).toContain(
      'data-root-not-given',
    )
  })
  test('a digest column never stands for bytes that are in git', async () => {
    const columns = { ...dataPlacement().columns, digest: 'sha' }
    const text = `image,label,split,sha\na.jpg,cat,train,${SHA('a')}\n`
    const dataset = await readDataset({ ...csv, columns }, Object.entries({ ...files, 'data/m.csv': text }))
    expect(rowsOf(dataset)).toEqual(['data/a.jpg train cat git:2e65efe2 2'])
    expect([...dataset.columns.keys()]).toEqual([])
  })
  test('labels beyond the configured classes stay, and are told once', async () => {
    const dataset = await readDataset({ ...csv, classes: ['d"og', 'owl'] }, Object.entries(files))
    expect(dataset.classes).toEqual(['d"og', 'owl', 'cat'])
    expect(dataset.problems.filter(({ code }) => code === 'unknown-class')).toEqual([
      {
        code: 'unknown-class',
        file: 'data/m.csv',
        line: 2,
        column: 0,
        text: 'label "cat" is not one of the configured classes',
        count: 3,
      },
    ])
  })
  test('a manifest without its columns, or not there at all', async () => {
    expect(await faultOf(csv, { 'data/x.csv': '' })).toBe(
      'manifest-missing: data/m.csv: no such file on head; the dataset is described there',
    )
    expect(await faultOf(csv, { 'data/m.csv': 'image,Label\n' })).toBe(
      'manifest-column-missing: data/m.csv:1: no column "label"; the header has "image", "Label"',
    )
    expect(await faultOf({ ...csv, splits: { a: 'x', b: 'x' } }, files)).toContain('splits-ambiguous')
    expect(await faultOf(csv, { 'data/m.csv': 'image,label,split\n"a' })).toContain(
      'csv-unterminated-quote: data/m.csv:2:1',
    )
  })
  test('a task without labels needs no label column', async () => {
    const dataset = await readDataset(csv, Object.entries({ 'data/m.csv': 'image,split\na.jpg,test\n' }), 'detection')
    expect(rowsOf(dataset)).toEqual(['data/a.jpg test - - 2'])
  })
  test('a thousand problems are kept, of the rest there are hashes', async () => {
    const records = Array.from({ length: 5000 }, (_, i) => `${i}.jpg,cat,test\n`).join('')
    const { rows, problems } = await readDataset(csv, Object.entries({ 'data/m.csv': `image,label,split\n${records}` }))
    expect(rows).toBe(5000)
    expect(problems).toHaveLength(1001)
    expect(problems.at(-1)!.rest).toHaveLength(4000)
    expect(problems.at(-1)).toMatchObject({
      code: 'missing-file',
      file: 'data/m.csv',
      line: 0,
      column: 0,
      text: 'more of these',
      count: 4000,
    })
  })
})
