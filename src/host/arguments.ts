import { parseArgs } from 'node:util'
import { UsageError } from '#contract/errors'

export interface Flag {
  readonly type: 'string' | 'boolean'
  readonly multiple?: boolean
  /** Shown by --help, as `--name VALUE`. */
  readonly value?: string
  readonly text: string
}
export type Flags = Readonly<Record<string, Flag>>
export interface Arguments {
  readonly words: readonly string[]
  text(flag: string): string | null
  list(flag: string): readonly string[]
  has(flag: string): boolean
}

/** Parses strictly: an unknown flag, or one without its value, is a UsageError. `nearest` finds what was meant. */
export function parse(
  argv: readonly string[],
  flags: Flags,
  nearest: (name: string, names: readonly string[]) => string | null,
): Arguments {
  try {
    const options = Object.fromEntries(
      Object.entries(flags).map(([name, flag]) => [name, { type: flag.type, multiple: flag.multiple ?? false }]),
    )
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
    return {
      words: positionals,
      text: (flag) => (typeof values[flag] === 'string' ? (values[flag] as string) : null),
      list: (flag) => (Array.isArray(values[flag]) ? (values[flag] as string[]) : []),
      has: (flag) => values[flag] === true,
    }
  } catch (cause) {
    const message = (cause as Error).message.split('. ')[0]!
    const unknown = /^Unknown option '--([^']+)'/.exec(message)?.[1]
    const meant = unknown === undefined ? null : nearest(unknown, Object.keys(flags))
    throw new UsageError('wrong-arguments', message, {
      hint: meant ? `Did you mean --${meant}? See \`cv-gate --help\`.` : 'See `cv-gate --help`.',
      cause,
    })
  }
}
