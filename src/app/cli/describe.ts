import { checks } from '#checks/registry.generated'
import { UsageError } from '#contract/errors'
import { catalogue } from '../catalogue.ts'
import { describeOptions } from '../describe-options.ts'
import { checkNamed, type Invocation } from './invocation.ts'

export async function list({ args, terminal }: Invocation): Promise<number> {
  const metas = [...catalogue.values()]
  if (args.has('json')) {
    const rows = metas.map(({ id, title, why, pitfalls, cost }) => ({ id, title, why, pitfalls, cost }))
    terminal.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
    return 0
  }
  const width = Math.max(...metas.map((meta) => meta.id.length))
  for (const meta of metas) terminal.stdout.write(`${meta.id.padEnd(width)}  ${meta.title}\n`)
  return 0
}

export async function explain({ args, terminal }: Invocation): Promise<number> {
  const [id] = args.words
  if (id === undefined) throw new UsageError('unknown-check', 'name a check', { hint: 'See `cv-gate list`.' })
  const meta = checkNamed(id)
  const lines = [`${meta.id}: ${meta.title}`, '', meta.why, '', 'Messages (default severity)']
  for (const [code, message] of Object.entries(meta.messages))
    lines.push(`  ${code} (${message.severity}): ${message.text}`, `      → ${message.fix}`)
  const check = checks.find((one) => one.id === meta.id)
  const options = check ? describeOptions(check) : []
  if (options.length > 0)
    lines.push('', `Options (checks.${meta.id} in .github/cv-gate.yml)`, ...options.map((row) => `  ${row}`))
  if (check)
    lines.push(
      '',
      `Needs: ${Object.values<{ evidence: string }>(check.needs)
        .map((need) => need.evidence)
        .join(', ')} · cost: ${meta.cost}`,
    )
  if (meta.references.length > 0) lines.push('', 'References', ...meta.references.map((reference) => `  ${reference}`))
  terminal.stdout.write(`${lines.join('\n')}\n`)
  return 0
}
