import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { cpuOf } from '#test/cpu'
import { readDataset } from '#test/datasets'
import { declaring, type ObjectsRow, objectsParquet, parquet } from '#test/parquet'
import { boxesOf, told } from '#test/problems'

const placement: Partial<DataPlacement> = { format: 'huggingface', splits: { test: 'test' } }
const read = (bytes: Uint8Array, change: Partial<DataPlacement> = {}) => {
  const images = ['a', 'b', 'c', 'd'].map((name) => [`data/test/${name}.jpg`, name] as const)
  return readDataset({ ...placement, ...change }, [...images, ['data/test/metadata.parquet', bytes]], 'detection')
}

/** pyarrow 26, Snappy: `{bbox: [[]], category: []}`; the second image has none, of the third they are null. */
const LISTS = [
  'UEFSMRUEFUgVQEwVCBUAEgAAJCAFAAAAYS5qcGcBCQBiEQk0Yy5qcGcFAAAAZC5qcGcVABUUFRgsFQgVEBUGFQYcAAAACiQCAAAACAECA+QA',
  'FQQVSBVMTBUSFQASAAAkjAAAgD8AAABAAABAQAAAgEAAAKBAAADQQAAA4EAAAABBAAAQQRUAFToVPiwVHBUQFQYVBhwAAAAdcAUAAAAFqKmA',
  'CgYAAAAQBgOCbQMEBRAyVHaIiAAAFQQVIBUkTBUEFQASAAAQPAAAAAAAAAAAAQAAAAAAAAAVABUiFSYsFQoVEBUGFQYcAAAAEUACAAAAAwIE',
  'AAAAA6RAAAEDBhUEGbw1ABgGc2NoZW1hFQQAFQwlAhgJZmlsZV9uYW1lJQBMHAAAADUCGAdvYmplY3RzFQQANQIYBGJib3gVAhUGTDwAAAA1',
  'BBgEbGlzdBUCADUCGAdlbGVtZW50FQIVBkw8AAAANQQYBGxpc3QVAgAVCCUCGAdlbGVtZW50ADUCGAhjYXRlZ29yeRUCFQZMPAAAADUEGARs',
  'aXN0FQIAFQQlAhgHZWxlbWVudAAWCBkcGTwmABwVDBk1AAYQGRgJZmlsZV9uYW1lFQIWCBaeARaaASZkJggpLBUEFQAVAgAVABUQFQIAPBYo',
  'GQYZJgAIAAAAJgAcFQgZNQAGEBloB29iamVjdHMEYmJveARsaXN0B2VsZW1lbnQEbGlzdAdlbGVtZW50FQIWHBbEARbMASaKAiaiASksFQQV',
  'ABUCABUAFRAVAgA8KTYIAhIZdgIAAgAAABgAAAAmABwVBBk1AAYQGUgHb2JqZWN0cwhjYXRlZ29yeQRsaXN0B2VsZW1lbnQVAhYKFoQBFowB',
  'Jq4DJu4CKSwVBBUAFQIAFQAVEBUCADwpJggCGVYCAAIABgAAABbmAxYIJggW8gMAGSwYC2h1Z2dpbmdmYWNlGOQBeyJpbmZvIjogeyJmZWF0',
  'dXJlcyI6IHsib2JqZWN0cyI6IHsiZmVhdHVyZSI6IHsiYmJveCI6IHsiZmVhdHVyZSI6IHsiZHR5cGUiOiAiZmxvYXQzMiIsICJfdHlwZSI6',
  'ICJWYWx1ZSJ9LCAibGVuZ3RoIjogNCwgIl90eXBlIjogIlNlcXVlbmNlIn0sICJjYXRlZ29yeSI6IHsibmFtZXMiOiBbImNhdCIsICJkb2ci',
  'XSwgIl90eXBlIjogIkNsYXNzTGFiZWwifX0sICJfdHlwZSI6ICJTZXF1ZW5jZSJ9fX19ABgMQVJST1c6c2NoZW1hGKwHLy8vLy83Z0NBQUFR',
  'QUFBQUFBQUtBQTRBQmdBRkFBZ0FDZ0FBQUFBQkJBQVFBQUFBQUFBS0FBd0FBQUFFQUFnQUNnQUFBQ0FCQUFBRUFBQUFBUUFBQUF3QUFBQUlB',
  'QXdBQkFBSUFBZ0FBQUQwQUFBQUJBQUFBT1FBQUFCN0ltbHVabThpT2lCN0ltWmxZWFIxY21Weklqb2dleUp2WW1wbFkzUnpJam9nZXlKbVpX',
  'RjBkWEpsSWpvZ2V5SmlZbTk0SWpvZ2V5Sm1aV0YwZFhKbElqb2dleUprZEhsd1pTSTZJQ0ptYkc5aGRETXlJaXdnSWw5MGVYQmxJam9nSWxa',
  'aGJIVmxJbjBzSUNKc1pXNW5kR2dpT2lBMExDQWlYM1I1Y0dVaU9pQWlVMlZ4ZFdWdVkyVWlmU3dnSW1OaGRHVm5iM0o1SWpvZ2V5SnVZVzFs',
  'Y3lJNklGc2lZMkYwSWl3Z0ltUnZaeUpkTENBaVgzUjVjR1VpT2lBaVEyeGhjM05NWVdKbGJDSjlmU3dnSWw5MGVYQmxJam9nSWxObGNYVmxi',
  'bU5sSW4xOWZYMEFBQUFBQ3dBQUFHaDFaMmRwYm1kbVlXTmxBQUlBQUFBNEFRQUFCQUFBQU9EKy8vOEFBQUVOR0FBQUFDQUFBQUFFQUFBQUFn',
  'QUFBSUFBQUFBVUFBQUFCd0FBQUc5aWFtVmpkSE1BMVA3Ly94RC8vLzhBQUFFTUZBQUFBQ0FBQUFBRUFBQUFBUUFBQUJnQUFBQUlBQUFBWTJG',
  'MFpXZHZjbmtBQUFBQUJQLy8vMEQvLy84QUFBRUNFQUFBQUNBQUFBQUVBQUFBQUFBQUFBUUFBQUJwZEdWdEFBQUFBQWdBREFBSUFBY0FDQUFB',
  'QUFBQUFBRkFBQUFBZVAvLy93QUFBUXdVQUFBQUhBQUFBQVFBQUFBQkFBQUFGQUFBQUFRQUFBQmlZbTk0QUFBQUFHai8vLytrLy8vL0FBQUJE',
  'QlFBQUFBY0FBQUFCQUFBQUFFQUFBQVVBQUFBQkFBQUFHbDBaVzBBQUFBQWxQLy8vOUQvLy84QUFBRURFQUFBQUJ3QUFBQUVBQUFBQUFBQUFB',
  'UUFBQUJwZEdWdEFBQUdBQWdBQmdBR0FBQUFBQUFCQUJBQUZBQUlBQVlBQndBTUFBQUFFQUFRQUFBQUFBQUJCUkFBQUFBZ0FBQUFCQUFBQUFB',
  'QUFBQUpBQUFBWm1sc1pWOXVZVzFsQUFBQUJBQUVBQVFBQUFBPQAYIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGTwcAAAcAAAc',
  'AAAAngYAAFBBUjE=',
].join('')
/** pyarrow 26, zstd, pages of version 2: `[{bbox, categories}]`, categories as texts. */
const STRUCTURES = [
  'UEFSMRUEFUgVSkwVCBUAEgAAKLUv/SAk5QAAoAUAAABhLmpwZwUAAABiY2QuanBnAgCACCSKEhUGFQwVDFwVCBUAFQgVEBUEFQASHAAAAAgB',
  'AgPkABUEFUgVWkwVEhUAEgAAKLUv/SAkIQEAAACAPwAAAEAAAEBAAACAQAAAoEAAANBAAADgQAAAAEEAABBBFQYVNBU0XBUkFQYVCBUQFRIV',
  'DhIcAAAAB6ipgJYKABAGBYHt2TYAAAQFEDJUdogIAAAVBBUeFTBMFQQVABIAACi1L/0gD3kAAAMAAABjYXQEAAAAZMO2ZxUGFRIVElwVDhUG',
  'FQgVEBUIFQQSHAAAAANiA2RADgEDAhUEGZw1ABgGc2NoZW1hFQQAFQwlAhgJZmlsZV9uYW1lJQBMHAAAADUCGAdvYmplY3RzFQIVBkw8AAAA',
  'NQQYBGxpc3QVAgA1AhgHZWxlbWVudBUEADUCGARiYm94FQIVBkw8AAAANQQYBGxpc3QVAgAVCCUCGAdlbGVtZW50ABUMJQIYCmNhdGVnb3Jp',
  'ZXMlAEwcAAAAFggZHBk8JgAcFQwZNQAGEBkYCWZpbGVfbmFtZRUMFggWoAEWogEmbiYIKSwVBBUAFQIAFQAVEBUCADwWKBkGGSYACAAAACYA',
  'HBUIGTUABhAZaAdvYmplY3RzBGxpc3QHZWxlbWVudARiYm94BGxpc3QHZWxlbWVudBUMFiQWyAEW2gEmoAImqgEpLBUEFQAVAgAVABUQFQIA',
  'PCk2CAYWGXYCAgACAAAeAAAAJgAcFQwZNQAGEBlIB29iamVjdHMEbGlzdAdlbGVtZW50CmNhdGVnb3JpZXMVDBYOFnwWjgEm0AMmhAMpLBUE',
  'FQAVAgAVABUQFQIAPBYaGSYIBhlWAgIAAggAAAAW5AMWCCYIFooEACggcGFycXVldC1jcHAtYXJyb3cgdmVyc2lvbiAyNi4wLjEZPBwAABwA',
  'ABwAAADVAQAAUEFSMQ==',
].join('')

