import { describe, expect, test } from 'vitest'
import { at, load, problem, withData } from '#test/config'

describe('errors of where data lie', () => {
  test.each<[string, string, string]>([
    [
      'a format that is none',
      withData('{format: folders, splits: {test: t}}'),
      '5:20 targets.main.data.format: expected `folder` or `csv`',
    ],
    [
      'a list of formats',
      withData('{format: [csv], splits: {test: t}}'),
      '5:20 targets.main.data.format: expected `folder`',
    ],
    [
      'a store that is none',
      withData('{store: s3, splits: {test: t}}'),
      '5:19 targets.main.data.store: expected `git` or `lfs` or `dvc` or `mount`',
    ],
    [
      'fetch: always',
      withData('{fetch: always, splits: {test: t}}'),
      '5:19 targets.main.data.fetch: expected `never` or `trusted-remote`',
    ],
    ['fetch: true', withData('{fetch: true, splits: {test: t}}'), '5:19 targets.main.data.fetch: expected `never`'],
    [
      'a key near `store`',
      withData('{stroe: dvc, splits: {test: t}}'),
      '5:12 targets.main.data.stroe: unknown key `stroe`: did you mean `store`?',
    ],
    [
      'a key near `fetch`',
      withData('{fetcth: never, splits: {test: t}}'),
      'unknown key `fetcth`: did you mean `fetch`?',
    ],
    [
      'a key far from all',
      withData('{qqqqqqqq: 1, splits: {test: t}}'),
      '5:12 targets.main.data.qqqqqqqq: unknown key `qqqqqqqq`: known here are `format`, `root`',
    ],
    ['no splits', withData('{format: folder, root: data}'), '5:5 targets.main.data.splits: name at least one split'],
    [
      'splits of nothing',
      withData('{format: csv, file: m.csv, splits: {}}'),
      '5:38 targets.main.data.splits: name at least one split',
    ],
    ['splits as a list', withData('{splits: [train, test]}'), '5:20 targets.main.data.splits: expected a mapping'],
    ['a split of nothing', withData('{splits: {test: }}'), '5:27 targets.main.data.splits.test: expected text'],
    [
      'a split of a number',
      withData('{splits: {test: 7}}'),
      '5:27 targets.main.data.splits.test: expected text (put it in quotes)',
    ],
    [
      'a manifest by URL',
      withData('{file: "http://127.0.0.1/m.csv", splits: {test: t}}'),
      '5:18 targets.main.data.file: write a path below the repository root',
    ],
    [
      'a manifest on a drive',
      withData('{file: "C:/m.csv", splits: {test: t}}'),
      '5:18 targets.main.data.file: write a path below',
    ],
    [
      'a manifest of another machine',
      withData('{file: "\\\\\\\\host\\\\m.csv", splits: {test: t}}'),
      '5:18 targets.main.data.file: write a path below',
    ],
    [
      'a NUL in a path',
      withData('{root: "a\\0b", splits: {test: t}}'),
      '5:18 targets.main.data.root: write a path below',
    ],
    [
      'a root of an octal number',
      withData('{root: 0o17, splits: {test: t}}'),
      '5:18 targets.main.data.root: expected text',
    ],
    [
      'images on a folder of the machine',
      withData('{splits: {test: t}, images: {root: /mnt/x}}'),
      '5:46 targets.main.data.images.root: write `$data`, or a folder below it; or a folder of the repository, below `root`',
    ],
    [
      'images of the environment',
      withData('{splits: {test: t}, images: {root: $HOME}}'),
      '5:46 targets.main.data.images.root: write `$data`',
    ],
    [
      'images beside the data root',
      withData('{splits: {test: t}, images: {root: $data/../x}}'),
      '5:46 targets.main.data.images.root: write `$data`',
    ],
    [
      'images beside it, on Windows',
      withData('{splits: {test: t}, images: {root: "$data\\\\..\\\\x"}}'),
      '5:46 targets.main.data.images.root: write `$data`',
    ],
    [
      'another digest',
      withData('{splits: {test: t}, images: {root: $data, digest: md5}}'),
      '5:61 targets.main.data.images.digest: expected `sha256`',
    ],
    [
      'a digest without its column',
      withData('{splits: {test: t}, images: {root: $data, digest: sha256}}'),
      '5:31 targets.main.data.images: name the column of the digests as `columns.digest`',
    ],
    [
      'a folder of images of what is no table',
      withData('{format: voc, splits: {test: t}, images: {root: photos}}'),
      '5:44 targets.main.data.images: a folder of the repository is for tables',
    ],
    [
      'a folder of a split where a column tells the splits',
      withData('{format: csv, file: m.csv, splits: {test: t}, images: {root: "x/{split}"}}'),
      '5:57 targets.main.data.images: `{split}` is for a manifest or a list a split',
    ],
    [
      'a folder of a split that leads out',
      withData('{format: csv, splits: {test: t, ../x: u}, images: {root: "x/{split}"}}'),
      '5:43 targets.main.data.splits.../x: as `{split}` in `images.root` its name is a folder',
    ],
    ['a root twice', withData('{root: a, root: b, splits: {test: t}}'), '5:21 this key stands twice: keep one'],
    [
      'no classes',
      withData('{splits: {test: t}, classes: []}'),
      '5:40 targets.main.data.classes: is too small: at least 1',
    ],
    [
      'classes of numbers',
      withData('{splits: {test: t}, classes: [1]}'),
      '5:41 targets.main.data.classes.0: expected text',
    ],
    [
      'a column that is a list',
      withData('{splits: {test: t}, columns: {group: [a]}}'),
      '5:48 targets.main.data.columns.group: expected text',
    ],
  ])('%s', (_, text, expected) => expect(at(problem(text))).toContain(expected))

  test('what every key may be', () => {
    const placed = (text: string) => load(withData(text)).placements.main!.data
    for (const format of [
      'folder',
      'csv',
      'jsonl',
      'parquet',
      'huggingface',
      'coco',
      'yolo',
      'voc',
      'labelme',
      'masks',
      'webdataset',
    ])
      expect(placed(`{format: ${format}, splits: {test: t}}`).format).toBe(format)
    for (const store of ['git', 'lfs', 'dvc', 'mount'])
      expect(placed(`{store: ${store}, fetch: trusted-remote, splits: {test: t}}`)).toMatchObject({
        store,
        fetch: 'trusted-remote',
      })
    expect(placed('{splits: {test: t}}')).toMatchObject({
      format: 'folder',
      store: 'git',
      fetch: 'never',
      images: null,
    })
    expect(placed('{splits: {test: t}, images: {root: $data/a/..b/}}').images).toEqual({ root: '$data/a/..b/' })
    expect(placed('{format: csv, splits: {test: t}, images: {root: photos/a}}').images).toEqual({ root: 'photos/a' })
    // data.yaml tells its splits itself.
    expect(placed('{format: yolo, file: data.yaml}').splits).toEqual({ train: 'train', val: 'val', test: 'test' })
    expect(load(withData('{file: data.yaml}')).policy.targets.main!.gateSplit).toBe('val')
  })
})
