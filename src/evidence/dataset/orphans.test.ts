import { expect, test } from 'vitest'
import { Contents, Strings } from '#contract/table'
import { expectLinear } from '#test/cpu'
import { readDataset } from '#test/datasets'
import { orphansOf } from './orphans.ts'
import { ORPHAN_KINDS } from './types.ts'

function found(listed: readonly string[], named: readonly string[], annotations: readonly string[] | null = null) {
  const paths = [...listed].sort()
  const files = { rows: paths.length, path: Strings.of(paths), content: Contents.empty(paths.length), refused: [] }
  const { rows, path, kind } = orphansOf(files, {
    path: Strings.of(named),
    annotations: annotations && Strings.of(annotations),
  })
  return Array.from({ length: rows }, (_, row) => `${ORPHAN_KINDS[kind[row]!]} ${path.get(row)}`)
}

test('images beside named ones, and no others', () => {
  const listed = ['data/a.jpg', 'data/b.jpg', 'data/b_mask.png', 'data/b.txt', 'docs/c.jpg', 'data/deep/d.jpg', 'e.jpg']
  expect(found(listed, ['data/a.jpg'])).toEqual(['image data/b.jpg'])
  expect(found(listed, ['e.jpg'])).toEqual([])
  expect(found(['e.jpg', 'f.PNG', 'docs/c.jpg'], ['e.jpg'])).toEqual(['image f.PNG'])
  expect(found([], [])).toEqual([])
})

test('annotation files whose image is gone', () => {
  const listed = ['images/a.jpg', 'images/x.jpg', 'labels/a.txt', 'labels/b.txt', 'labels/x.txt', 'labels/classes.txt']
  const orphans = found(
    [...listed, 'labels/b.json', 'other/b.txt'],
    ['images/a.jpg', 'images/y.jpg'],
    ['labels/a.txt', ''],
  )
  expect(orphans).toEqual(['image images/x.jpg', 'label labels/b.txt']) // x.txt has an image: that is told of the image
})

test('masks are annotation files too; a named image that is not in the commit has its label', () => {
  expect(found(['i/a.jpg', 'm/a.png', 'm/b.png'], ['i/a.jpg'], ['m/a.png'])).toEqual(['label m/b.png'])
  expect(found(['m/a.png'], ['i/a.jpg'], ['m/a.png'])).toEqual([])
})

test('the other pictures of a Cityscapes annotation are no labels of their own', () => {
  const of = (name: string) => `gtFine/train/aachen/aachen_000000_gtFine_${name}`
  const siblings = ['labelIds.png', 'color.png', 'instanceIds.png', 'labelTrainIds.png', 'polygons.json'].map(of)
  const image = 'leftImg8bit/train/aachen/aachen_000000_leftImg8bit.png'
  const alone = 'gtFine/train/aachen/aachen_000001_gtFine_labelIds.png'
  expect(found([image, ...siblings, alone], [image], [of('labelIds.png')])).toEqual([`label ${alone}`])
})

test('datasets tell theirs; image folders have none but beside lists', async () => {
  const files = { 'data/m.csv': 'image,label,split\na.jpg,cat,train', 'data/a.jpg': 'a', 'data/__proto__.jpg': 'b' }
  const dataset = await readDataset({ format: 'csv', file: 'm.csv' }, Object.entries(files))
  expect(dataset.orphans!.path.get(0)).toBe('data/__proto__.jpg')
  expect((await readDataset({}, [['data/train/cat/1.jpg', 'a']])).orphans).toBeNull()
  const listed = await readDataset({ splits: { test: 'test.txt' }, images: { root: 'i' } }, [
    ['data/test.txt', 'cat/1'],
    ['data/i/cat/1.jpg', 'a'],
    ['data/i/cat/2.jpg', 'b'],
  ])
  expect(listed.orphans!.path.get(0)).toBe('data/i/cat/2.jpg')
})

test('a million files in linear time', () =>
  expectLinear(1_000_000, (count) => {
    const paths = Array.from({ length: count }, (_, i) => `data/${i % 100}/${i}.jpg`)
    const files = { rows: paths.length, path: Strings.of(paths), content: Contents.empty(0), refused: [] }
    const path = Strings.of(paths.slice(0, -1000))
    return () => expect(orphansOf(files, { path, annotations: null }).rows).toBe(1000)
  }))
