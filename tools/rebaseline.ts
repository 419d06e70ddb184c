// Writes the golden files of all fixtures anew. Read the difference before committing it.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFiles } from '#host/files'
import { goldenFiles, judgeCase } from '#test/golden'

const fixtures = 'fixtures'
const folder = mkdtempSync(join(tmpdir(), 'cv-gate-rebaseline-'))
try {
  for (const theme of readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory()))
    for (const name of readdirSync(join(fixtures, theme.name)).filter((one) => one !== 'base')) {
      const { report, exit, repository } = await judgeCase(theme.name, name, folder)
      await writeFiles(join(fixtures, theme.name, name, 'expected'), goldenFiles(name, report))
      const asExpected = report.conclusion === repository.expect.conclusion && exit === repository.expect.exit
      console.log(`${asExpected ? 'ok ' : 'NOT'} ${theme.name}/${name}: ${report.conclusion}, exit ${exit}`)
    }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
