import { codeAt } from '#contract/table'
import type { Dataset } from '#evidence/dataset/types'
import type { Masks } from '#evidence/masks/types'
import { PIXEL_STATUS, type Pixels } from '#evidence/pixels/types'

/** What is said of an image, as text that is equal when the same is said; null: nothing. */
export type Statement = (row: number) => string | null

/** Boxes of shares are rounded to this part of the side where nobody knows the size of the image. */
const UNKNOWN_SIDE = 1000

/** The label, the mask, or the set of annotations: class and box, to the pixel. Only of `rows`, which are few beside all. */
export function statementsOf(data: Dataset, pixels: Pixels, masks: Masks | null, rows: readonly number[]): Statement {
  if (masks && isMasked(data, masks)) return (row) => maskStatement(masks, row)
  return data.boxes ? boxStatements(data, pixels, rows) : (row) => codeAt(data.label, row)
}

/** Whether what is said of an image is its mask, and no box. */
export function isMasked({ boxes }: Dataset, masks: Masks | null): boolean {
  return !boxes && masks !== null && masks.rows > 0
}

function maskStatement({ status, hash }: Masks, row: number): string | null {
  if (PIXEL_STATUS[status[row]!] !== 'ok') return null
  return Buffer.from(hash.subarray(row * 32, row * 32 + 32)).toString('hex')
}

function boxStatements({ boxes, classes, rows: all }: Dataset, pixels: Pixels, rows: readonly number[]): Statement {
  const { image, label, xywh, normalised } = boxes!
  const wanted = new Uint8Array(all)
  for (const row of rows) wanted[row] = 1
  const found = new Map<number, Set<string>>(rows.map((row) => [row, new Set()]))
  for (const [box, row] of image.entries()) {
    if (wanted[row] === 0) continue
    const sides = [pixels.width[row] || UNKNOWN_SIDE, pixels.height[row] || UNKNOWN_SIDE]
    const at = [0, 1, 2, 3].map((part) => Math.round(xywh[box * 4 + part]! * (normalised ? sides[part % 2]! : 1)))
    found.get(row)!.add(JSON.stringify([classes[label[box]!] ?? '', ...at]))
  }
  const said = new Map([...found].map(([row, boxed]) => [row, [...boxed].sort().join('\n')]))
  return (row) => said.get(row) ?? null
}

/** Annotations that only one of two images has. */
export function onlyOnOne(first: string, second: string): number {
  const [a, b] = [first, second].map((text) => new Set(text === '' ? [] : text.split('\n'))) as [
    Set<string>,
    Set<string>,
  ]
  return [...a].filter((one) => !b.has(one)).length + [...b].filter((one) => !a.has(one)).length
}
