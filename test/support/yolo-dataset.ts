import type { DataPlacement } from '#contract/config'
import type { Dataset } from '#evidence/dataset/types'
import { readDataset } from './datasets.ts'
import type { MemoryFile } from './memory-tree.ts'

export type Fields = Record<string, MemoryFile | null>
const SPLITS = { train: 'train', val: 'val', test: 'test' }
export const yolo: Partial<DataPlacement> = { format: 'yolo', file: 'data.yaml', splits: SPLITS }
export const YAML = 'train: images/train\nval: images/val\nnames: [cat, dog]\n'
const clean: Fields = {
  'data/data.yaml': YAML,
  'data/images/train/a.jpg': 'a',
  'data/images/train/deep/b.PNG': 'b',
  'data/images/train/background.jpg': 'c',
  'data/images/train/empty.jpg': 'd',
  'data/images/val/v.jpg': 'e',
  'data/labels/train/a.txt': '0 0.5 0.5 0.2 0.4\n1 .25 0.25 1e-1 1E-01\n',
  'data/labels/train/deep/b.txt': '1 0.1 0.1 0.3 0.1 0.3 0.4 0.1 0.4\r\n',
  'data/labels/train/empty.txt': '',
  'data/labels/val/v.txt': '\n  0\t0.5 0.5 1 1  \n\n',
}
/** A small sound dataset, changed: null takes a file away. */
export function readYolo(
  change: Fields = {},
  placement: Partial<DataPlacement> = {},
  task: 'detection' | 'keypoints' = 'detection',
): Promise<Dataset> {
  const files = Object.entries({ ...clean, ...change }).filter((file): file is [string, MemoryFile] => file[1] !== null)
  return readDataset({ ...yolo, ...placement }, files, task)
}
