import * as z from 'zod'
import type { AnyCheck } from '#contract/check'

interface Property {
  readonly description?: string
  readonly default?: unknown
  readonly type?: string
}

/** One line an option: `name (number, default 1.05): what it does`, from the check's own schema. */
export function describeOptions(check: AnyCheck): string[] {
  const schema = z.toJSONSchema(check.options, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Property>
  }
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const fallback = property.default === undefined ? '' : `, default ${JSON.stringify(property.default)}`
    return `${name} (${property.type ?? 'value'}${fallback})${property.description ? `: ${property.description}` : ''}`
  })
}
