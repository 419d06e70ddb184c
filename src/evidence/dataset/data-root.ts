import type { DataPlacement } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Absence, ImageBytes } from '#contract/ports'
import { Contents, codeAt } from '#contract/table'
import { ABSENCE } from '../absence.ts'
import { outsideGit } from './contents.ts'
import { Problems, quoted } from './problems.ts'
import type { Dataset } from './types.ts'

/** Files that are read at once. */
const IN_FLIGHT = 16

/** Whether the bytes of images are known only by reading them: they lie outside git, and no column names them. */
export function isUnnamed(data: DataPlacement): boolean {
  return outsideGit(data) && data.columns.digest === null
}

/**
 * Names the images of a data root by the sha-256 of what lies there now. Base and head are then read from the same files:
 * an image that was replaced under its name is no change that can be seen, which a digest column would show.
 *
 * @throws GateError `data-root-not-given`
 */
export async function nameByReading(dataset: Dataset, images: ImageBytes): Promise<Dataset> {
  if (images.digest === null) {
    const hint = 'Give it: `--data-root DIR` (in a workflow: the input `data-root`); or name images by a digest column.'
    throw new GateError('data-root-not-given', 'host', 'the images lie below a data root, and this run has none', {
      hint,
    })
  }
  const content = Contents.empty(dataset.rows)
  const problems = new Problems()
  const flying: Promise<{ sha256: string } | Absence>[] = []
  let done = 0
  const settle = async () => {
    const found = await flying.shift()!
    const row = done++
    if (typeof found !== 'string') return content.set(row, 'sha256', found.sha256)
    const file = codeAt(dataset.source, row) ?? ''
    problems.add('missing-file', file, dataset.line[row]!, `${quoted(dataset.path.get(row))}: ${ABSENCE[found]}`)
  }
  for (let row = 0; row < dataset.rows; row++) {
    flying.push(images.digest(dataset.path.get(row)))
    if (flying.length >= IN_FLIGHT) await settle()
  }
  while (flying.length > 0) await settle()
  return { ...dataset, content, problems: [...dataset.problems, ...problems.build()] }
}