describe('what others wrote', () => {
  test('a structure of lists, classes by the names in the file', async () => {
    const dataset = await read(Buffer.from(LISTS, 'base64'))
    expect(boxesOf(dataset)).toEqual([
      'data/test/a.jpg cat 1 2 3 4 0:0',
      'data/test/a.jpg dog 5 6.5 7 8 0:0',
      'data/test/d.jpg dog 9 9 9 9 0:0',
    ])
    expect([dataset.rows, dataset.classes, dataset.problems]).toEqual([4, ['cat', 'dog'], []])
    expect((await read(Buffer.from(LISTS, 'base64'), { classes: ['x', 'y'] })).classes).toEqual(['x', 'y'])
  })
  test('a list of structures; what is wrong names the image', async () => {
    const reading = read(Buffer.from(STRUCTURES, 'base64'))
    expect(boxesOf(await reading)).toEqual(['data/test/a.jpg cat 1 2 3 4 0:0', 'data/test/a.jpg dög 5 6.5 7 8 0:0'])
    const file = 'invalid-annotation data/test/metadata.parquet:0:0'
    expect(await told(reading)).toEqual([
      `${file} "d.jpg": a box is not four finite numbers`,
      `${file} "d.jpg": a box is not four finite numbers`,
      `${file} "d.jpg": class "null" is neither a name nor an index`,
    ])
  })
})

