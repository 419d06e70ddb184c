import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rawSchema } from '#contract/outcome'
import type { OutcomeStore } from '#contract/ports'

/**
 * One JSON file an outcome, its first line the sha-256 of its digest and the rest: a file that is damaged, or another's,
 * counts as absent. Writing fails in silence, for nothing is lost by measuring again.
 */
export function outcomeStore(cache: string): OutcomeStore {
  const folder = join(cache, 'outcomes')
  return {
    async get(digest) {
      const text = await readFile(join(folder, `${digest}.json`), 'utf8').catch(() => '')
      const end = text.indexOf('\n')
      const body = text.slice(end + 1)
      if (end <= 0 || text.slice(0, end) !== checksum(digest, body)) return null
      return rawSchema.safeParse(JSON.parse(body)).data ?? null
    },
    async put(digest, outcome) {
      const body = JSON.stringify(outcome)
      const path = join(folder, `${digest}.json`)
      const fresh = `${path}.${randomBytes(6).toString('hex')}`
      try {
        await mkdir(folder, { recursive: true })
        await writeFile(fresh, `${checksum(digest, body)}\n${body}`)
        await rename(fresh, path)
      } catch {
        // a full or read-only disk
      }
    },
  }
}

function checksum(digest: string, body: string): string {
  return createHash('sha256').update(`${digest}\n${body}`).digest('hex')
}
