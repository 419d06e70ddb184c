import type { Layout, Recognised, Rejected } from '../layout.ts'
import type { Look } from '../look.ts'
import { foldersAbove, splitInName, splitName } from '../split-names.ts'
import { readCsvManifest } from './csv-manifest.ts'
import { readJsonlManifest } from './jsonl-manifest.ts'
import { alone, oneASplit, type Part, withSplitColumn } from './manifest.ts'

/** Tables that list images: one with a split column, one a split side by side (`train.csv`, `test.csv`), or one alone. */
export async function manifests(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const groups = new Map<string, Map<string, Part>>()
  const take = (path: string, made: Layout | string) => {
    if (typeof made === 'string') rejected.push({ path, why: made })
    else found.push(made)
  }
  const heads = await look.heads(look.candidates('csv', 'tsv', 'jsonl', 'ndjson'))
  for (const [path, head] of heads) {
    const folder = foldersAbove(path)[0]!
    if (/(^|\/)metadata\.(csv|jsonl)$/.test(path) && splitName(folder.slice(folder.lastIndexOf('/') + 1))) continue
    const read = /\.[ct]sv$/i.test(path) ? readCsvManifest : readJsonlManifest
    const manifest = await read(look, path, head)
    if (manifest === null) continue
    if (typeof manifest === 'string') {
      take(path, manifest)
      continue
    }
    const name = splitInName(path)
    if (manifest.columns.split !== null && (name === null || manifest.splits.size > 1))
      take(path, withSplitColumn(look, manifest))
    else if (name === null) take(path, alone(look, manifest))
    else {
      const key = `${folder}\0${manifest.format}`
      const group = groups.get(key) ?? new Map<string, Part>()
      groups.set(key, group)
      if (group.has(name)) rejected.push({ path, why: `a second manifest of the split ${name}` })
      else group.set(name, { manifest, place: path, rows: manifest.rows })
    }
  }
  for (const [key, parts] of groups) take(key.slice(0, key.indexOf('\0')) || '.', oneASplit(look, parts, rejected))
  return { found, rejected }
}
