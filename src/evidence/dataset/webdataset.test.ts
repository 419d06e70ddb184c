import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { codeAt } from '#contract/table'
import { sha256 } from '#host/hash'
import { dataPlacement, faultOf, problemsOf, readDataset, rowsOf } from '#test/datasets'
import { tar } from '#test/tar'

const data: Partial<DataPlacement> = { format: 'webdataset', splits: { train: 'train.tar' } }
const digest = (text: string) => Buffer.from(sha256(text)).toString('hex').slice(0, 5)
/** Members in the order of their names' first mention. */
const shard = (members: Record<string, string>) =>
  tar(Object.entries(members).map(([name, bytes]) => ({ name, bytes })))

describe('samples', () => {
  const train = shard({
    './000.jpg': 'a',
    './000.cls': ' cat\n',
    './000.txt': 'a caption',
    'sub/001.json': '{"label": "__proto__", "camera": "north", "n": 1.50, "tags": ["x"], "none": null}',
    'sub/001.PNG': 'b',
    'sub/001.seg.png': 'mask',
    'constructor.jpg': 'c',
    'constructor.json': '{"class": "cat", "camera": "constructor"}',
    '.DS_Store': 'x',
    README: 'x',
  })
  test('image, class and metadata by key; the content id is the sha-256 of the member', async () => {
    const dataset = await readDataset(data, [['data/train.tar', train]])
    expect(rowsOf(dataset)).toEqual([
      `data/train.tar/000.jpg train cat sha256:${digest('a')} 0`,
      `data/train.tar/sub/001.PNG train __proto__ sha256:${digest('b')} 0`,
      `data/train.tar/constructor.jpg train cat sha256:${digest('c')} 0`,
    ])
    expect(dataset.classes).toEqual(['__proto__', 'cat'])
    const columns = [...dataset.columns].map(([name, column]) => [name, ...[0, 1, 2].map((row) => codeAt(column, row))])
    expect(columns).toEqual([
      ['camera', null, 'north', 'constructor'],
      ['n', null, '1.5', null],
      ['tags', null, null, null],
    ])
    expect(dataset.source.values).toEqual(['data/train.tar'])
    expect(dataset.problems).toEqual([])
    const { at, size } = dataset.members!
    const bytes = [0, 1, 2].map((row) => Buffer.from(train.subarray(at[row], at[row]! + size[row]!)).toString())
    expect(bytes).toEqual(['a', 'b', 'c'])
  })
  test('indices are names of the configured classes, else numbers in their order', async () => {
    const members = shard({ 'a.jpg': 'a', 'a.cls': '10', 'b.jpg': 'b', 'b.cls': '2' })
    const dataset = await readDataset(data, [['data/train.tar', members]])
    expect([dataset.classes.length, ...dataset.label.codes]).toEqual([11, 10, 2])
    const named = await readDataset({ ...data, classes: ['x', 'y', 'z'] }, [['data/train.tar', members]])
    expect([codeAt(named.label, 0), codeAt(named.label, 1)]).toEqual(['10', 'z'])
    expect(problemsOf(named)).toEqual([
      'data/train.tar:0 unknown-class 1: label "10" is not one of the configured classes',
    ])
  })
  test('what is wrong with a sample is told with its name', async () => {
    const archive = tar([
      { name: 'a.jpg', bytes: 'a' },
      { name: 'b.cls', bytes: 'x' },
      { name: 'c.jpg', bytes: 'c' },
      { name: 'c.png', bytes: 'd' },
      { name: 'c.json', bytes: '{"label": "x",}' },
      { name: 'd.jpg', bytes: 'd' },
      { name: 'd.cls', bytes: Uint8Array.of(0xff) },
      { name: 'e.jpg', bytes: 'e' },
      { name: 'e.json', bytes: '[]' },
      { name: 'f.jpg', bytes: 'f' },
      { name: 'f.cls', bytes: 'cat' },
      { name: 'f.json', bytes: '{"label": "dog"}' },
      { name: 'g.jpg', kind: '2' },
      { name: '../h.jpg', bytes: 'h' },
      { name: '/i.jpg', bytes: 'i' },
      { name: 'f.jpg', bytes: 'again' },
      { name: 'f.cls', bytes: 'x'.repeat(70_000) },
    ])
    const dataset = await readDataset(data, [['data/train.tar', archive]])
    expect(rowsOf(dataset).map((row) => row.split(' sha')[0])).toEqual([
      'data/train.tar/a.jpg train -',
      'data/train.tar/c.jpg train -',
      'data/train.tar/d.jpg train -',
      'data/train.tar/e.jpg train -',
      'data/train.tar/f.jpg train cat',
    ])
    expect(problemsOf(dataset).map((text) => text.replace('data/train.tar:0 ', ''))).toEqual([
      'empty-label 1: "a.jpg" has no label',
      'empty-label 1: "c.jpg" has no label',
      'empty-label 1: "d.jpg" has no label',
      'empty-label 1: "e.jpg" has no label',
      'empty-label 1: "f.jpg" has no label',
      'invalid-annotation 1: sample "b" has no image: the members of a sample stand together',
      'invalid-annotation 1: sample "c" has a second image, "c.png"',
      'invalid-annotation 1: c.json:1:15: not JSON from here on',
      'invalid-annotation 1: "d.cls" is not UTF-8',
      'invalid-annotation 1: "e.json" is not a JSON object',
      'not-an-image 1: "g.jpg" is a symbolic link, which is not followed',
      'not-an-image 1: "f.cls" is larger than 65536 bytes',
      'odd-annotation 1: sample "f" is "cat" in cls and "dog" in json',
      'outside-root 1: "../h.jpg" is not a path below the root of the dataset',
      'outside-root 1: "/i.jpg" is not a path below the root of the dataset',
      'duplicate-record 1: "data/train.tar/f.jpg" is listed again in split "train" with another label',
    ])
  })
  test('boxes of `objects` in the json', async () => {
    const members = shard({ 'a.jpg': 'a', 'a.json': '{"objects": {"bbox": [[1, 2, 3, 4]], "category": ["dog"]}}' })
    const dataset = await readDataset(data, [['data/train.tar', members]], 'detection')
    expect([dataset.classes, [...dataset.boxes!.xywh]]).toEqual([['dog'], [1, 2, 3, 4]])
  })
  test('the group is a plain field of the json', async () => {
    const columns = { ...dataPlacement().columns, group: 'patient' }
    const members = shard({
      'a.jpg': 'a',
      'a.cls': '0',
      'a.json': '{"patient": 7}',
      'b.jpg': 'b',
      'b.json': '{"patient": [7]}',
    })
    const dataset = await readDataset({ ...data, columns }, [['data/train.tar', members]])
    expect([...dataset.group!.codes]).toEqual([0, -1])
    expect(problemsOf(dataset)).toContain(
      'data/train.tar:0 invalid-annotation 1: field "patient" of sample "b" is not one plain value',
    )
    const bare: [string, Uint8Array][] = [['data/train.tar', shard({ 'a.jpg': 'a', 'a.cls': '0' })]]
    await expect(readDataset({ ...data, columns }, bare)).rejects.toThrow('no column "patient"')
  })
})

