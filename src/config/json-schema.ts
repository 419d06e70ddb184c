import * as z from 'zod'
import { documentSchema, type OptionSchemas } from './schema.ts'

/** The JSON schema of the configuration, for editors: completion and checking while one types. */
export function toJsonSchema(checks: OptionSchemas): Record<string, unknown> {
  const schema = z.toJSONSchema(documentSchema(checks), { io: 'input', unrepresentable: 'any', target: 'draft-7' })
  return { ...schema, title: 'cv-gate configuration (.github/cv-gate.yml)' }
}
