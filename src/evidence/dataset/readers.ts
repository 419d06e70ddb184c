import type { DataFormat, DataPlacement, Task } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Tree } from '#contract/ports'
import { cocoFiles, readCocoDataset } from './coco.ts'
import { outsideGit } from './contents.ts'
import { manifestsOf, readCsvDataset } from './csv.ts'
import { readFolderDataset, splitFolders } from './folder.ts'
import { readLabelmeDataset } from './labelme.ts'
import { readMasksDataset } from './masks.ts'
import type { Dataset } from './types.ts'
import { readVocDataset, vocSplits } from './voc.ts'
import { readYoloDataset, yoloFile } from './yolo.ts'

/** How one format is read. */
export interface Reader {
  /**
   * Object ids of all that `read` reads, null where there is nothing: what the dataset's digest is made of. Cheap: asks
   * for ids, reads no content. A listing of images counts as one: the id of the folder's tree.
   */
  leaves(placement: DataPlacement, tree: Tree): Promise<(string | null)[]>
  read(placement: DataPlacement, task: Task, tree: Tree): Promise<Dataset>
}

/** @throws GateError `format-not-read` */
export function readerOf(format: DataFormat): Reader {
  const reader = READERS[format]
  if (reader) return reader
  const hint = `Use one of ${Object.keys(READERS).join(', ')}.`
  throw new GateError('format-not-read', 'user', `datasets of format ${format} are not read by this version`, { hint })
}

const oidsOf = (paths: readonly string[], tree: Tree) => Promise.all(paths.map((path) => tree.oid(path)))

/** Manifests, and the root's tree when the images lie in git. */
async function withImages(paths: readonly string[], placement: DataPlacement, tree: Tree) {
  const oids = await oidsOf(paths, tree)
  return outsideGit(placement) || oids.every((oid) => oid === null) ? oids : [...oids, await tree.oid(placement.root)]
}

const READERS: Readonly<Partial<Record<DataFormat, Reader>>> = {
  folder: {
    leaves: (placement, tree) => oidsOf(splitFolders(placement), tree),
    read: readFolderDataset,
  },
  csv: {
    leaves: (placement, tree) =>
      withImages(
        manifestsOf(placement).map(({ path }) => path),
        placement,
        tree,
      ),
    read: readCsvDataset,
  },
  coco: {
    leaves: (placement, tree) => withImages(cocoFiles(placement), placement, tree),
    read: (placement, _task, tree) => readCocoDataset(placement, tree),
  },
  labelme: {
    leaves: (placement, tree) => withImages(splitFolders(placement), placement, tree),
    read: (placement, _task, tree) => readLabelmeDataset(placement, tree),
  },
  masks: {
    leaves: (placement, tree) => withImages(splitFolders(placement), placement, tree),
    read: (placement, _task, tree) => readMasksDataset(placement, tree),
  },
  voc: {
    leaves: (placement, tree) => withImages(vocSplits(placement), placement, tree),
    read: (placement, _task, tree) => readVocDataset(placement, tree),
  },
  yolo: {
    leaves: (placement, tree) => withImages([yoloFile(placement)], placement, tree),
    read: readYoloDataset,
  },
}
