import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelPlacement, Preprocess } from '#contract/config'
import type { Scene } from '#contract/evidence'
import type { Ports } from '#contract/ports'
import { evidence } from '#evidence/model/evidence'
import type { ModelStructure } from '#evidence/model/types'
import { sha256 } from '#host/hash'
import { dataPlacement, policy } from './datasets.ts'
import { type MemoryFile, MemoryTree } from './memory-tree.ts'

export const MODEL_PATH = 'models/model.onnx'

/** The picture as it is. */
export const PLAIN: Preprocess = {
  exif: 'ignore',
  color: 'rgb',
  resize: null,
  crop: null,
  interpolation: 'bilinear-antialias',
  scale: 1,
  mean: [0],
  std: [1],
  layout: 'nchw',
}

/** A scene whose head has a model and these files. */
export function modelScene(files: Iterable<readonly [path: string, file: MemoryFile]>, path = MODEL_PATH): Scene {
  const model: ModelPlacement = {
    path,
    preprocess: PLAIN,
    adapter: null,
    classes: null,
  }
  return {
    target: 'main',
    policy: policy(),
    placement: { base: null, head: { data: dataPlacement(), model }, anchor: null },
    tree: { base: null, head: new MemoryTree(files), anchor: null },
    history: null,
  }
}

/** What the evidence makes of a model file in a commit, with `more` beside it. */
export async function readModel(
  bytes: Uint8Array,
  more: Iterable<readonly [path: string, file: MemoryFile]> = [],
): Promise<ModelStructure> {
  const scene = modelScene([[MODEL_PATH, bytes], ...more])
  const ports = { hash: sha256 } as unknown as Ports
  return evidence.compute(scene, 'head', () => Promise.reject(new Error('needs nothing')), ports)
}

/** The folder of real models and photographs, or null with a word of why tests are skipped. */
export function realModels(): string | null {
  const folder = process.env.CV_GATE_REAL_DATA
  if (folder) return join(folder, 'models')
  console.warn('skipped: CV_GATE_REAL_DATA does not name the folder of real models')
  return null
}

/** The two files of a real pair. */
export async function realPair(name: string): Promise<{ base: ModelStructure; head: ModelStructure }> {
  const models = realModels()!
  const pairs = JSON.parse(readFileSync(join(models, 'pairs/pairs.json'), 'utf8')) as Record<
    string,
    Record<'base' | 'head', string>
  >
  const { base, head } = pairs[name]!
  return {
    base: await readModel(readFileSync(join(models, base))),
    head: await readModel(readFileSync(join(models, head))),
  }
}
