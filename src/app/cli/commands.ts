import type { Flags } from '#host/arguments'

const commits: Flags = {
  base: { type: 'string', value: 'COMMIT', text: 'tip of the base branch; default: the default branch' },
  head: {
    type: 'string',
    value: 'COMMIT',
    text: 'what is judged; default HEAD; `worktree` = with what is not committed',
  },
  config: {
    type: 'string',
    value: 'FILE',
    text: 'use this configuration for every side instead of the committed ones',
  },
  check: {
    type: 'string',
    multiple: true,
    value: 'ID',
    text: 'only this check (may be given again); never a full pass',
  },
  'data-root': { type: 'string', value: 'DIR', text: 'folder of the images that are not in git ($data)' },
  json: { type: 'boolean', text: 'print JSON on standard output, and nothing else there' },
  'no-cache': { type: 'boolean', text: 'measure everything anew' },
  debug: { type: 'boolean', text: 'print what happens in detail' },
}

export interface Command {
  readonly usage: string
  readonly text: string
  readonly flags: Flags
}

export const COMMANDS = {
  init: {
    usage: 'init [--two-files] [--keep-config] [--force] [--dry-run]',
    text: 'look at this repository, write .github/cv-gate.yml (advisory) and the workflow',
    flags: {
      'two-files': { type: 'boolean', text: 'write the pair of workflows: one measures without rights, one talks' },
      'keep-config': { type: 'boolean', text: 'leave .github/cv-gate.yml as it is and write the workflow only' },
      force: { type: 'boolean', text: 'overwrite files that exist' },
      'dry-run': { type: 'boolean', text: 'print what would be written' },
      debug: { type: 'boolean', text: 'print what happens in detail' },
    },
  },
  run: {
    usage: 'run [--base COMMIT] [--head COMMIT|worktree] [--out DIR] [--check ID]…',
    text: 'judge head against its merge-base with base; write report.json, comment.md, report.html, report.sarif',
    flags: { ...commits, out: { type: 'string', value: 'DIR', text: 'folder of the report; default cv-gate-report' } },
  },
  plan: {
    usage: 'plan [--base COMMIT] [--head COMMIT|worktree] [--json]',
    text: 'what would run, why, what is unchanged, and where every setting comes from',
    flags: commits,
  },
  doctor: {
    usage: 'doctor [--json]',
    text: 'what this machine can do: runtime, providers proven by a run, sandbox, git, token',
    flags: { json: { type: 'boolean', text: 'print JSON' }, debug: { type: 'boolean', text: 'print details' } },
  },
  explain: { usage: 'explain CHECK', text: 'what a check computes, why, its messages and options', flags: {} },
  list: {
    usage: 'list [--json]',
    text: 'every check, one line each',
    flags: { json: { type: 'boolean', text: 'print JSON' } },
  },
  demo: {
    usage: 'demo [--out DIR]',
    text: 'two pull requests on embedded real data: one blocked, one passed',
    flags: { out: { type: 'string', value: 'DIR', text: 'folder of the reports; default demo' } },
  },
} as const satisfies Record<string, Command>
export type CommandName = keyof typeof COMMANDS

export const EXIT_CODES = `Exit codes
  0  passed, warned, or inconclusive and accepted by the policy (always, in advisory mode, except 3)
  1  blocked, or inconclusive and not accepted
  2  unverified: something could not be measured
  3  wrong use or configuration`

export function helpText(version: string): string {
  const lines = Object.values(COMMANDS).map((command) => `  cv-gate ${command.usage}\n      ${command.text}`)
  return `cv-gate ${version}: the merge gate for computer-vision pull requests

Usage
${lines.join('\n')}
  cv-gate COMMAND --help      the flags of one command
  cv-gate --version

${EXIT_CODES}
`
}

export function commandHelp(name: CommandName): string {
  const command: Command = COMMANDS[name]
  const rows = Object.entries(command.flags).map(([flag, { value, text }]) => {
    return `  ${`--${flag}${value ? ` ${value}` : ''}`.padEnd(20)} ${text}`
  })
  return `cv-gate ${command.usage}\n\n${command.text}\n${rows.length > 0 ? `\nFlags\n${rows.join('\n')}\n` : ''}`
}
