import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { faultOf, problemsOf, readDataset, rowsOf } from '#test/datasets'
import type { MemoryFile } from '#test/memory-tree'

const lists: Partial<DataPlacement> = { splits: { train: 'lists/train.txt', test: 'lists/test.txt' } }
const images: Record<string, MemoryFile> = {
  'data/cat/1.jpg': 'a',
  'data/cat/my photo 2.png': 'b',
  'data/__proto__/1.jpg': 'c',
  'data/loose.jpg': 'd',
}

describe('split lists of image folders', () => {
  test('the first folder is the class; lines of every kind', async () => {
    const files = {
      ...images,
      'data/lists/train.txt': '\ufeffcat/1.jpg\r\n\r\n  ./cat/my photo 2.png \n',
      'data/lists/test.txt': '__proto__/1.jpg\rloose.jpg',
    }
    const dataset = await readDataset(lists, Object.entries(files))
    expect(rowsOf(dataset)).toEqual([
      'data/cat/1.jpg train cat git:2e65efe2 1',
      'data/cat/my photo 2.png train cat git:63d8dbd4 3',
      'data/__proto__/1.jpg test __proto__ git:3410062b 1',
      'data/loose.jpg test - git:c59d9b63 2',
    ])
    expect(dataset.classes).toEqual(['__proto__', 'cat'])
    expect(problemsOf(dataset)).toEqual(['data/lists/test.txt:2 empty-label 1: "data/loose.jpg" has no label'])
  })
  test('a label counts more than the folder; numbers are indices', async () => {
    const train = 'cat/1.jpg golden retriever\ncat/my photo 2.png\tcat\n'
    const named = await readDataset(
      lists,
      Object.entries({ ...images, 'data/lists/train.txt': train, 'data/lists/test.txt': 'loose.jpg,owl' }),
    )
    expect(rowsOf(named).map((row) => row.split(' git')[0])).toEqual([
      'data/cat/1.jpg train golden retriever',
      'data/cat/my photo 2.png train cat',
      'data/loose.jpg test owl',
    ])
    const files = { ...images, 'data/lists/train.txt': 'cat/1.jpg 10\n', 'data/lists/test.txt': 'loose.jpg 2' }
    const indexed = await readDataset(lists, Object.entries(files))
    expect(indexed.classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
    expect([...indexed.label.codes]).toEqual([10, 2])
    const configured = await readDataset({ ...lists, classes: ['cat', 'dog', 'owl'] }, Object.entries(files))
    expect(configured.classes).toEqual(['cat', 'dog', 'owl', '10'])
    expect([...configured.label.codes]).toEqual([3, 2])
    expect(problemsOf(configured)).toEqual([
      'data/lists/train.txt:1 unknown-class 1: label "10" is not one of the configured classes',
    ])
  })
  test('CSV and TSV lists, with and without header', async () => {
    const splits = { train: 'a.csv', test: 'b.tsv' }
    const files = {
      ...images,
      'data/a.csv': 'cat/1.jpg,"x, y"\n"cat/my photo 2.png",z\n',
      'data/b.tsv': 'file\tlabel\tnote\n__proto__/1.jpg\t\tn\nloose.jpg\tw\tn\n',
    }
    expect(rowsOf(await readDataset({ splits }, Object.entries(files)))).toEqual([
      'data/cat/1.jpg train x, y git:2e65efe2 1',
      'data/cat/my photo 2.png train z git:63d8dbd4 2',
      'data/__proto__/1.jpg test __proto__ git:3410062b 2',
      'data/loose.jpg test w git:c59d9b63 3',
    ])
  })
  test('what is wrong is told on its line', async () => {
    const files = {
      ...images,
      'data/lists/train.txt': '../x.jpg\ncat/1.jpg\ncat/1.jpg dog\ngone.jpg x\ncat/my photo 2.png 0 1 0\nREADME\n',
      'data/lists/test.txt': 'cat/1.jpg\n',
    }
    const dataset = await readDataset(lists, Object.entries(files))
    expect(problemsOf(dataset)).toEqual([
      'data/lists/train.txt:1 outside-root 1: "../x.jpg" is not a path below the root of the dataset',
      'data/lists/train.txt:5 invalid-annotation 1: more than one number follows the image',
      'data/lists/train.txt:6 empty-label 1: "data/README" has no label',
      'data/lists/train.txt:3 duplicate-record 1: "data/cat/1.jpg" is listed again in split "train" with another label (first on line 2)',
      'data/lists/train.txt:4 missing-file 1: "data/gone.jpg" is not in the commit',
      'data/lists/train.txt:6 missing-file 1: "data/README" is not in the commit',
    ])
  })
  test.each([
    ['splits-mixed', { splits: { train: 'train', test: 'lists/test.txt' } }, {}],
    ['manifest-missing: data/lists/train.txt', lists, {}],
    ['list-empty: data/lists/train.txt:1:1', lists, { 'data/lists/train.txt': '' }],
    ['list-empty: data/lists/train.txt:3:1', lists, { 'data/lists/train.txt': '\n\r\n' }],
    ['list-utf16: data/lists/train.txt:1:1', lists, { 'data/lists/train.txt': Uint8Array.of(0xff, 0xfe, 0x61, 0) }],
    ['list-not-text: data/lists/train.txt:2:2', lists, { 'data/lists/train.txt': 'a.jpg\nü\0' }],
    ['list-not-utf8: data/lists/train.txt:1:1', lists, { 'data/lists/train.txt': Uint8Array.of(0x61, 0xdc) }],
    ['list-line-too-long: data/lists/train.txt:1:1', lists, { 'data/lists/train.txt': 'x'.repeat(70_000) }],
  ] as [string, Partial<DataPlacement>, Record<string, MemoryFile>][])('%s', async (expected, placement, files) => {
    expect(await faultOf(placement, { ...images, ...files })).toContain(expected)
  })
})

describe('split lists whose images lie in a folder of their own', () => {
  const placement: Partial<DataPlacement> = {
    splits: { train: 'meta/train.txt', test: 'meta/test.txt' },
    images: { root: 'images' },
  }
  const files: Record<string, MemoryFile> = {
    'data/images/apple pie/1001.jpg': 'a',
    'data/images/apple pie/10 02.jpg': 'b',
    'data/images/ramen/1003.JPEG': 'c',
    'data/images/ramen/1004.tar.png': 'd',
    'data/images/ramen/1005': 'e',
  }
  const read = (train: string, test: string, more: Partial<DataPlacement> = {}) =>
    readDataset(
      { ...placement, ...more },
      Object.entries({ ...files, 'data/meta/train.txt': train, 'data/meta/test.txt': test }),
    )

  test.each([
    ['with extensions', 'apple pie/1001.jpg\n./apple pie/10 02.jpg\n', 'ramen/1003.JPEG\n.//ramen/1004.tar.png\n'],
    ['without', 'apple pie/1001\napple pie/10 02', './ramen/1003\nramen/1004.tar'],
    [
      'from the root',
      'images/apple pie/1001.jpg\r\nimages//apple pie/10 02',
      'images/ramen/1003\nimages/ramen/1004.tar.png',
    ],
  ])('%s', async (_, train, test) => {
    const dataset = await read(train, test)
    expect(problemsOf(dataset)).toEqual([])
    expect(rowsOf(dataset).map((row) => row.split(' git')[0])).toEqual([
      'data/images/apple pie/1001.jpg train apple pie',
      'data/images/apple pie/10 02.jpg train apple pie',
      'data/images/ramen/1003.JPEG test ramen',
      'data/images/ramen/1004.tar.png test ramen',
    ])
  })
  test('a label behind a name without extension; a class that is called as the folder', async () => {
    files['data/images/images/1.jpg'] = 'f'
    const dataset = await read(
      'apple pie/1001\tpie\nimages/apple pie/10 02.jpg 0\n',
      'images/1\nimages/1.jpg x\nimages/ramen/1003, soup',
    )
    expect(rowsOf(dataset).map((row) => row.split(' git')[0])).toEqual([
      'data/images/apple pie/1001.jpg train pie',
      'data/images/apple pie/10 02.jpg train 0',
      'data/images/images/1.jpg test images',
      'data/images/ramen/1003.JPEG test soup',
    ])
  })
  test('what is not there, or twice, is told on its line', async () => {
    files['data/images/ramen/1003.png'] = 'g'
    const dataset = await read('apple pie/7\nimages/apple pie/8.jpg\n../ramen/1003\n', 'ramen/1003\nramen/1005\n')
    expect(problemsOf(dataset)).toEqual([
      'data/meta/train.txt:3 outside-root 1: "../ramen/1003" is not a path below the root of the dataset',
      'data/meta/test.txt:1 invalid-annotation 1: "data/images/ramen/1003" is the name of several images: write it with its extension',
      'data/meta/train.txt:1 missing-file 1: "data/images/apple pie/7" is not in the commit',
      'data/meta/train.txt:2 missing-file 1: "data/images/apple pie/8.jpg" is not in the commit',
    ])
  })
  test('a folder for each split, in lists of tables too', async () => {
    const splits = { train: 'train.csv', test: 'test.csv' }
    const dataset = await readDataset({ splits, images: { root: 'img/{split}' } }, [
      ['data/train.csv', 'a/1,\nimg/train/b/2.png,\n'],
      ['data/test.csv', 'id,label\na/1,\nb/2.png,owl\n'],
      ['data/img/train/a/1.png', 'a'],
      ['data/img/train/b/2.png', 'b'],
      ['data/img/test/a/1.png', 'c'],
      ['data/img/test/b/2.png', 'd'],
    ])
    expect(problemsOf(dataset)).toEqual([])
    expect(rowsOf(dataset).map((row) => row.split(' git')[0])).toEqual([
      'data/img/train/a/1.png train a',
      'data/img/train/b/2.png train b',
      'data/img/test/a/1.png test a',
      'data/img/test/b/2.png test owl',
    ])
  })
})
