import { realpath } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { exists } from '../files.ts'
import { hasDigest } from '../hash.ts'
import { readHashed, streamHashed } from '../read-hashed.ts'

/** Objects that DVC keeps on this machine, by md5. Nothing is downloaded here. */
export class DvcCache {
  /** Searched in this order. */
  readonly directories: readonly string[]
  constructor(directories: readonly string[]) {
    this.directories = directories
  }

  /** Content whose md5 is `hex`, or null when it is absent, larger than `limit`, or not what its name says. */
  async read(hex: string, limit: number, suffix: '' | '.dir' = ''): Promise<Uint8Array | null> {
    const [start, rest] = [hex.slice(0, 2), hex.slice(2) + suffix]
    const isNamed = hasDigest('md5', hex)
    for (const directory of this.directories) {
      const bytes = await readHashed(join(directory, 'files', 'md5', start, rest), limit, isNamed)
      if (typeof bytes !== 'string') return bytes
      // DVC 2 kept its objects here, and named texts by their md5 with line ends of Unix.
      const older = join(directory, start, rest)
      const text = await readHashed(older, limit, (one) => isNamed(one) || isNamed(unixText(one)))
      if (typeof text !== 'string') return text
    }
    return null
  }

  async has(hex: string): Promise<boolean> {
    const [start, rest] = [hex.slice(0, 2), hex.slice(2)]
    for (const directory of this.directories)
      for (const path of [join(directory, 'files', 'md5', start, rest), join(directory, start, rest)])
        if (await exists(path)) return true
    return false
  }

  /** As `read`, in chunks that are good until the next one is asked for. */
  async stream(hex: string, limit: number): Promise<AsyncIterable<Uint8Array> | null> {
    for (const directory of this.directories) {
      const path = join(directory, 'files', 'md5', hex.slice(0, 2), hex.slice(2))
      const chunks = await streamHashed(path, limit, 'md5', hex)
      if (chunks) return chunks
    }
    const whole = await this.read(hex, limit)
    return (
      whole &&
      (async function* () {
        yield whole
      })()
    )
  }
}

function unixText(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return text.subarray(0, 512).includes(0)
    ? bytes
    : Buffer.from(text.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
}

/** `folder` with its links resolved when it then lies below `root`, else null. It need not be there yet. */
export async function insideOf(root: string, folder: string): Promise<string | null> {
  const real = await realpath(root).catch(() => null)
  if (real === null) return null
  const path = await resolved(folder)
  return path.startsWith(real.endsWith(sep) ? real : real + sep) ? path : null
}

/** Links in what is there of a path, resolved. */
async function resolved(path: string): Promise<string> {
  const real = await realpath(path).catch(() => null)
  const above = dirname(path)
  return real ?? (above === path ? path : join(await resolved(above), basename(path)))
}
