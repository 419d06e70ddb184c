import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { reportSchema } from '#contract/report'
import { FIXTURES } from '#test/built'
import { goldenFiles, judgeCase } from '#test/golden'

const folder = mkdtempSync(join(tmpdir(), 'cv-gate-fixtures-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const cases = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((theme) => theme.isDirectory())
  .flatMap((theme) =>
    readdirSync(join(FIXTURES, theme.name))
      .filter((name) => name !== 'base')
      .map((name) => [theme.name, name] as const),
  )

test('every case that the design names is there', () => {
  expect(cases.map(([, name]) => name).sort()).toEqual([
    'blocked-demo',
    'clean',
    'contract-change',
    'corrupt-image',
    'first-adoption',
    'leak',
    'nothing-relevant-changed',
    'policy-loosened',
    'slice-regression',
    'slower-model',
  ])
})

describe.each(cases)('%s/%s', (theme, name) => {
  test('comes out as expected, word for word', { timeout: 120_000 }, async () => {
    const { repository, report, exit } = await judgeCase(theme, name, folder)
    expect({ conclusion: report.conclusion, exit }).toEqual(repository.expect)
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report)
    const expected = join(FIXTURES, theme, name, 'expected')
    for (const [file, text] of Object.entries(goldenFiles(name, report)))
      expect(text, `${theme}/${name}/expected/${file}: if this is meant, npm run rebaseline`).toBe(
        readFileSync(join(expected, file), 'utf8'),
      )
  })
})
