import { GateError } from '#contract/errors'
import { readerOf } from '#evidence/dataset/readers'
import type { Dataset } from '#evidence/dataset/types'
import { MOST_VALUES, pngValues } from '#formats/image/png-values'
import { sha256 } from '#host/hash'
import type { Layout } from './layout.ts'
import type { Look } from './look.ts'
import { placementOf } from './placement.ts'

/** Masks whose values are counted, and bytes of one. */
const MASKS = 20
const MASK_LIMIT = 4 * 1024 * 1024

/** As the reader of its format finds them in all annotation files; null: too many, or it finds something broken. */
export async function withClasses(look: Look, layout: Layout): Promise<Layout> {
  const images = Object.values(layout.counts).reduce<number>((sum, n) => sum + (n ?? Number.POSITIVE_INFINITY), 0)
  if (!look.mayRead(images)) return layout
  try {
    const data = await readerOf(layout.format).read(placementOf(layout), layout.task, look.tree, sha256)
    if (data.boxes === null) return { ...layout, values: await valuesOf(look, data) }
    return { ...layout, classes: data.classes }
  } catch (error) {
    if (!(error instanceof GateError)) throw error
    return layout // the run says what is wrong with it
  }
}

/** Distinct values of the first masks, which stand for classes without telling their names; null: no PNG among them. */
export async function valuesOf(
  look: Look,
  { annotations }: Pick<Dataset, 'annotations'>,
): Promise<NonNullable<Layout['values']> | null> {
  const values = new Set<number>()
  let masks = 0
  for (let row = 0; masks < MASKS && row < Math.min(annotations?.rows ?? 0, 2 * MASKS); row++) {
    const path = annotations!.get(row)
    const bytes = /\.png$/i.test(path) ? await look.bytes(path, MASK_LIMIT) : null
    const own = bytes && pngValues(bytes)
    if (!own) continue
    masks++
    for (const value of own) values.add(value)
  }
  return masks === 0 || values.size > MOST_VALUES ? null : { n: values.size, masks }
}
