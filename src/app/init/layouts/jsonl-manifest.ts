import { READ_LIMIT } from '../layout.ts'
import { type Look, linesOf } from '../look.ts'
import { columnsOf } from './columns.ts'
import { SAMPLE } from './home.ts'
import type { Manifest } from './manifest.ts'

/** The first record decides; only a manifest is read to its end. */
export async function readJsonlManifest(look: Look, path: string, head: string): Promise<Manifest | string> {
  const record = recordOf(linesOf(head)[0] ?? '')
  if (record === null) return 'its first line is no JSON object'
  const boxed = record.has('objects')
  const known = columnsOf(new Map([...record].map(([name, value]) => [name, textOf(value)])), look, boxed)
  if (typeof known === 'string') return known
  const { columns, guesses } = known
  const bytes = await look.bytes(path, READ_LIMIT)
  if (bytes === null) return 'too large for a first look, or not on this machine'
  const labels = new Set<string>()
  const splits = new Map<string, number>()
  const first: string[] = []
  let rows = 0
  let line = 0
  for (const text of new TextDecoder().decode(bytes).split(/\r?\n/)) {
    line++
    if (text.trim() === '') continue
    const one = recordOf(text)
    if (one === null) return `line ${line} is no JSON object`
    rows++
    if (rows <= SAMPLE) first.push(textOf(one.get(columns.image)))
    if (columns.split !== null) {
      const split = textOf(one.get(columns.split))
      splits.set(split, (splits.get(split) ?? 0) + 1)
    }
    labels.add(textOf(one.get(columns.label)))
  }
  labels.delete('')
  const task = boxed ? 'detection' : 'classification'
  return { format: 'jsonl', task, path, columns, rows, first, labels: [...labels].sort(), splits, guesses }
}

/** By name, for `__proto__` is one like any other. */
export function recordOf(line: string): Map<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line.replace(/^\ufeff/, ''))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : null
  } catch {
    return null
  }
}
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
