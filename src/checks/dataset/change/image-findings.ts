import type { Found } from '#contract/outcome'
import { clip } from '../../names.ts'
import { basisOf } from '../../row-basis.ts'
import type { Given, Group, ImageCode } from './changes.ts'
import { className, countBy, refs, tally } from './words.ts'

/** One finding for each code and split, with the classes of its images. */
export function imageFinding(group: Group, { match, base, head }: Given): Found<ImageCode> {
  const { code, split, from, rows } = group
  const side = code === 'images-removed' ? 'base' : 'head'
  const dataset = side === 'base' ? base : head
  const nameOf = (row: number) => {
    const now = className(dataset.label, row)
    return code === 'relabelled' ? `${className(base.label, match.headToBase[row]!)} → ${now}` : now
  }
  return {
    code,
    args: {
      count: rows.length,
      split: clip(split),
      classes: tally(countBy(rows, nameOf)),
      ...(from === null ? {} : { from: clip(from) }),
    },
    about: refs(side, dataset, rows),
    age: 'new',
    count: rows.length,
    subject: JSON.stringify([from, split]),
    basis: basisOf(dataset, rows, code === 'relabelled' ? nameOf : undefined),
  }
}
