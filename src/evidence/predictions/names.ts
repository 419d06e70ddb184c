import type { ModelPlacement } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Side } from '#contract/ids'
import type { Tree } from '#contract/ports'
import { codeAt } from '#contract/table'
import type { Dataset } from '../dataset/types.ts'

const CLASSES_LIMIT = 16 * 1024 * 1024

/**
 * Names of the outputs, in their order: the configuration's, else the model's own metadata, else the dataset's classes.
 * As many as the model has outputs, or it is an error: an answer could not be compared with a label.
 */
export async function outputNames(
  model: ModelPlacement,
  tree: Tree,
  metadata: readonly string[] | null,
  classes: readonly string[],
  outputs: number,
): Promise<readonly string[]> {
  const { names, source } = await namesOf(model, tree, metadata, classes)
  if (outputs === 0 || names.length === outputs) return names
  throw new GateError(
    'class-width-mismatch',
    'artifact',
    `${model.path}: the model has ${outputs} outputs, and ${source} names ${names.length} classes`,
    {
      hint: 'List the classes in the order of the outputs: `model.classes` in .github/cv-gate.yml, a list or a file with one a line.',
      place: { path: model.path },
    },
  )
}

async function namesOf(
  model: ModelPlacement,
  tree: Tree,
  metadata: readonly string[] | null,
  classes: readonly string[],
): Promise<{ names: readonly string[]; source: string }> {
  if (model.classes === null)
    return metadata ? { names: metadata, source: "the model's metadata" } : { names: classes, source: 'the dataset' }
  if (!('file' in model.classes)) return { names: model.classes, source: '`model.classes`' }
  const { file } = model.classes
  const text = new TextDecoder().decode(await tree.read(file, CLASSES_LIMIT))
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  if (lines.at(-1) === '') lines.pop()
  return { names: lines, source: file }
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
    if (byCode[code] === -1) throw unknown(dataset, row, names, side)
    truth[at] = byCode[code]!
  }
  return truth
}

function unknown(dataset: Dataset, row: number, names: readonly string[], side: Side): GateError {
  const [label, line] = [codeAt(dataset.label, row), dataset.line[row]!]
  const place = line > 0 ? `${codeAt(dataset.source, row)}:${line}` : dataset.path.get(row)
  const some = names
    .slice(0, 8)
    .map((name) => JSON.stringify(name))
    .join(', ')
  return new GateError(
    'label-unknown-to-model',
    'artifact',
    `${place}: no output of the ${side} model stands for the class ${JSON.stringify(label)}`,
    {
      hint: `The outputs are ${some}${names.length > 8 ? ', …' : ''}: correct the labels or \`model.classes\`.`,
    },
  )
}
