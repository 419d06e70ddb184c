import type { Exhibit } from '#contract/outcome'
import type { Edits } from '#evidence/edits/types'
import { clip } from '../../names.ts'
import { type Given, type Group, IMAGE_CODES, type ImageCode } from './changes.ts'
import { percent } from './image-findings.ts'
import { className } from './words.ts'

const EXAMPLES = 50

type Cell = (group: Group, row: number, given: Given) => string
const columns = {
  split: (group) => clip(group.split),
  from: (group) => clip(group.from ?? ''),
  to: (group) => clip(group.split),
  image: (group, row, { base, head }) => (group.code === 'images-removed' ? base : head).path.get(row),
  'image on base': (_, row, { match, base }) => base.path.get(match.headToBase[row]!),
  mask: (_, row, { head }) => head.annotations?.get(row) || 'none any more',
  class: (group, row, { base, head }) => className((group.code === 'images-removed' ? base : head).label, row),
  difference: (_, row, { edits }) => differenceText(edits, row),
  'class on base': (_, row, { match, base }) => className(base.label, match.headToBase[row]!),
} satisfies Record<string, Cell>
type Column = keyof typeof columns

const TABLES: Record<ImageCode, { title: string; columns: readonly Column[] }> = {
  'moved-between-splits': { title: 'Images moved between splits', columns: ['from', 'to', 'class', 'image'] },
  'images-removed': { title: 'Images removed', columns: ['split', 'class', 'image'] },
  'images-added': { title: 'Images added', columns: ['split', 'class', 'image'] },
  relabelled: { title: 'Images relabelled', columns: ['split', 'class on base', 'class', 'image'] },
  'masks-changed': { title: 'Masks changed', columns: ['split', 'image', 'mask'] },
  'images-edited': { title: 'Images edited', columns: ['split', 'class', 'image', 'difference'] },
  'images-re-encoded': { title: 'Images re-encoded', columns: ['split', 'class', 'image'] },
  'images-renamed': { title: 'Images renamed', columns: ['split', 'image on base', 'image'] },
}

/** A table of examples for each code that has any: the first ones of every split in turn. */
export function exampleTables(groups: readonly Group[], given: Given): Exhibit[] {
  return IMAGE_CODES.flatMap((code): Exhibit[] => {
    const { title, columns: names } = TABLES[code]
    const of = groups.filter((group) => group.code === code)
    const total = of.reduce((sum, group) => sum + group.rows.length, 0)
    if (total === 0) return []
    const share = Math.ceil(EXAMPLES / of.length)
    const rows = of.flatMap((group) =>
      group.rows.slice(0, share).map((row) => names.map((name) => columns[name](group, row, given))),
    )
    return [
      {
        kind: 'table',
        title,
        columns: names.map((name) => ({ name, unit: 'text' })),
        rows: rows.slice(0, EXAMPLES),
        total,
      },
    ]
  })
}

function differenceText(edits: Edits | null, row: number): string {
  const at = edits ? edits.headRow.indexOf(row) : -1
  if (!edits || at < 0 || Number.isNaN(edits.changed[at]!)) return 'not compared'
  if (Number.isNaN(edits.mean[at]!)) return 'another size'
  return `${percent(edits.changed[at]!)} of the pixels, by ${percent(edits.mean[at]!)} on average`
}
