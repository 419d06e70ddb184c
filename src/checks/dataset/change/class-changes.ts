import type { Exhibit, Found } from '#contract/outcome'
import { clip, listed } from '../../names.ts'
import type { Given } from './changes.ts'
import { renamedClasses } from './renamed.ts'

/** Rows of an examples table. */
const EXAMPLES = 50

/** Classes added, removed, or standing at another place: a model counts its outputs by that place. */
export function classChanges(given: Given): { finding: Found<'classes-changed'>; exhibit: Exhibit } | null {
  const { base, head } = given
  const renamed = renamedClasses(given)
  const [left, came] = [new Set(renamed.map(({ from }) => from)), new Set(renamed.map(({ to }) => to))]
  const before = new Map(base.classes.map((name, index) => [name, index]))
  const after = new Map(head.classes.map((name, index) => [name, index]))
  const added = head.classes.filter((name) => !before.has(name) && !came.has(name))
  const removed = base.classes.filter((name) => !after.has(name) && !left.has(name))
  const renumbered = head.classes.filter((name) => before.has(name) && before.get(name) !== after.get(name))
  const changed = [...added, ...removed, ...renamed.map(({ to }) => to), ...renumbered]
  if (changed.length === 0) return null
  const marks = [
    ...added.map((name) => `+${clip(name)}`),
    ...removed.map((name) => `−${clip(name)}`),
    ...renamed.map(({ from, to }) => `${clip(from)} → ${clip(to)}`),
    ...renumbered.map((name) => `${clip(name)} ${before.get(name)}→${after.get(name)}`),
  ]
  return {
    finding: {
      code: 'classes-changed',
      args: {
        added: added.length,
        removed: removed.length,
        renamed: renamed.length,
        renumbered: renumbered.length,
        classes: listed(marks),
      },
      about: [],
      age: 'new',
      count: changed.length,
      subject: 'classes',
      basis: JSON.stringify([base.classes, head.classes]),
    },
    exhibit: {
      kind: 'table',
      title: 'Classes changed',
      columns: [
        { name: 'class', unit: 'text' },
        { name: 'place on base', unit: 'count' },
        { name: 'place on head', unit: 'count' },
      ],
      rows: changed.slice(0, EXAMPLES).map((name) => [clip(name), before.get(name) ?? null, after.get(name) ?? null]),
      total: changed.length,
    },
  }
}