describe('shards', () => {
  const files = Object.fromEntries(
    ['s/a-000.tar', 's/a-001.tar', 's/a-010.tar', 's/b.tar', 's/deep/a-002.tar', 's/a.txt'].map((name) => [
      `data/${name}`,
      shard({ [`${name.replaceAll(/\W/g, '')}.jpg`]: name }),
    ]),
  )
  const read = async (place: string) =>
    rowsOf(await readDataset({ ...data, splits: { train: place } }, Object.entries(files), 'regression')).map(
      (row) => row.split('.tar/')[0],
    )
  test.each([
    ['s/b.tar', ['data/s/b']],
    ['s', ['data/s/a-000', 'data/s/a-001', 'data/s/a-010', 'data/s/b', 'data/s/deep/a-002']],
    ['s/a-*.tar', ['data/s/a-000', 'data/s/a-001', 'data/s/a-010']],
    ['s/a-{000..001}.tar', ['data/s/a-000', 'data/s/a-001']],
  ])('%s', async (place, expected) => {
    expect(await read(place)).toEqual(expected)
  })
  test.each([
    ['manifest-missing: data/x.tar', 'x.tar'],
    ['manifest-missing: data/s/a-002.tar', 's/a-{000..002}.tar'],
    ['shards-missing: data/x: names no .tar file on head', 'x'],
    ['shards-missing: data/s/c-*.tar', 's/c-*.tar'],
    ['shards-pattern', 's/a-{010..001}.tar'],
    ['shards-pattern', 's/{a,b}.tar'],
    ['shards-pattern', '*/*.tar'],
    ['shards-too-many', 's/a-{000..999999999}.tar'],
  ])('%s', async (expected, place) => {
    expect(await faultOf({ ...data, splits: { train: place } }, files)).toContain(expected)
  })
  test.each([
    ['shard-without-images: data/train.tar', shard({ 'a.cls': '1' })],
    ['shard-without-images: data/train.tar', shard({ 'a.npy': '1' })],
    ['tar-truncated: data/train.tar', shard({ 'a.jpg': '1' }).subarray(0, 1024)],
    ['tar-empty: data/train.tar', tar([])],
  ])('%s', async (expected, bytes) => {
    expect(await faultOf(data, { 'data/train.tar': bytes })).toContain(expected)
  })
  test('shards outside git', async () => {
    expect(await faultOf({ ...data, images: { root: '$data' } }, {})).toContain('shards-outside-git')
  })
  test('names without end', async () => {
    const fields = JSON.stringify(Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`n${i}`, 1])))
    expect(await faultOf(data, { 'data/train.tar': shard({ 'a.jpg': '1', 'a.json': fields }) })).toContain(
      'too-many-columns',
    )
  })
})

test('every sample that has an image becomes a row', async () => {
  const key = fc.constantFrom('a', 'b', '__proto__', 'd/e', 'ü')
  const extension = fc.constantFrom('jpg', 'PNG', 'cls', 'json', 'txt', 'seg.png')
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.tuple(key, extension), { selector: String, minLength: 1 }), async (members) => {
      const archive = tar(
        members.map(([name, kind]) => ({ name: `${name}.${kind}`, bytes: kind === 'json' ? '{}' : `${name}${kind}` })),
      )
      const images = members.filter(([, kind]) => kind === 'jpg' || kind === 'PNG')
      if (images.length === 0) {
        expect(await faultOf(data, { 'data/train.tar': archive })).toContain('shard-without-images')
        return
      }
      const { rows, problems } = await readDataset(data, [['data/train.tar', archive]])
      const second = problems.filter(({ text }) => text.includes('second image'))
      expect(rows + second.length).toBe(images.length)
    }),
    { numRuns: 300 },
  )
})
