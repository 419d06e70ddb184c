import { exitCode } from '#engine/exit'
import { writeFiles } from '#host/files'
import { renderJson } from '#render/json'
import { renderTerminal } from '#render/terminal'
import { catalogue } from '../catalogue.ts'
import { NO_HISTORY } from '../history.ts'
import { load } from '../load-config.ts'
import { measure } from '../measure.ts'
import { reportFiles } from '../report-files.ts'
import { type Invocation, open, requestOf, selected } from './invocation.ts'

export async function run(invocation: Invocation): Promise<number> {
  const { args, terminal, around } = invocation
  const only = selected(invocation)
  const gate = await open(invocation)
  try {
    const request = await requestOf(invocation, gate)
    const alone = {
      looks: async () => ({ code: 'no-pull-request', args: {} }),
      waivers: async () => [],
      history: NO_HISTORY,
    }
    const report = await measure(request, gate, { only, load, ...alone, catalogue })
    const folder = args.text('out') ?? 'cv-gate-report'
    const written = await writeFiles(folder, reportFiles(report, catalogue))
    if (args.has('json')) terminal.stdout.write(renderJson(report))
    else {
      const width = terminal.stdout.columns ?? 100
      const color = terminal.stdout.isTTY === true && !around.env.NO_COLOR
      terminal.stdout.write(renderTerminal(report, catalogue, { width, color }))
      terminal.stdout.write(`\n${written.filter((path) => !path.endsWith('.gitignore')).join('\n')}\n`)
    }
    return exitCode(report)
  } finally {
    await gate.repository.close()
  }
}
