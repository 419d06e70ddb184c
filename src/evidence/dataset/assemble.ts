import type { DataPlacement } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Tree } from '#contract/ports'
import type { Codes } from '#contract/table'
import { classesByIndex, configuredClasses, orderClasses } from './classes.ts'
import { completeNames } from './complete-names.ts'
import type { TreeContents } from './contents.ts'
import { absent, type Draft, keepDistinct, reorder, usedValues } from './draft.ts'
import { joinPath } from './paths.ts'
import { type Problems, quoted } from './problems.ts'
import type { Dataset } from './types.ts'

export interface Assembly {
  readonly placement: DataPlacement
  readonly tree: Tree
  readonly problems: Problems
  /** Where the bytes of images are looked up; null when the draft knows them already. */
  readonly contents: TreeContents | null
  /** Classes in the order that the files themselves state, or null. */
  readonly names: readonly string[] | null
  /** Whether a number as label is the index of a class. */
  readonly indexed: boolean
}

/** Rows as read → dataset: distinct, joined with the commit, classes in their order. */
export async function assemble(rows: Draft, assembly: Assembly): Promise<Dataset> {
  const { placement, tree, problems, contents } = assembly
  const splits = Object.keys(placement.splits)
  const draft = keepDistinct(contents ? completeNames(rows, contents, problems) : rows, splits, problems)
  if (contents) joinTree(draft, contents, problems)

  const configured = await configuredClasses(placement, tree)
  const known = configured ?? assembly.names
  const found: Codes = draft.boxes ? { codes: draft.boxes.boxes.label, values: draft.boxes.labels } : draft.label
  const named =
    assembly.indexed && known ? { ...found, values: found.values.map((value) => nameOf(value, known)) } : found
  const used = usedValues(named)
  const classes = (known === null && assembly.indexed && classesByIndex(used)) || orderClasses(used, known)
  const label = reorder(named, classes)
  const whose = configured ? 'one of the configured classes' : 'a class that the dataset names'
  if (known) tellUnknown(draft, label, known.length, whose, problems)
  return {
    rows: draft.path.rows,
    path: draft.path,
    content: draft.content,
    split: { codes: draft.split, values: splits },
    label: draft.boxes ? absent(draft.path.rows, classes) : label,
    line: Uint32Array.from(draft.line),
    source: draft.source,
    columns: draft.columns,
    group: groupColumn(placement, draft.columns),
    members: draft.members,
    boxes: draft.boxes && { ...draft.boxes.boxes, label: label.codes },
    classes,
    problems: problems.build(),
  }
}

/** The class that a number means, unless it is the name of a class itself. */
function nameOf(value: string, classes: readonly string[]): string {
  if (!/^(0|[1-9]\d{0,8})$/.test(value) || classes.includes(value)) return value
  return classes[Number(value)] ?? value
}

function groupColumn({ columns, file, root }: DataPlacement, found: Draft['columns']): Codes | null {
  if (columns.group === null) return null
  const column = found.get(columns.group)
  if (column) return column
  const path = joinPath(root, file ?? '')
  throw new GateError(
    'unknown-column',
    'user',
    `${path}:1: no column ${quoted(columns.group)}, which \`columns.group\` names`,
    {
      hint: `The columns are ${[...found.keys()].map(quoted).join(', ')}.`,
      place: { path, line: 1 },
    },
  )
}

function joinTree(draft: Draft, tree: TreeContents, problems: Problems): void {
  const { path, content } = draft
  for (let row = 0; row < path.rows; row++) {
    const file = tree.find(path.pool, path.start(row), path.ends[row]!)
    if (file >= 0) tree.copy(file, content, row)
    else {
      const text = tree.missing(path.get(row))
      problems.add('missing-file', draft.source.values[draft.source.codes[row]!]!, draft.line[row]!, text)
    }
  }
}

/** One problem for each class that is not known, on the line of its first record. */
function tellUnknown(draft: Draft, { codes, values }: Codes, known: number, whose: string, problems: Problems): void {
  const counts = new Int32Array(values.length)
  const first = new Int32Array(values.length)
  for (let at = codes.length - 1; at >= 0; at--) {
    const label = codes[at]!
    if (label < known) continue
    counts[label]!++
    first[label] = draft.boxes ? draft.boxes.boxes.image[at]! : at
  }
  for (let label = known; label < values.length; label++) {
    const row = first[label]!
    const file = draft.source.values[draft.source.codes[row]!]!
    const text = `label ${quoted(values[label]!)} is not ${whose}`
    problems.add('unknown-class', file, draft.line[row]!, text, { count: counts[label]! })
  }
}
