import { GateError } from '#contract/errors'
import type { Side } from '#contract/ids'
import type { Dataset } from '../dataset/types.ts'
import type { ModelStructure } from '../model/types.ts'

/**
 * Names of the outputs, in their order: the configuration's, else the model's own metadata, else the dataset's classes.
 * As many as the model has outputs, or it is an error: an answer could not be compared with a label.
 */
export function outputNames(
  { path, classes: metadata, configured }: Pick<ModelStructure, 'path' | 'classes' | 'configured'>,
  classes: readonly string[],
  outputs: number,
): readonly string[] {
  const names = configured?.names ?? metadata ?? classes
  const source = configured?.source ?? (metadata ? "the model's metadata" : 'the dataset')
  if (outputs === 0 || names.length === outputs) return names
  throw new GateError(
    'class-width-mismatch',
    'artifact',
    `${path}: the model has ${outputs} outputs, and ${source} names ${names.length} classes`,
    {
      hint: 'List the classes in the order of the outputs: `model.classes` in .github/cv-gate.yml, a list or a file with one a line.',
      place: { path },
    },
  )
}

/** Output index of the true class of each row; a label that no output stands for is an error. */
export function truthOf(dataset: Dataset, rows: Int32Array, names: readonly string[], side: Side): Int32Array {
  const index = new Map<string, number>()
  for (const [at, name] of names.entries()) if (!index.has(name)) index.set(name, at)
  const byCode = dataset.label.values.map((label) => index.get(label) ?? -1)
  const truth = new Int32Array(rows.length).fill(-1)
  for (const [at, row] of rows.entries()) {
    const code = dataset.label.codes[row]!
    if (code < 0) continue
    if (byCode[code] === -1) throw unknown(dataset.label.values[code]!, names, side)
    truth[at] = byCode[code]!
  }
  return truth
}

function unknown(label: string, names: readonly string[], side: Side): GateError {
  const some = names
    .slice(0, 8)
    .map((name) => JSON.stringify(name))
    .join(', ')
  return new GateError(
    'label-unknown-to-model',
    'artifact',
    `no output of the ${side} model stands for the class ${JSON.stringify(label)}`,
    {
      hint: `The outputs are ${some}${names.length > 8 ? ', …' : ''}: correct the labels or \`model.classes\`.`,
    },
  )
}
