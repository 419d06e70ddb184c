import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import type { Machine } from '#contract/report'

/** What keeps a child in besides its limits: words before its command line, for a child that may write to one folder. */
export interface Confinement {
  readonly level: Machine['sandbox']
  /** The same in words. */
  readonly describe: string
  command(folder: string): readonly string[]
}

const NONE: Confinement = { level: 0, describe: 'no network or file limit', command: () => [] }
/** A user namespace of its own besides the network's: the memory and environment of our other processes are out of reach. */
const NO_NETWORK: Confinement = {
  level: 1,
  describe: 'no network (a namespace of its own); no file limit',
  command: () => ['unshare', '--user', '--map-current-user', '--net', '--'],
}
/** Devices stay: a provider may need the GPU. */
const READ_ONLY: Confinement = {
  level: 2,
  describe: 'no network, no other process, and a file system that cannot be written (bubblewrap)',
  command: (folder) => [
    ...['bwrap', '--die-with-parent', '--unshare-user', '--unshare-net', '--unshare-pid', '--unshare-ipc'],
    ...['--cap-drop', 'ALL', '--ro-bind', '/', '/', '--dev-bind', '/dev', '/dev', '--tmpfs', '/dev/shm'],
    ...['--proc', '/proc', '--bind', folder, folder, '--chdir', folder, '--'],
  ],
}

/** The strictest first; the last needs nothing. */
export const CONFINEMENTS: readonly Confinement[] = [READ_ONLY, NO_NETWORK, NONE]

/** The strictest that works here: each is tried, because whether a kernel allows it cannot be read anywhere. */
export function confinementHere(): Confinement {
  return CONFINEMENTS.find(works) ?? NONE
}

export function works({ command }: Confinement): boolean {
  if (process.platform !== 'linux') return false
  const script = `exec ${shellWords([...command(tmpdir()), 'true'])}`
  return spawnSync('/bin/sh', ['-c', script], { env: {}, stdio: 'ignore', timeout: 10_000 }).status === 0
}

const QUOTE = /'/g

/** Each as one word of a shell, whatever it holds. */
export function shellWords(words: readonly string[]): string {
  return words.map((word) => `'${word.replace(QUOTE, "'\\''")}'`).join(' ')
}
