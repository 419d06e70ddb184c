import type { DataPlacement } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Tree } from '#contract/ports'
import { byCodePoint } from './paths.ts'

/** A thousand class names of 1 KB each. */
const CLASSES_FILE_LIMIT = 1024 * 1024

/** The classes that the configuration names, or null. A file has one a line. */
export async function configuredClasses(placement: DataPlacement, tree: Tree): Promise<readonly string[] | null> {
  const { classes } = placement
  if (classes === null) return null
  if (!('file' in classes)) return distinct(classes, 'The configuration')
  const text = new TextDecoder().decode(await tree.read(classes.file, CLASSES_FILE_LIMIT))
  const lines = text.split(/\r\n|\n|\r/)
  while (lines.at(-1)?.trim() === '') lines.pop()
  return distinct(
    lines.map((line) => line.trim()),
    classes.file,
  )
}

function distinct(names: readonly string[], where: string): readonly string[] {
  const seen = new Set<string>()
  for (const [index, name] of names.entries()) {
    if (name !== '' && !seen.has(name)) {
      seen.add(name)
      continue
    }
    const what = name === '' ? 'is empty' : `"${name}" stands there twice`
    const hint = 'Name every class once, in the order of the outputs of the model.'
    throw new GateError('classes-invalid', 'artifact', `${where}: class ${index + 1} ${what}`, { hint })
  }
  return names
}

/** Classes that are told by their index only: enough for ImageNet-21k, and a label that is an id of something is none. */
const INDEX_LIMIT = 100_000

/** `0` … the greatest index, when all that was found are indices; else null. */
export function classesByIndex(found: readonly string[]): readonly string[] | null {
  let most = -1
  for (const value of found) {
    if (!/^(0|[1-9]\d{0,8})$/.test(value) || Number(value) >= INDEX_LIMIT) return null
    most = Math.max(most, Number(value))
  }
  return most < 0 ? null : Array.from({ length: most + 1 }, (_, index) => String(index))
}

/** Configured classes in their order, then what else was found; without configuration all that was found, by code point. */
export function orderClasses(found: Iterable<string>, configured: readonly string[] | null): readonly string[] {
  const sorted = [...new Set(found)].sort(byCodePoint)
  if (configured === null) return sorted
  const known = new Set(configured)
  return [...configured, ...sorted.filter((name) => !known.has(name))]
}
