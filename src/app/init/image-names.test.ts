import { expect, test } from 'vitest'
import { expectLinear } from '#test/cpu'
import { ImageNames } from './image-names.ts'

/** A repository of these images. */
function names(paths: readonly string[]): ImageNames {
  const folders = new Map<string, { path: string; files: Map<string, number[]> }>()
  for (const [row, path] of paths.entries()) {
    const name = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    const folder = folders.get(name) ?? { path: name, files: new Map([['image', []]]) }
    folders.set(name, folder)
    folder.files.get('image')!.push(row)
  }
  const all = new Set(paths)
  return new ImageNames({ folders, path: (row) => paths[row]!, has: (path) => all.has(path) })
}

test('the only folder that a name leads to an image from', () => {
  const of = names(['a/cat/1.jpg', 'b/cat/1.png', 'b/dog/2.jpg', 'cat/3.jpg', 'xcat/4.jpg', 'p/5.jpg', 'p/5.png'])
  const found = ['cat/1.jpg', 'cat/1', 'b/cat/1', 'dog/2', '2', 'cat/3.jpg', 'cat/4', '5', 'p/5', 'dog/1', 'gone/9']
  expect(found.map((name) => of.folderOf(name))).toEqual(['a', null, '', 'b', 'b/dog', '', null, null, '', null, null])
})

test('as many names as folders in bounded time', () =>
  expectLinear(20_000, (size) => {
    const of = names(Array.from({ length: size }, (_, at) => `f${at}/a/1.jpg`))
    return () => {
      for (let at = 0; at < size; at++) of.folderOf(`b${at}/1.jpg`)
    }
  }))
