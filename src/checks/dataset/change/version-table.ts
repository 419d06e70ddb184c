import type { Exhibit } from '#contract/outcome'
import { clip } from '../../names.ts'
import { splitVersions } from '../../split-version.ts'
import type { Given } from './changes.ts'

/** Which version of each split base and head hold: equal digits, equal images and annotations. */
export function versionTable({ base, head }: Given): Exhibit {
  const [before, after] = [splitVersions(base), splitVersions(head)]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return {
    kind: 'table',
    title: 'Versions of the splits',
    columns: [
      { name: 'split', unit: 'text' },
      { name: 'base', unit: 'text' },
      { name: 'head', unit: 'text' },
    ],
    rows: names.map((name) => [clip(name), before.get(name) ?? null, after.get(name) ?? null]),
    total: names.length,
  }
}
