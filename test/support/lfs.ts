import { execFileSync } from 'node:child_process'
import { sha256 } from '#host/hash'

export const oidOf = (content: string | Uint8Array) => Buffer.from(sha256(content)).toString('hex')

/** The pointer that Git LFS commits in place of this content. */
export function lfsPointer(content: string | Uint8Array): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oidOf(content)}\nsize ${Buffer.byteLength(content)}\n`
}

/** Whether a program can be started here; tests of the real one are skipped, and say so, where it cannot. */
export function installed(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    console.warn(`SKIPPED: \`${[command, ...args].join(' ')}\` does not run here, and what needs it is not tested`)
    return false
  }
}
