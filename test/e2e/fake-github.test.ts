import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FIXTURES } from '#test/built'
import { showPull } from '#test/fake-github/by-hand/show'
import { brokenInvariants } from '#test/fake-github/invariants'
import { CHROMIUM } from '#test/github-look'

if (CHROMIUM === null) console.warn('skipping the page of the fake GitHub: Chromium is not installed')

test.skipIf(CHROMIUM === null)(
  'the page shows what the bot says, and the bot hears what is typed',
  { timeout: 180_000 },
  async () => {
    const { chromium } = await import('playwright-core')
    const shown = await showPull(join(FIXTURES, 'textures'), 'blocked-demo')
    const browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage({ viewport: { width: 1000, height: 900 } })
      const errors: Error[] = []
      page.on('pageerror', (error) => errors.push(error))
      await page.goto(shown.address)
      await page.getByText('CV gate: blocked').waitFor({ timeout: 120_000 })
      expect(await page.locator('.markdown-alert-caution').count()).toBe(1)
      expect(await page.getByRole('link', { name: /cv-gate-report-/ }).count()).toBe(1)

      await page.getByRole('combobox').selectOption('writer')
      await page.getByRole('textbox').fill('/cv-help\n<b>please</b>')
      await page.getByRole('button', { name: 'Comment' }).click()
      await page.locator('article', { hasText: '/cv-help' }).waitFor()
      await shown.workflows.idle()
      expect(shown.workflows.logs.map(({ title }) => title)).toEqual(['pull_request', 'workflow_run', 'issue_comment'])

      await page.getByRole('button', { name: 'Re-run' }).click()
      await page.getByText('attempt 2').waitFor()
      await shown.workflows.idle()
      expect(shown.fake.comments.filter(({ app }) => app !== null)[0]!.body).toContain(
        `run=${shown.fake.runs[0]!.id}.2 `,
      )
      expect([errors, brokenInvariants(shown.fake)]).toEqual([[], []])
      if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT, fullPage: true })
    } finally {
      await browser.close()
      await shown.close()
    }
  },
)
