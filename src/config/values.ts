import * as z from 'zod'

/** `1pp` → 0.01 (absolute), `2%` → {relative: 0.02} (of base's value). */
export const tolerance = z
  .string({ error: 'write `1pp` (percentage points, absolute) or `2%` (of the value on base)' })
  .regex(/^\d+(\.\d+)?(pp|%)$/, { error: 'write `1pp` (percentage points, absolute) or `2%` (of the value on base)' })
  .refine((text) => Number.parseFloat(text) > 0, {
    error:
      'a tolerance of zero cannot be verified: no finite test set proves that nothing was lost; write `0.5pp` or more',
  })
  .refine((text) => Number.parseFloat(text) < 100, { error: 'a tolerance of 100 or more tolerates everything' })
  .meta({ description: 'Tolerated loss: `1pp` is absolute, `2%` is of the value on base', examples: ['1pp', '2%'] })

export function parseTolerance(text: string): number | { relative: number } {
  const value = Number.parseFloat(text) / 100
  return text.endsWith('pp') ? value : { relative: value }
}

/** A path below the repository root: no absolute path, drive, backslash, NUL, empty or dot segment. */
export const path = z
  .string()
  .min(1)
  .refine(isInside, { error: 'write a path below the repository root, with `/`, without `..`, `.`, `\\` or a drive' })

export function isInside(text: string): boolean {
  if (text === '.') return true
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
  if (/[\\\u0000-\u001f]/.test(text) || /^[A-Za-z]:/.test(text) || text.startsWith('/')) return false
  return text
    .replace(/\/$/, '')
    .split('/')
    .every((segment) => segment !== '' && segment !== '.' && segment !== '..')
}

/** `./a/b/` as written → `a/b`; the root is `''`. */
export function normalPath(text: string): string {
  return text === '.' ? '' : text.replace(/\/$/, '')
}
