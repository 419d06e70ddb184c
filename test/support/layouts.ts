import { vocXml } from './voc-writer.ts'

/** COCO: a square of one class on each image, `extra` in each annotation. */
export function cocoJson(
  names: readonly string[],
  { extra = {}, categories = [{ id: 1, name: 'cat' }] }: { extra?: object; categories?: readonly object[] } = {},
): string {
  const box = { category_id: 1, bbox: [1, 2, 3, 4], area: 12, iscrowd: 0 }
  return JSON.stringify({
    info: { year: 2017 },
    licenses: [],
    images: names.map((file_name, id) => ({ id, file_name, width: 100, height: 100 })),
    annotations: names.map((_, id) => ({ id, image_id: id, ...box, ...extra })),
    categories,
  })
}
/** Pascal VOC: a box of one class on an image. */
export function catXml(name: string): string {
  const objects = [{ name: 'cat', corners: [1, 1, 5, 5] as const, difficult: false }]
  return vocXml({ name, split: '', width: 100, height: 100, objects })
}
export const OUTLINE = { segmentation: [[1, 2, 4, 2, 4, 6]] }
export const BOX_LINE = '0 0.5 0.5 0.1 0.1\n'
