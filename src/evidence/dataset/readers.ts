import type { DataFormat, DataPlacement, Task } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Ports, Tree } from '#contract/ports'
import { cocoFiles, readCocoDataset } from './coco.ts'
import { outsideGit } from './contents.ts'
import { readFolderDataset, splitFolders } from './folder.ts'
import { readHuggingFace } from './huggingface.ts'
import { type ManifestParser, manifestsOf, parseCsv, parseJsonl, readManifests } from './manifests.ts'
import { readParquetDataset } from './parquet.ts'
import { joinPath } from './paths.ts'
import { shardLeaves } from './shards.ts'
import { splitLists } from './split-lists.ts'
import type { Dataset } from './types.ts'
import { readVocDataset, vocSplits } from './voc.ts'
import { readWebDataset } from './webdataset.ts'
import { readYoloDataset, yoloFile } from './yolo.ts'

/** How one format is read. */
export interface Reader {
  /**
   * Object ids of all that `read` reads, null where there is nothing: what the dataset's digest is made of. Cheap: asks
   * for ids, reads no content. A listing of images counts as one: the id of the folder's tree.
   */
  leaves(placement: DataPlacement, tree: Tree): Promise<(string | null)[]>
  read(placement: DataPlacement, task: Task, tree: Tree, hash: Ports['hash']): Promise<Dataset>
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

/** Tables of which one parser reads all. */
function tables(parser: ManifestParser): Reader {
  return {
    leaves: (placement, tree) => {
      const paths = manifestsOf(placement).map(({ path }) => path)
      return withImages(paths, placement, tree)
    },
    read: (placement, task, tree) => readManifests(placement, task, tree, manifestsOf(placement), () => parser),
  }
}

const READERS: Readonly<Partial<Record<DataFormat, Reader>>> = {
  folder: {
    leaves: (placement, tree) => {
      const lists = splitLists(placement).map(({ path }) => path)
      return lists.length > 0 ? withImages(lists, placement, tree) : oidsOf(splitFolders(placement), tree)
    },
    read: readFolderDataset,
  },
  csv: tables(parseCsv),
  jsonl: tables(parseJsonl),
  huggingface: {
    leaves: (placement, tree) => oidsOf(splitFolders(placement), tree),
    read: readHuggingFace,
  },
  parquet: {
    leaves: (placement, tree) => {
      const { file, root } = placement
      return withImages(file === null ? shardLeaves(placement) : [joinPath(root, file)], placement, tree)
    },
    read: readParquetDataset,
  },
  webdataset: {
    leaves: (placement, tree) => oidsOf(shardLeaves(placement), tree),
    read: readWebDataset,
  },
  coco: {
    leaves: (placement, tree) => withImages(cocoFiles(placement), placement, tree),
    read: (placement, _task, tree) => readCocoDataset(placement, tree),
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
