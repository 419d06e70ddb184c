import type { ModelPlacement } from '#contract/config'
import type { Tree } from '#contract/ports'
import type { ModelStructure } from './types.ts'

const CLASSES_LIMIT = 16 * 1024 * 1024

/** What `model.classes` says: a list, or a file with one name a line. */
export async function configuredNames(
  { classes }: Pick<ModelPlacement, 'classes'>,
  tree: Tree,
): Promise<ModelStructure['configured']> {
  if (classes === null) return null
  if (!('file' in classes)) return { names: classes, source: '`model.classes`' }
  const text = new TextDecoder().decode(await tree.read(classes.file, CLASSES_LIMIT))
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  if (lines.at(-1) === '') lines.pop()
  return { names: lines, source: classes.file }
}
