import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '#contract/report'
import { judge } from '#test/golden'
import { CONFIG, colours, SmallRepository } from '#test/small-repository'

let repository: SmallRepository
let cache: string
let base: string
let head: string
beforeAll(async () => {
  repository = new SmallRepository()
  cache = mkdtempSync(join(tmpdir(), 'cv-gate-cache-'))
  const files = await colours()
  base = repository.commit({ '.github/cv-gate.yml': CONFIG, ...files })
  const copy = { 'data/train/copy.png': files['data/test/40.png']! }
  head = repository.commit({ ...copy, 'data/labels.csv': `${files['data/labels.csv']}train/copy.png,green,train\n` })
})
afterAll(() => {
  repository.remove()
  rmSync(cache, { recursive: true, force: true })
})

const run = (from = base, to = head) => judge(repository.path, from, to, cache, { recorded: true })
const noted = (report: Report) => report.targets[0]!.notes.map(({ code }) => code)
const stages = (report: Report) => Object.keys(report.timing.stages)

test('a second run on the same commits reads and measures nothing, and says the same', {
  timeout: 60_000,
}, async () => {
  const first = await run()
  expect(first.conclusion).toBe('blocked')
  expect(noted(first)).not.toContain('recorded')
  const second = await run()
  expect(noted(second)).toContain('recorded')
  expect(stages(second)).toEqual(['plan'])
  expect(second.targets[0]!.outcomes).toEqual(first.targets[0]!.outcomes)
  expect([second.conclusion, second.targets[0]!.blockers]).toEqual([first.conclusion, first.targets[0]!.blockers])
})

test('a record that was touched is measured again', { timeout: 60_000 }, async () => {
  await run()
  const folder = join(cache, 'outcomes')
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    writeFileSync(path, readFileSync(path, 'utf8').replace('"findings":[{', '"findings":[],"x":[{'))
  }
  expect((await run()).conclusion).toBe('blocked')
})

test('other inputs are other records', { timeout: 60_000 }, async () => {
  await run()
  const mended = repository.commit({ 'README.md': 'x', 'data/train/copy.png': null, 'data/labels.csv': await labels() })
  const report = await run(base, mended)
  expect(report.conclusion).not.toBe('blocked')
})

async function labels(): Promise<string> {
  return String((await colours())['data/labels.csv'])
}
