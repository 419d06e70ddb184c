import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataFormat } from '#contract/config'
import { codeAt } from '#contract/table'
import { readDataset } from '#test/datasets'
import { HEIGHT, type Picture, WIDTH, WRITERS } from '#test/formats'
import type { Dataset } from './types.ts'

const PROTOTYPE = Object.getOwnPropertyNames(Object.prototype)
const name = fc.oneof(fc.constantFrom(...PROTOTYPE), fc.stringMatching(/^[A-Za-z_ü🙂&<-]{1,8}( [a-z]{1,3})?$/u))
const picture = fc.record({
  name,
  split: fc.constantFrom('train' as const, 'test' as const),
  label: name,
  box: fc.tuple(fc.nat(400), fc.nat(300), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 150 })),
})
/** At least one of each split, for a split of nothing is told. */
const pictures = fc
  .uniqueArray(picture, { selector: ({ name }) => name.toLowerCase().normalize('NFC'), minLength: 2, maxLength: 8 })
  .map((all) => all.map((one, at): Picture => (at < 2 ? { ...one, split: at === 0 ? 'train' : 'test' } : one)))

/** `path split label x y w h` of each picture, in pixels; of formats without boxes the label of the image. */
function readBack({ rows, path, split, label, boxes, classes }: Dataset, format: DataFormat): string[] {
  const images = Array.from({ length: rows }, (_, row) => `${path.get(row)} ${codeAt(split, row)}`)
  if (format === 'masks') return images.sort()
  if (boxes === null) return images.map((image, row) => `${image} ${codeAt(label, row)}`).sort()
  return Array.from({ length: boxes.rows }, (_, row) => {
    const scale = boxes.normalised ? [WIDTH, HEIGHT, WIDTH, HEIGHT] : [1, 1, 1, 1]
    const xywh = scale.map((by, at) => Math.round(boxes.xywh[row * 4 + at]! * by * 1000) / 1000)
    return `${images[boxes.image[row]!]} ${classes[boxes.label[row]!]} ${xywh.join(' ')}`
  }).sort()
}

describe('what is written is read, whatever pictures and classes are called', () => {
  test.each(Object.keys(WRITERS) as DataFormat[])('%s', async (format) => {
    await fc.assert(
      fc.asyncProperty(pictures, async (all) => {
        const { placement, task, files, path } = WRITERS[format](all)
        const dataset = await readDataset(placement, files, task)
        expect(dataset.problems).toEqual([])
        const expected = all.map((one) => {
          const image = `${path(one)} ${one.split}`
          if (format === 'masks') return image
          return dataset.boxes ? `${image} ${one.label} ${one.box.join(' ')}` : `${image} ${one.label}`
        })
        expect(readBack(dataset, format)).toEqual(expected.sort())
        expect([...dataset.classes].sort()).toEqual([...new Set(all.map(({ label }) => label))].sort())
      }),
      { numRuns: 100 },
    )
  })
})
