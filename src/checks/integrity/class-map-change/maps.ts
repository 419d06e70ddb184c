import type { Found } from '#contract/outcome'
import { clip, listed } from '../../names.ts'

export type MapCode = 'renumbered' | 'reordered' | 'removed' | 'renamed' | 'added'

/** One list of classes on both sides, and whose it is. */
export interface ClassMap {
  readonly of: 'dataset' | 'model'
  readonly base: readonly string[]
  readonly head: readonly string[]
  /** Their order is that of their names, and no model is there that counts in it. */
  readonly sorted?: boolean
}

/** What became of the number of every class. A class whose number has another name, and no other number, was renamed. */
export function mapFindings({ of, base, head, sorted = false }: ClassMap): Found<MapCode>[] {
  const [before, after] = [numbers(base), numbers(head)]
  const renamed = base.flatMap((name, at) => {
    const now = head[at]
    return now !== undefined && !after.has(name) && !before.has(now) ? [{ name, now, at }] : []
  })
  const places = new Set(renamed.map(({ at }) => at))
  const moved = head.filter((name) => before.has(name) && before.get(name) !== after.get(name))
  const removed = base.filter((name, at) => !after.has(name) && !places.has(at))
  const added = head.filter((name, at) => !before.has(name) && !places.has(at))
  const changed: readonly [MapCode, readonly string[]][] = [
    [sorted ? 'reordered' : 'renumbered', moved.map((name) => `${clip(name)} ${before.get(name)}→${after.get(name)}`)],
    ['removed', removed.map((name) => `${clip(name)} ${before.get(name)}`)],
    ['renamed', renamed.map(({ name, now, at }) => `${at} ${clip(name)}→${clip(now)}`)],
    ['added', moved.length > 0 ? [] : added.map((name) => `${clip(name)} ${after.get(name)}`)],
  ]
  return changed.flatMap(([code, classes]) => {
    if (classes.length === 0) return []
    return {
      code,
      args: { of, count: classes.length, classes: listed(classes) },
      about: [],
      age: 'new',
      count: classes.length,
      subject: of,
      basis: JSON.stringify([base, head]),
    }
  })
}

function numbers(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, at) => [name, at]))
}
