import * as z from 'zod'
import type { Connection } from './connection.ts'
import { pages } from './retry.ts'

const file = z
  .object({ filename: z.string(), patch: z.string().optional() })
  .transform(({ filename, patch }) => ({ id: filename, patch }))

/** Lines of head that a pull request's page of files shows, first and last of each hunk. */
export type Hunks = readonly (readonly [from: number, to: number])[]

/**
 * Where GitHub shows annotations, by path: files that it lists no patch for (binary, too large, beyond the 3,000th) have
 * no such line.
 */
export async function diffLines(connection: Connection, pull: number): Promise<ReadonlyMap<string, Hunks>> {
  const request = {
    what: 'list the files of the pull request',
    permission: '{pull-requests: read}',
    schema: z.array(file),
  }
  const files = await pages(connection, request, (at) =>
    connection.client.rest.pulls.listFiles({ ...at, pull_number: pull }),
  )
  return new Map(files.map(({ id, patch }) => [id, hunksOf(patch ?? '')]))
}

/** From the text of a unified diff, as far as it goes: what its header says beyond that is not shown. */
export function hunksOf(patch: string): Hunks {
  const hunks: [number, number][] = []
  let next = 0
  for (const line of patch.split('\n')) {
    const start = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line)?.[1]
    if (start !== undefined) {
      next = Number(start)
      hunks.push([next, next - 1])
    } else if (hunks.length > 0 && (line.startsWith(' ') || line.startsWith('+'))) hunks.at(-1)![1] = next++
  }
  return hunks.filter(([from, to]) => to >= from)
}
