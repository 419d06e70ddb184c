import { expect } from 'vitest'
import { detect } from '#app/init/detect'
import { whereabouts } from '#app/init/layout'
import { renderConfig } from '#app/init/write-config'
import { load } from '#app/load-config'
import type { Dataset } from '#evidence/dataset/types'
import { readDataset } from './datasets.ts'
import { type MemoryFile, MemoryTree } from './memory-tree.ts'

/** Files without content, for layouts that paths alone tell. */
export function images(...paths: readonly string[]): Record<string, MemoryFile> {
  return Object.fromEntries(paths.map((path) => [path, `pixels of ${path}`]))
}

/** What `init` finds, the configuration that it writes of it, read back, and what the evidence then reads. */
export async function look(files: Record<string, MemoryFile> | Iterable<readonly [string, MemoryFile]>) {
  const entries = Symbol.iterator in files ? [...files] : Object.entries(files)
  const tree = new MemoryTree(entries)
  const found = await detect(tree)
  const { proposal } = found
  const text = proposal && renderConfig(proposal)
  const config = text === null ? null : load(text, { path: '.github/cv-gate.yml', commit: 'worktree' })
  const data = config?.placements.main?.data
  const task = config?.policy.targets.main?.task
  return {
    ...found,
    text,
    config,
    data,
    task,
    model: config?.placements.main?.model,
    why: Object.fromEntries(found.rejected.map((one) => [one.path, one.why])),
    dataset: data && task ? await readDataset(data, tree, task) : null,
  }
}

/**
 * The law of all layouts: the file that is written loads, and the evidence reads as many images as were told, with no
 * fault but `faults`, each `file:line text`.
 */
export async function seen(files: Parameters<typeof look>[0], faults: readonly string[] = []) {
  const all = await look(files)
  if (all.dataset) {
    expect(all.dataset.problems.map(({ file, line, text }) => `${file}:${line} ${text}`).sort()).toEqual(faults)
    expect(countsOf(all.dataset)).toEqual(all.proposal!.layout.counts)
  }
  return all
}

/**
 * What a person is told of files, a line each: the layout that the configuration names, others that were found, what was
 * rejected and why. By the law of `seen`.
 */
export async function told(files: Record<string, MemoryFile>, faults: readonly string[] = []): Promise<string[]> {
  const { proposal, layouts, rejected, data } = await seen(files, faults)
  const lines = rejected.map(({ path, why }) => `${path}: ${why}`)
  if (!proposal || !data) return lines
  const { layout } = proposal
  const splits = Object.entries(data.splits).map(([name, place]) => (name === place ? name : `${name} ${place}`))
  const file = data.file ? ` ${data.file}` : ''
  const below = data.images ? `; images below ${data.images.root}` : ''
  const classes = layout.classes?.join(', ') ?? (layout.values ? `${layout.values.n} values` : 'classes not counted')
  const taken = `${data.format}${file} in ${data.root || '.'}, ${layout.task}: ${splits.join(', ')}${below}; ${classes}`
  return [taken, ...layouts.filter((one) => one !== layout).map((one) => `also ${whereabouts(one)}`), ...lines]
}

/** Images of each split as the evidence has them. */
function countsOf({ split }: Dataset): Record<string, number> {
  const counts = new Map(split.values.map((name) => [name, 0]))
  for (const code of split.codes) counts.set(split.values[code]!, counts.get(split.values[code]!)! + 1)
  return Object.fromEntries(counts)
}

/** A layout as people have it, and what is told of it. */
export type ToldCase = readonly [name: string, lines: readonly string[], files: Record<string, MemoryFile>]
