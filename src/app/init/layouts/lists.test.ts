import { describe, expect, test } from 'vitest'
import { expectLinear } from '#test/cpu'
import { images, look, seen } from '#test/init'

describe('class folders with lists of their splits', () => {
  const files = images('d/cat/1 a.jpg', 'd/cat/2.jpg', 'd/dog/3.jpg', 'd/dog/4.jpg')
  test('lines of paths, with labels or without', async () => {
    const plain = await seen({
      ...files,
      'd/train.txt': 'cat/1 a.jpg\ndog/3.jpg\n',
      'd/test.txt': './cat/2.jpg\r\ndog/4.jpg\r\n',
    })
    expect(plain.data).toMatchObject({ format: 'folder', root: 'd', splits: { train: 'train.txt', test: 'test.txt' } })
    expect(plain.proposal!.layout).toMatchObject({ classes: ['cat', 'dog'], counts: { train: 2, test: 2 } })
    const labelled = await seen({
      ...files,
      'd/meta/val.txt': 'cat/2.jpg 0\ndog/4.jpg 1\n',
      'd/meta/train.txt': 'cat/1 a.jpg 0\n',
    })
    expect(labelled.data).toMatchObject({ root: 'd', splits: { train: 'meta/train.txt', val: 'meta/val.txt' } })
    expect(labelled.proposal!.layout.classes).toEqual(['0', '1'])
  })
  test('CSV without a header', async () => {
    const { data, layouts } = await seen({
      ...files,
      'd/train.csv': 'cat/1 a.jpg,cat\n',
      'd/test.csv': 'cat/2.jpg,cat\ndog/4.jpg,dog\n',
    })
    expect(data).toMatchObject({ format: 'folder', root: 'd', splits: { train: 'train.csv', test: 'test.csv' } })
    expect(layouts).toMatchObject([{ classes: ['cat', 'dog'], counts: { train: 1, test: 2 } }])
  })
  test('lists that lead nowhere, or name one class only', async () => {
    const { why } = await look({
      ...files,
      'd/test.txt': 'images/cat/2.jpg\n',
      'e/test.txt': 'd/cat/2.jpg\nd/cat/1 a.jpg\n',
      'f/test.txt': 'and/or\nmore/less\n',
    })
    expect(why['d/test.txt']).toContain('a file of that name lies in "d/cat"')
    expect(why['e/test.txt']).toContain('all lie in "d/cat": no classes to tell apart')
    expect(why['f/test.txt']).toBeUndefined()
  })
})

describe('lists and images in folders of their own', () => {
  const files = images(
    'food/images/apple_pie/1001.jpg',
    'food/images/apple_pie/1002.jpg',
    'food/images/fish and chips/1001.jpg',
    'food/images/fish and chips/1004.JPG',
  )
  const classes = ['apple_pie', 'fish and chips']
  test.each([
    ['as Food-101 has them', '', ''],
    ['with extensions', '', '.jpg'],
    ['from the folder above', 'images/', '.jpg'],
    ['from the root of the repository', 'food/images/', ''],
  ])('%s', async (_, lead, ending) => {
    const { data, layouts, dataset } = await seen({
      ...files,
      'food/meta/classes.txt': 'apple_pie\nfish and chips\n',
      'food/meta/train.txt': `${lead}apple_pie/1001${ending}\n${lead}fish and chips/1001${ending}\n`,
      'food/meta/test.txt': `${lead}apple_pie/1002${ending}\n${lead}fish and chips/1004${ending.toUpperCase()}\n`,
    })
    const root = lead === 'food/images/' ? '' : 'food'
    expect(data).toMatchObject({ format: 'folder', root, images: { root: root === '' ? 'food/images' : 'images' } })
    expect(layouts).toMatchObject([{ classes, counts: { train: 2, test: 2 } }])
    expect(dataset!.classes).toEqual(classes)
  })
  test('splits above the classes', async () => {
    const apart = images(
      'd/img/train/cat/1.png',
      'd/img/train/dog/2.png',
      'd/img/test/cat/1.png',
      'd/img/test/dog/4.png',
    )
    const seenApart = await seen({
      ...apart,
      'd/train.txt': 'img/train/cat/1.png\nimg/train/dog/2.png\n',
      'd/test.txt': 'img/test/cat/1.png\nimg/test/dog/4.png\n',
    })
    expect(seenApart.data).toMatchObject({ root: 'd', images: { root: 'img/{split}' } })
    expect(seenApart.dataset!.classes).toEqual(['cat', 'dog'])
  })
  test('labels behind names without extensions', async () => {
    const { data, layouts } = await seen({
      ...images('d/im/a/1.jpg', 'd/im/a/2.jpg', 'd/im/b/3.jpg'),
      'd/lists/train.txt': 'a/1 cat\na/2 dog\n',
      'd/lists/val.txt': 'b/3 dog\n',
    })
    expect(data).toMatchObject({ root: 'd', images: { root: 'im' } })
    expect(layouts).toMatchObject([{ classes: ['cat', 'dog'], counts: { train: 2, val: 1 } }])
  })
  test('lists alike but for the split, which another word holds as well', async () => {
    const { data } = await seen({
      ...images('d/im/a/1.jpg', 'd/im/a/2.jpg', 'd/im/b/3.jpg', 'd/im/b/4.jpg'),
      'd/strains_train.txt': 'a/1\nb/3\n',
      'd/strains_test.txt': 'a/2\nb/4\n',
      'd/test_other.txt': 'b/3\na/1\n',
    })
    expect(data!.splits).toEqual({ train: 'strains_train.txt', test: 'strains_test.txt' })
  })
})

test('labels with long runs of spaces in linear time', () =>
  expectLinear(4000, (length) => {
    const files = {
      ...images('d/a/1.jpg', 'd/b/2.jpg'),
      'd/test.txt': Array.from({ length: 500 }, (_, at) => `a/1.jpg x${' '.repeat(length)}${at}`).join('\n'),
    }
    return () => look(files)
  }))
