import { describe, expect, test } from 'vitest'
import { codeAt } from '#contract/table'
import { faultOf, readDataset, rowsOf } from '#test/datasets'
import type { MemoryFile } from '#test/memory-tree'

type Fields = Record<string, MemoryFile>
const SHA = (digit: string) => digit.repeat(64)

describe('image folders', () => {
  const files: Fields = {
    'data/train/cat/1.jpg': 'a',
    'data/train/cat/deep/er/2.PNG': 'b',
    'data/train/Dog/1.jpg': 'c',
    'data/train/cat/notes.txt': 'x',
    'data/train/cat/link.jpg': { symlink: '/etc/passwd' },
    'data/train-extra/owl/1.jpg': 'd',
    'data/test/__proto__/1.jpg': 'a',
    'data/test/\u{1f431}/x|<!--\n::error::.jpg': 'e',
    'data/test/\uffee/1.webp': { lfs: SHA('7') },
    'data/test/loose.jpg': 'f',
    'other/1.jpg': 'g',
  }
  test('the first folder below a split is the class; other files are not read', async () => {
    const dataset = await readDataset({}, Object.entries(files))
    expect(rowsOf(dataset)).toEqual([
      'data/train/Dog/1.jpg train Dog git:3410062b 0',
      'data/train/cat/1.jpg train cat git:2e65efe2 0',
      'data/train/cat/deep/er/2.PNG train cat git:63d8dbd4 0',
      'data/test/__proto__/1.jpg test __proto__ git:2e65efe2 0',
      'data/test/loose.jpg test - git:4d1ae35b 0',
      'data/test/\uffee/1.webp test \uffee sha256:77777 0',
      'data/test/\u{1f431}/x|<!--\n::error::.jpg test \u{1f431} git:9cbe6ea5 0',
    ])
    expect(dataset.classes).toEqual(['Dog', '__proto__', 'cat', '\uffee', '\u{1f431}'])
    expect(dataset.source.values).toEqual(['data/train', 'data/test'])
    expect(dataset.boxes).toBeNull()
    expect(dataset.problems).toEqual([
      {
        code: 'not-an-image',
        file: 'data/train/cat/link.jpg',
        line: 0,
        column: 0,
        text: '"data/train/cat/link.jpg" is a symbolic link, which is not followed',
        count: 1,
      },
      {
        code: 'empty-label',
        file: 'data/test/loose.jpg',
        line: 0,
        column: 0,
        text: '"data/test/loose.jpg" lies in no class folder',
        count: 1,
      },
    ])
  })
  test('the repository as root, a split in itself', async () => {
    const dataset = await readDataset(
      { root: '', splits: { all: '' } },
      Object.entries({ 'cat/1.jpg': 'a', 'x.md': 'b' }),
    )
    expect(rowsOf(dataset)).toEqual(['cat/1.jpg all cat git:2e65efe2 0'])
  })
  test('a split without images is kept', async () => {
    const dataset = await readDataset({ splits: { train: 'train', val: 'val' } }, Object.entries(files))
    expect(dataset.split.values).toEqual(['train', 'val'])
    expect(dataset.rows).toBe(3)
  })
  test('configured classes come first, in their order, from the list or a file', async () => {
    const classes = ['cat', 'owl']
    const listed = await readDataset(
      { classes },
      Object.entries({ ...files, 'data/test/loose.jpg': { symlink: 'x' }, 'data/train/cat/link.jpg': '' }),
    )
    expect(listed.classes.slice(0, 3)).toEqual(['cat', 'owl', 'Dog'])
    expect(codeAt(listed.label, 0)).toBe('Dog')
    expect(listed.problems.map((problem) => problem.code)).toEqual(['not-an-image', ...Array(4).fill('unknown-class')])
    const file = { ...files, 'names.txt': 'cat\r\nowl\r\n\r\n' }
    const read = await readDataset({ classes: { file: 'names.txt' } }, Object.entries(file))
    expect(read.classes).toEqual(listed.classes)
    expect(await faultOf({ classes: ['a', 'b', 'a'] }, files)).toContain('class 3 "a" stands there twice')
    expect(await faultOf({ classes: { file: 'none.txt' } }, files)).toContain('file-missing')
  })
  test('a root that is not there', async () => {
    expect(await faultOf({ root: 'dta' }, files)).toBe(
      'data-root-missing: dta: no such folder on head; it is the root of the dataset',
    )
    expect(await faultOf({ splits: {} }, files)).toContain('no-splits')
    expect(await faultOf({ images: { root: '$data' } }, files)).toContain('folder-outside-git')
  })
})
