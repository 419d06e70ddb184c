import * as z from 'zod'
import type { Connection } from './connection.ts'
import { ask } from './retry.ts'

const rules = z.array(
  z.object({
    type: z.string(),
    parameters: z
      .object({
        required_status_checks: z
          .array(z.object({ context: z.string(), integration_id: z.int().nullish() }))
          .optional(),
        workflows: z.array(z.object({ path: z.string() })).optional(),
      })
      .optional(),
  }),
)

/** Whether the rules of a branch let nothing in but what our App's check passed, or what the workflow file has run on. */
export async function isPinned(
  connection: Connection,
  branch: string,
  { check, workflow }: { readonly check: string | null; readonly workflow: string },
): Promise<boolean> {
  const request = { what: 'read the rules of the base branch', permission: '{contents: read}', schema: rules }
  const all = await ask(connection, request, (at) => connection.client.rest.repos.getBranchRules({ ...at, branch }))
  return all.some(({ type, parameters }) => {
    if (type === 'workflows') return parameters?.workflows?.some(({ path }) => path === workflow) ?? false
    if (type !== 'required_status_checks' || !connection.app) return false
    const required = parameters?.required_status_checks ?? []
    return required.some(({ context, integration_id }) => context === check && integration_id === connection.app!.id)
  })
}
