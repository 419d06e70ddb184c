import { exitCode } from '#engine/exit'
import { folderOf, temporaryFolder, writeFiles } from '#host/files'
import { buildRepository } from '#host/scratch-repository'
import { renderTerminal } from '#render/terminal'
import { catalogue } from '../catalogue.ts'
import { CONFIG_PATH } from '../config-path.ts'
import { NO_HISTORY } from '../history.ts'
import { load } from '../load-config.ts'
import { measure } from '../measure.ts'
import { openGate } from '../open-gate.ts'
import { reportFiles } from '../report-files.ts'
import type { Invocation } from './invocation.ts'

const CASES = ['blocked-demo', 'clean'] as const

/** Two pull requests on the embedded photographs and models: exit 0 only when both come out as they should. */
export async function demo(invocation: Invocation): Promise<number> {
  const { args, terminal, around } = invocation
  const fixtures = `${folderOf(around.entry)}/../fixtures/textures`
  const out = args.text('out') ?? 'demo'
  const scratch = await temporaryFolder()
  const surprises: string[] = []
  try {
    for (const name of CASES) {
      const repository = await buildRepository(fixtures, name, `${scratch.path}/${name}`)
      terminal.stdout.write(`\n── pull request: ${repository.title} (planted: ${repository.planted}) ──\n\n`)
      const gate = await openGate(
        { ...around, cwd: repository.path },
        {
          cache: `${scratch.path}/cache`,
          recorded: null,
          dataRoot: null,
          nativesDir: around.env.CV_GATE_NATIVES_DIR ?? null,
        },
      )
      try {
        const request = {
          base: repository.base,
          head: repository.head,
          configPath: CONFIG_PATH,
          configText: null,
          mergeBase: null,
          trusted: true,
        }
        const report = await measure(request, gate, {
          only: null,
          load,
          looks: async () => ({ code: 'no-pull-request', args: {} }),
          waivers: async () => [],
          history: NO_HISTORY,
          catalogue,
        })
        const files = reportFiles(report, catalogue)
        const written = await writeFiles(`${out}/${name}`, files)
        const color = terminal.stdout.isTTY === true && !around.env.NO_COLOR
        terminal.stdout.write(renderTerminal(report, catalogue, { width: terminal.stdout.columns ?? 100, color }))
        terminal.stdout.write(`\nThe comment, as it is posted:\n\n${indent(files['comment.md'] ?? '')}\n`)
        for (const path of written.filter((one) => !one.endsWith('.gitignore'))) terminal.stdout.write(`${path}\n`)
        const [conclusion, exit] = [report.conclusion, exitCode(report)]
        if (conclusion !== repository.expect.conclusion || exit !== repository.expect.exit)
          surprises.push(
            `${name}: ${conclusion} (exit ${exit}) instead of ${repository.expect.conclusion} (exit ${repository.expect.exit})`,
          )
      } finally {
        await gate.repository.close()
      }
    }
  } finally {
    await scratch.remove()
  }
  for (const surprise of surprises) terminal.stderr.write(`not as it should be: ${surprise}\n`)
  if (surprises.length === 0)
    terminal.stdout.write('\nBoth pull requests came out as they should: one blocked, one passed.\n')
  return surprises.length === 0 ? 0 : 1
}

function indent(text: string): string {
  return text.replace(/^/gm, '  │ ')
}
