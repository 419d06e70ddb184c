import { nearest } from '#config/nearest'
import { asGateError, placeText, UsageError } from '#contract/errors'
import { errorExit } from '#engine/exit'
import { parse } from '#host/arguments'
import { logLine } from '#host/log/escape'
import { createLog } from '#host/log/log'
import { VERSION } from '../../version.ts'
import { COMMANDS, type CommandName, commandHelp, helpText } from './commands.ts'
import type { Invocation, Terminal } from './invocation.ts'

/** Runs one command line and returns the exit code (EXIT_CODES in commands.ts). */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  const debug = argv.includes('--debug') || terminal.env.RUNNER_DEBUG === '1'
  try {
    return await dispatch(argv, terminal, debug)
  } catch (thrown) {
    const error = asGateError(thrown)
    const place = placeText(error)
    for (const line of `error: ${place}${error.message}`.split('\n')) terminal.stderr.write(`${logLine(line)}\n`)
    terminal.stderr.write(`  → ${logLine(error.hint)}\n`)
    if (debug && thrown instanceof Error) terminal.stderr.write(`${thrown.stack ?? ''}\n`)
    return errorExit(error)
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal, debug: boolean): Promise<number> {
  const [name, ...rest] = argv
  if (name === '--version' || name === '-v') return say(terminal, `${VERSION}\n`)
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    say(terminal, helpText(VERSION))
    return name === undefined ? 3 : 0
  }
  if (!Object.hasOwn(COMMANDS, name)) throw unknownCommand(name)
  const command = name as CommandName
  if (rest.includes('--help') || rest.includes('-h')) return say(terminal, commandHelp(command))
  const args = parse(rest, COMMANDS[command].flags, nearest)
  const quiet = args.has('json')
  const style = quiet ? 'silent' : terminal.stderr.isTTY && !terminal.env.CI ? 'live' : 'lines'
  const log = createLog(terminal.stderr, { style, debug, now: terminal.now })
  return (await load(command))({ args, terminal, around: { ...terminal, log } })
}

type Handler = (invocation: Invocation) => Promise<number>
/** Each command is loaded when it is called: `--help` and `list` cost nothing of the others. */
async function load(command: CommandName): Promise<Handler> {
  switch (command) {
    case 'init':
      return (await import('./init.ts')).init
    case 'run':
      return (await import('./run.ts')).run
    case 'plan':
      return (await import('./plan.ts')).plan
    case 'doctor':
      return (await import('./doctor.ts')).doctor
    case 'explain':
      return (await import('./describe.ts')).explain
    case 'list':
      return (await import('./describe.ts')).list
    case 'demo':
      return (await import('./demo.ts')).demo
  }
}

function say(terminal: Terminal, text: string): number {
  terminal.stdout.write(text)
  return 0
}

function unknownCommand(name: string): UsageError {
  const close = nearest(name, Object.keys(COMMANDS))
  return new UsageError('unknown-command', `no command ${JSON.stringify(name)}`, {
    hint: close ? `Did you mean \`cv-gate ${close}\`? See \`cv-gate --help\`.` : 'See `cv-gate --help`.',
  })
}
