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

/** Parses strictly: an unknown flag, or one without its value, is a UsageError. */
export function parse(argv: readonly string[], flags: Flags): Arguments {
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
    throw new UsageError('wrong-arguments', (cause as Error).message.split('. ')[0]!, {
      hint: 'See `cv-gate --help`.',
      cause,
    })
  }
}
