import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OutcomeStore } from '#contract/ports'

/**
 * One JSON file an outcome, its first line the sha-256 of the rest: a file that is damaged counts as absent. Writing fails
 * in silence, for nothing is lost by measuring again.
 */
export function outcomeStore(cache: string): OutcomeStore {
  const folder = join(cache, 'outcomes')
  return {
    async get(digest) {
      const text = await readFile(join(folder, `${digest}.json`), 'utf8').catch(() => '')
      const end = text.indexOf('\n')
      const body = text.slice(end + 1)
      return end > 0 && text.slice(0, end) === checksum(body) ? JSON.parse(body) : null
    },
    async put(digest, outcome) {
      const body = JSON.stringify(outcome)
      const path = join(folder, `${digest}.json`)
      const fresh = `${path}.${randomBytes(6).toString('hex')}`
      try {
        await mkdir(folder, { recursive: true })
        await writeFile(fresh, `${checksum(body)}\n${body}`)
        await rename(fresh, path)
      } catch {
        // a full or read-only disk
      }
    },
  }
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
