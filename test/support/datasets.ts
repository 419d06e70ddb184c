import type { DataPlacement, Placement, TargetPolicy, Task } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Scene } from '#contract/evidence'
import type { ImageBytes, Ports, Tree } from '#contract/ports'
import { codeAt } from '#contract/table'
import { evidence } from '#evidence/dataset/evidence'
import type { Dataset } from '#evidence/dataset/types'
import { sha256 } from '#host/hash'
import { type MemoryFile, MemoryTree } from './memory-tree.ts'

/** Where a dataset lies: by default image folders below `data`, splits `train` and `test`. */
export function dataPlacement(change: Partial<DataPlacement> = {}): DataPlacement {
  return {
    format: 'folder',
    root: 'data',
    file: null,
    splits: { train: 'train', test: 'test' },
    columns: { image: 'image', label: 'label', split: 'split', group: null, time: null, digest: null },
    classes: null,
    store: 'git',
    fetch: 'never',
    images: null,
    ...change,
  }
}

export function policy(change: Partial<TargetPolicy> = {}): TargetPolicy {
  return {
    task: 'classification',
    gateSplit: 'test',
    primary: { metric: 'accuracy', tolerance: 0.02, population: 'sample', test: 'non-inferiority' },
    anchor: null,
    slices: [],
    latency: { profile: 'quick', batch: 1 },
    ...change,
  }
}

/** A scene with data and without model; the anchor does not exist. */
export function dataScene(
  base: { data: DataPlacement; tree: Tree } | null,
  head: { data: DataPlacement; tree: Tree } | null,
  task: Task = 'classification',
): Scene {
  const place = (side: { data: DataPlacement } | null): Placement | null => side && { data: side.data, model: null }
  return {
    target: 'main',
    policy: policy({ task }),
    placement: { base: place(base), head: place(head), anchor: null },
    tree: { base: base?.tree ?? null, head: head?.tree ?? null, anchor: null },
    history: null,
  }
}

const NO_ROOT: ImageBytes = { read: async () => 'not-here', digest: null }

/** What the evidence makes of files in a commit. It touches no port but the data root, where no digest names the images. */
export async function readDataset(
  data: Partial<DataPlacement>,
  files: Iterable<readonly [path: string, file: MemoryFile]> | Tree,
  task: Task = 'classification',
  images: ImageBytes = NO_ROOT,
): Promise<Dataset> {
  const tree = Symbol.iterator in files ? new MemoryTree(files) : files
  const scene = dataScene(null, { data: dataPlacement(data), tree }, task)
  return evidence.compute(scene, 'head', () => Promise.reject(new Error('needs nothing')), {
    hash: sha256,
    images,
  } as unknown as Ports)
}

/** `code: message` of the error that reading ends with, or `read`. */
export async function faultOf(
  data: Partial<DataPlacement>,
  files: Readonly<Record<string, MemoryFile>>,
  task?: Task,
): Promise<string> {
  try {
    await readDataset(data, Object.entries(files), task)
  } catch (error) {
    if (!(error instanceof GateError) || error.hint === '') throw error
    return `${error.code}: ${error.message}`
  }
  return 'read'
}

/** Problems in plain words: `file:line code count: text`. */
export function problemsOf({ problems }: Dataset): string[] {
  return problems.map(({ code, file, line, text, count }) => `${file}:${line} ${code} ${count}: ${text}`)
}

/** Rows in plain words: `path split label content line`. */
export function rowsOf(dataset: Dataset): string[] {
  return Array.from({ length: dataset.rows }, (_, row) =>
    [
      dataset.path.get(row),
      codeAt(dataset.split, row),
      codeAt(dataset.label, row) ?? '-',
      dataset.content.text(row).slice(0, 12) || '-',
      dataset.line[row],
    ].join(' '),
  )
}
