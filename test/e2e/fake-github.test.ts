import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { FIXTURES } from '#test/built'
import { type Shown, showPull } from '#test/fake-github/by-hand/show'
import { brokenInvariants } from '#test/fake-github/invariants'
import { CHROMIUM } from '#test/github-look'

if (CHROMIUM === null) console.warn('skipping the page of the fake GitHub: Chromium is not installed')

/** Types a comment as a person does, and waits until Actions are at rest. */
async function say(page: Page, { workflows }: Shown, author: string, body: string): Promise<void> {
  await page.getByRole('combobox').selectOption(author)
  await page.getByRole('textbox').fill(body)
  await page.getByRole('button', { name: 'Comment' }).click()
  await page
    .locator('article', { hasText: body.split('\n')[0]! })
    .last()
    .waitFor()
  await workflows.idle()
  await page.reload()
}
const texts = (page: Page) => page.locator('article').allTextContents()
const faces = (page: Page, text: string) => page.locator('.box', { hasText: text }).locator('.faces').allTextContents()

test.skipIf(CHROMIUM === null)(
  'people talk to the built bot on the page until the pull request may be merged',
  { timeout: 300_000 },
  async () => {
    const { chromium } = await import('playwright-core')
    const shown = await showPull(join(FIXTURES, 'textures'), 'slice-regression')
    const browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage({ viewport: { width: 1000, height: 900 } })
      const errors: Error[] = []
      page.on('pageerror', (error) => errors.push(error))
      await page.goto(shown.address)
      await page.getByText('CV gate: blocked').first().waitFor({ timeout: 120_000 })
      await shown.workflows.idle()
      await page.reload()
      await page.getByRole('link', { name: 'cv-gate report', exact: true }).click()
      await page.getByRole('heading', { name: 'CV gate: blocked', level: 1 }).waitFor()
      await page.getByRole('link', { name: 'pull request' }).click()
      const lines = (await page.locator('code', { hasText: '/cv-waive' }).allTextContents()).map((line) =>
        line.replace(/reason$/, 'night images are relabelled next week'),
      )
      expect(lines).toHaveLength(2)

      await say(page, shown, 'stranger', `${lines[0]} says a stranger`)
      expect([await faces(page, 'says a stranger'), (await texts(page)).length]).toEqual([['👎 1'], 2])
      await say(page, shown, 'writer', `${lines[0]} says a writer\n<b>please</b>`)
      await page.locator('article', { hasText: 'maintain' }).last().waitFor()
      expect(await faces(page, 'says a writer')).toEqual(['👎 1'])

      for (const line of lines) await say(page, shown, 'maintainer', line)
      await page.getByText('CV gate: passed').first().waitFor()
      await page.getByText('attempt 3').waitFor()
      expect(shown.fake.runs.map(({ attempt, conclusion }) => [attempt, conclusion])).toEqual([[3, 'success']])
      expect([errors, brokenInvariants(shown.fake)]).toEqual([[], []])
      // CV_GATE_PICTURE=docs/images/commands.png takes the picture of docs/commands.md anew.
      const picture = process.env.CV_GATE_PICTURE
      if (picture) await page.screenshot({ path: picture, fullPage: true })
    } finally {
      await browser.close()
      await shown.close()
    }
  },
)