const number = fc.double({ min: 0, max: 1000, noNaN: true }).map((value) => value + 0)
const box = fc.tuple(fc.tuple(number, number, number, number), fc.nat(2))
const rows = fc.array(fc.option(fc.array(box, { maxLength: 4 })), { minLength: 1, maxLength: 40 }).map((all) =>
  all.map((boxes, at): ObjectsRow => {
    const objects = boxes && { bbox: boxes.map(([one]) => one), category: boxes.map(([, code]) => code) }
    return { file: `${at}.jpg`, objects }
  }),
)
const style = fc.record({
  codec: fc.constantFrom('UNCOMPRESSED' as const, 'SNAPPY' as const),
  pageSize: fc.constantFrom(16, 100, 1 << 20),
  rowGroupSize: fc.constantFrom(3, 1000),
})
test('what a writer wrote comes back', async () => {
  await fc.assert(
    fc.asyncProperty(rows, style, async (written, options) => {
      const dataset = await read(objectsParquet(written, ['a', '__proto__', 'c'], options))
      const { boxes, classes, path } = dataset
      const found = Array.from({ length: boxes!.rows }, (_, row) => [
        path.get(boxes!.image[row]!).replace('data/test/', ''),
        classes[boxes!.label[row]!],
        [...boxes!.xywh.subarray(row * 4, row * 4 + 4)],
      ])
      const expected = written.flatMap(({ file, objects }) =>
        (objects?.bbox ?? []).map((one, at) => [file, ['a', '__proto__', 'c'][objects!.category[at]!], one]),
      )
      expect(found).toEqual(expected)
    }),
    { numRuns: 200 },
  )
})

test('another number of boxes than of classes', async () => {
  const bytes = objectsParquet([{ file: 'a.jpg', objects: { bbox: [[1, 2, 3, 4]], category: [] } }], ['x'])
  expect(await told(read(bytes))).toEqual([
    'invalid-annotation data/test/metadata.parquet:0:0 "a.jpg": `bbox` has 1 boxes, `categories` 0 classes',
  ])
})

test.each<[string, Uint8Array, string]>([
  [
    'texts',
    parquet([
      { name: 'file_name', data: ['a.jpg'] },
      { name: 'objects', data: ['{}'] },
    ]),
    'parquet-type',
  ],
  ['no column', parquet([{ name: 'file_name', data: ['a.jpg'] }]), 'manifest-column-missing'],
])('boxes are not passed over in silence: %s', async (_, bytes, code) => {
  expect((await told(read(bytes)))[0]).toContain(code)
})

test('lists that declare more elements than a file of this size holds', async () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => ({
    file: `${at}`,
    objects: { bbox: [[1, 1, 1, 1]], category: [0] },
  }))
  const bytes = declaring(objectsParquet(rows, ['x'], { rowGroupSize: 10_000 }), 40_000, 1_048_575)
  expect((await told(read(bytes)))[0]).toMatch(/parquet-too-many-rows .*1048575 entries of objects\.bbox/)
})

test('mutated files are read or refused, soon', async () => {
  const files = [LISTS, STRUCTURES].map((text) => Buffer.from(text, 'base64'))
  const edit = fc.record({ share: fc.double({ min: 0, max: 0.9999, noNaN: true }), byte: fc.nat(255) })
  const mutated = () =>
    fc.assert(
      fc.asyncProperty(fc.nat(1), fc.array(edit, { minLength: 1, maxLength: 3 }), async (which, edits) => {
        const bytes = Buffer.from(files[which]!)
        for (const { share, byte } of edits) bytes[Math.floor(share * bytes.length)] = byte
        for (const one of await told(read(bytes))) expect(one).toMatch(/^[a-z0-9-]+ data\/test/)
      }),
      { numRuns: 2000 },
    )
  expect(await cpuOf(mutated)).toBeLessThan(60_000)
})
