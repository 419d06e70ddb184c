import type { Found, Ref } from '#contract/outcome'
import { EDIT_KINDS } from '#evidence/edits/types'
import { masksOf } from '../../masks.ts'
import { clip } from '../../names.ts'
import { basisOf } from '../../row-basis.ts'
import type { Given, Group, ImageCode } from './changes.ts'
import { className, countBy, counted, refs, tally } from './words.ts'

/** One finding for each code and split, with the classes of its images. */
export function imageFinding(group: Group, given: Given): Found<ImageCode> {
  const { match, base, head } = given
  const { code, split, from, rows } = group
  const side = code === 'images-removed' ? 'base' : 'head'
  const dataset = side === 'base' ? base : head
  const nameOf = (row: number) => {
    const now = className(dataset.label, row)
    return code === 'relabelled' ? `${className(base.label, match.headToBase[row]!)} → ${now}` : now
  }
  const more = code === 'relabelled' ? nameOf : code === 'masks-changed' ? maskOf(head) : undefined
  return {
    code,
    args: {
      images: counted(rows.length, 'image'),
      split: clip(split),
      ...(code === 'masks-changed' ? {} : { classes: tally(countBy(rows, nameOf)) }),
      ...(from === null ? {} : { from: clip(from) }),
      ...(code === 'images-edited' ? { how: howMuch(rows, given) } : {}),
    },
    about: [...(code === 'masks-changed' ? maskRefs(head, rows) : []), ...refs(side, dataset, rows)],
    age: 'new',
    count: rows.length,
    subject: JSON.stringify([from, split]),
    basis: basisOf(dataset, rows, more),
  }
}

function maskOf(dataset: Given['head']): (row: number) => string {
  const masks = masksOf(dataset)
  return (row) => masks?.text(row) ?? ''
}

/** The first mask that is still there. */
function maskRefs({ annotations }: Given['head'], rows: readonly number[]): Ref[] {
  const path = rows.map((row) => annotations?.get(row) ?? '').find((one) => one !== '')
  return path === undefined ? [] : [{ kind: 'file', side: 'head', path }]
}

/** How far the pixels of edited images differ, as far as they were compared. */
function howMuch(rows: readonly number[], { edits }: Given): string {
  const means: number[] = []
  let resized = 0
  const wanted = new Set(rows)
  for (const [at, row] of (edits?.headRow ?? new Int32Array(0)).entries()) {
    if (!wanted.has(row)) continue
    if (edits!.kind[at] === RESIZED) resized++
    else if (!Number.isNaN(edits!.mean[at]!)) means.push(edits!.mean[at]!)
  }
  if (means.length + resized === 0) return 'same name, other bytes'
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length
  const told = [
    ...(means.length > 0
      ? [
          `samples differ by ${percent(mean)} on average, in one image by ${percent(Math.max(...means.slice(0, 10_000)))}`,
        ]
      : []),
    ...(resized > 0 ? [`${resized} resized`] : []),
    ...(rows.length > means.length + resized ? [`${rows.length - means.length - resized} not compared`] : []),
  ]
  return told.join(', ')
}
const RESIZED = EDIT_KINDS.indexOf('resized')

export function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.01 ? 2 : 1)} %`
}
