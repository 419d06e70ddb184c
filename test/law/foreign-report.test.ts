import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { catalogue } from '#app/catalogue'
import { reportSchema } from '#contract/report'
import { renderComment } from '#render/comment'
import { FIXTURES } from '#test/built'
import { active } from '#test/markdown'
import { hostileReport } from '#test/reports'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
interface Place {
  readonly holder: Json[] | { [key: string]: Json }
  readonly key: string
  /** Its path with indexes and identifiers left out: one place of a kind is enough. */
  readonly kind: string
}

function* places(value: Json, kind = ''): Generator<Place> {
  if (value === null || typeof value !== 'object') return
  const holder = value
  for (const [key, child] of Object.entries(holder)) {
    const place = `${kind}/${Array.isArray(holder) || /[^a-zA-Z]/.test(key) ? '*' : key}`
    yield { holder, key, kind: place }
    yield* places(child as Json, place)
  }
}

function kinds(report: Json): Place[] {
  const first = new Map<string, Place>()
  for (const place of places(report)) if (!first.has(place.kind)) first.set(place.kind, place)
  return [...first.values()]
}

const MARKUP = [
  '<img src=x onerror=alert(1)>',
  '![x](https://evil.example/p.gif)',
  '@org/team',
  '`` ` ``',
  '-->\n\n<b>x</b>',
  '</details>\n\n# PASS [x](javascript:x)',
  'a|b\n| - |\n',
  'www.evil.example',
  'https://evil.example',
  'a@evil.example',
]
const marker = { key: 'default', head: 'a'.repeat(40), run: '1.1' }

/** Shows what the schema lets through; true when it let nothing through. */
function refusedOrInert(report: Json, what = ''): boolean {
  const parsed = reportSchema.safeParse(report)
  if (parsed.success) expect(active(renderComment(parsed.data, catalogue, { marker })), what).toEqual([])
  return !parsed.success
}

const golden = (theme: string, name: string): Json =>
  JSON.parse(readFileSync(join(FIXTURES, theme, name, 'expected/report.json'), 'utf8'))
const REPORTS: [string, () => Json][] = [
  ['a real one', () => golden('textures', 'blocked-demo')],
  ['one with every kind of exhibit', () => JSON.parse(JSON.stringify(hostileReport('plain')))],
]

test.each(REPORTS)('%s: markup in the place of any value is refused or inert', (_, make) => {
  const report = make()
  expect(refusedOrInert(report)).toBe(false)
  let [refused, shown] = [0, 0]
  for (const { holder, key, kind } of kinds(report)) {
    const place = holder as { [key: string]: Json }
    const before = place[key]!
    for (const text of MARKUP) {
      place[key] = text
      if (refusedOrInert(report, kind)) refused++
      else shown++
    }
    place[key] = before
  }
  expect(refused).toBeGreaterThan(shown)
  expect(shown).toBeGreaterThan(0)
})

test.each(REPORTS)('%s: markup in the place of any key is refused', (_, make) => {
  const report = make()
  for (const { holder, key } of kinds(report)) {
    if (Array.isArray(holder)) continue
    const before = holder[key]!
    delete holder[key]
    for (const text of MARKUP) {
      holder[text] = before
      expect(refusedOrInert(report), `${key} → ${text}`).toBe(true)
      delete holder[text]
    }
    holder[key] = before
  }
})
