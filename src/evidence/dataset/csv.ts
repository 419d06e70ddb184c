import type { DataPlacement, Task } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Tree } from '#contract/ports'
import type { Codes } from '#contract/table'
import { readCsv } from '#formats/csv'
import { configuredClasses, orderClasses } from './classes.ts'
import { listRoot, outsideGit, readManifest, TreeContents } from './contents.ts'
import { type Draft, keepDistinct, reorder, usedValues } from './draft.ts'
import { ManifestRows } from './manifest-rows.ts'
import { joinPath } from './paths.ts'
import { Problems, quoted } from './problems.ts'
import type { Dataset } from './types.ts'

/** Ten million rows of 100 bytes; the file and its columns are in memory at once. */
const MANIFEST_LIMIT = 1024 * 1024 * 1024

/** Manifests of a CSV dataset: one with a split column, or one a split (then `splits` names the files). */
export function manifestsOf(placement: DataPlacement): { path: string; split: number | null }[] {
  if (placement.file !== null) return [{ path: joinPath(placement.root, placement.file), split: null }]
  return Object.values(placement.splits).map((file, split) => ({ path: joinPath(placement.root, file), split }))
}

export async function readCsvDataset(placement: DataPlacement, task: Task, tree: Tree): Promise<Dataset> {
  const problems = new Problems()
  const splits = Object.keys(placement.splits)
  const outside = outsideGit(placement)
  const rows = new ManifestRows(placement, task, problems)
  for (const { path, split } of manifestsOf(placement)) {
    const bytes = await readManifest(tree, path, MANIFEST_LIMIT)
    readCsv(bytes, path, (header) => rows.open(path, split, header))
  }
  const draft = keepDistinct(rows.build(), splits, problems)
  if (!outside) joinTree(draft, new TreeContents(await listRoot(placement, tree)), problems)

  const configured = await configuredClasses(placement, tree)
  const classes = orderClasses(usedValues(draft.label), configured)
  const label = reorder(draft.label, classes)
  if (configured) tellUnknown(draft, label.codes, classes, configured.length, problems)
  return {
    rows: draft.path.rows,
    path: draft.path,
    content: draft.content,
    split: { codes: draft.split, values: splits },
    label,
    line: Uint32Array.from(draft.line),
    source: draft.source,
    columns: draft.columns,
    group: groupColumn(placement, draft.columns),
    boxes: null,
    classes,
    problems: problems.build(),
  }
}

function groupColumn({ columns, file, root }: DataPlacement, found: Draft['columns']): Codes | null {
  if (columns.group === null) return null
  const column = found.get(columns.group)
  if (column) return column
  const path = joinPath(root, file ?? '')
  throw new GateError(
    'unknown-column',
    'user',
    `${path}: no column ${quoted(columns.group)}, which \`columns.group\` names`,
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

/** One problem for each class that is not configured, on the line of its first record. */
function tellUnknown(
  draft: Draft,
  labels: Int32Array,
  classes: readonly string[],
  configured: number,
  problems: Problems,
): void {
  const counts = new Int32Array(classes.length)
  const first = new Int32Array(classes.length)
  for (let row = labels.length - 1; row >= 0; row--) {
    const label = labels[row]!
    if (label < configured) continue
    counts[label]!++
    first[label] = row
  }
  for (let label = configured; label < classes.length; label++) {
    const row = first[label]!
    const file = draft.source.values[draft.source.codes[row]!]!
    const text = `label ${quoted(classes[label]!)} is not one of the configured classes`
    problems.add('unknown-class', file, draft.line[row]!, text, { count: counts[label]! })
  }
}
