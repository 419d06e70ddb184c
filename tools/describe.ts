// Prints as JSON what tools/generate.mjs puts into README.md, the check pages and dist/config.schema.json.
import { readFileSync } from 'node:fs'
import { markdownTable } from 'markdown-table'
import { parse } from 'yaml'
import { catalogue, optionSchemas } from '../src/app/catalogue.ts'
import { COMMANDS } from '../src/app/cli/commands.ts'
import { describeOptions } from '../src/app/describe-options.ts'
import { checks } from '../src/checks/registry.generated.ts'
import { COMMANDS as ASKED } from '../src/commands/usage.ts'
import { toJsonSchema } from '../src/config/json-schema.ts'
import type { CheckMeta } from '../src/contract/check.ts'

const action = parse(readFileSync('action.yml', 'utf8')) as {
  inputs: Record<string, { description: string; default?: string }>
  outputs: Record<string, { description: string }>
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function severities(meta: CheckMeta): string {
  const found = Object.values(meta.messages).map((message) => message.severity)
  return ['block', 'warn', 'info'].filter((severity) => found.includes(severity as 'block')).join(', ')
}

function page(meta: CheckMeta): string {
  const messages = Object.entries(meta.messages).map(([code, message]) => [
    `\`${code}\``,
    message.severity,
    cell(message.text),
    cell(message.fix),
  ])
  return [
    `# ${meta.title}`,
    '',
    `\`${meta.id}\` · cost: ${meta.cost} · pitfalls: ${meta.pitfalls.join(', ') || 'none'}`,
    '',
    meta.why,
    '',
    markdownTable([['message', 'severity', 'text', 'what to do'], ...messages]),
  ].join('\n')
}

const linked = (meta: CheckMeta) =>
  checks.some((check) => check.id === meta.id) ? `[\`${meta.id}\`](src/checks/${meta.id}/readme.md)` : `\`${meta.id}\``
const sections = {
  checks: markdownTable([
    ['check', 'why', 'severities', 'options'],
    ...[...catalogue.values()].map((meta) => {
      const check = checks.find((one) => one.id === meta.id)
      const options = check ? describeOptions(check).map((row) => row.split(' ')[0]!) : []
      return [linked(meta), cell(meta.why), severities(meta), options.map((option) => `\`${option}\``).join(', ')]
    }),
  ]),
  inputs: markdownTable([
    ['input', 'default', ''],
    ...Object.entries(action.inputs).map(([name, input]) => [
      `\`${name}\``,
      input.default ? `\`${input.default}\`` : '',
      cell(input.description),
    ]),
  ]),
  outputs: markdownTable([
    ['output', ''],
    ...Object.entries(action.outputs).map(([name, output]) => [`\`${name}\``, cell(output.description)]),
  ]),
  commands: markdownTable([
    ['command', ''],
    ...Object.values(COMMANDS).map((command) => [`\`cv-gate ${cell(command.usage)}\``, cell(command.text)]),
  ]),
  asked: markdownTable([
    ['in a comment', ''],
    ...Object.values(ASKED).map(({ usage, text }) => [`\`${cell(usage)}\``, cell(text)]),
  ]),
}
const pages = Object.fromEntries(checks.map((check) => [check.id, page(check)]))
process.stdout.write(JSON.stringify({ sections, pages, schema: toJsonSchema(optionSchemas) }))
