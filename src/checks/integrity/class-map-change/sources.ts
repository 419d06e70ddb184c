import type { Task } from '#contract/config'
import type { Found } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import type { ModelStructure } from '#evidence/model/types'
import { clip, listed } from '../../names.ts'
import { place } from '../../record-places.ts'
import { roomOf } from './outputs.ts'

export type SourceCode = 'width-mismatch' | 'names-disagree'

/** Data and model of one side; null: there is none. */
export interface Side {
  readonly data: Dataset
  readonly model: ModelStructure | null
}

/** Names that say nothing: `class_0`, `1`. */
const PLACEHOLDER = /^(class|cls|label)?[ _-]?\d+$/i

/** The model's names: the configuration's, else those of its metadata. */
export function namesOf(model: ModelStructure | null): readonly string[] | null {
  return model ? (model.configured?.names ?? metadataOf(model)) : null
}
function metadataOf({ classes }: ModelStructure): readonly string[] | null {
  return classes?.every((name) => PLACEHOLDER.test(name)) ? null : classes
}

/** What does not agree on head; old is what disagrees in the same way on base. */
export function sourceFindings(head: Side, base: Side | null, task: Task): Found<SourceCode>[] {
  const known = new Set(base ? disagreements(base, task).map(keyOf) : [])
  return disagreements(head, task).map((one) => ({ ...one, age: known.has(keyOf(one)) ? 'pre-existing' : 'new' }))
}
function keyOf({ code, subject, basis }: Found): string {
  return JSON.stringify([code, subject, basis])
}

function disagreements({ data, model }: Side, task: Task): Found<SourceCode>[] {
  if (!model) return []
  const metadata = metadataOf(model)
  const names = namesOf(model)
  const { configured } = model
  const found = [...widthMismatch({ data, model }, names, task)]
  if (configured && metadata) {
    const length = Math.max(configured.names.length, metadata.length)
    const different = Array.from({ length }, (_, at) => at).filter((at) => configured.names[at] !== metadata[at])
    const examples = different.map((at) => `${at} ${quote(configured.names[at])} / ${quote(metadata[at])}`)
    found.push(...disagree(model, configured.source, 'metadata', examples, [configured.names, metadata]))
  }
  if (names) {
    const source = configured?.source ?? 'metadata'
    const outputs = new Map(names.map((name, at) => [name, at]))
    const unknown = data.classes.filter((name) => !outputs.has(name)).map((name) => `${clip(name)} / none`)
    const examples = [...unknown, ...(data.numbered ? outOfOrder(data.classes, outputs) : [])]
    found.push(...disagree(model, 'dataset', source, examples, [data.classes, names]))
  }
  return found
}

/** Classes that follow in another order: each that stands behind the one before it in the data and not in the outputs. */
function outOfOrder(classes: readonly string[], outputs: ReadonlyMap<string, number>): string[] {
  const common = classes.flatMap((name, number) => (outputs.has(name) ? [{ name, number }] : []))
  return common.flatMap(({ name, number }, at) => {
    const before = common[at - 1]
    if (!before || outputs.get(before.name)! < outputs.get(name)!) return []
    return [`${clip(name)} ${number} / ${clip(name)} ${outputs.get(name)}`]
  })
}

function widthMismatch(
  { data, model }: { data: Dataset; model: ModelStructure },
  names: readonly string[] | null,
  task: Task,
): Found<SourceCode>[] {
  const room = roomOf(model, task)
  // Labels of a multi-label table are sets of classes, as many as occur.
  if (!room || (!names && task === 'multi-label' && !data.numbered)) return []
  const count = (names ?? data.classes).length
  if (room.classes.includes(count)) return []
  const source = !names ? 'dataset' : (model.configured?.source ?? 'metadata')
  return [
    {
      code: 'width-mismatch',
      args: { output: room.output, width: room.width, count, source },
      about: [place(model.path, 0)],
      age: 'new',
      count: 1,
      subject: 'width',
      basis: `${room.width} ${count} ${source}`,
    },
  ]
}

function disagree(
  model: ModelStructure,
  one: string,
  other: string,
  examples: readonly string[],
  lists: readonly (readonly string[])[],
): Found<SourceCode>[] {
  if (examples.length === 0) return []
  return [
    {
      code: 'names-disagree',
      args: { one, other, count: examples.length, examples: listed(examples) },
      about: [place(model.path, 0)],
      age: 'new',
      count: examples.length,
      subject: `${one} and ${other}`,
      basis: JSON.stringify(lists),
    },
  ]
}

function quote(name: string | undefined): string {
  return name === undefined ? 'none' : clip(name)
}
