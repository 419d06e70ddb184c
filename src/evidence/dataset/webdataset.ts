import type { DataPlacement, Task } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Ports, Tree } from '#contract/ports'
import { TarReader, type TarSink } from '#formats/tar'
import { assemble } from './assemble.ts'
import { outsideGit } from './contents.ts'
import { ManifestRows } from './manifest-rows.ts'
import { Problems } from './problems.ts'
import { shardsOf } from './shards.ts'
import type { Dataset } from './types.ts'
import { Samples } from './webdataset-samples.ts'

/** Shards stream by: this bounds the time, not the memory. */
export const SHARD_LIMIT = 64 * 1024 ** 3
/** In webdataset's own words: where a sample comes from, and the member that holds its class. */
const COLUMNS = { image: '__url__', label: 'cls' }

/** Tar shards whose members make a sample when they share the name up to its first dot: image, `cls`, `json`. */
export async function readWebDataset(
  placement: DataPlacement,
  task: Task,
  tree: Tree,
  hash: Ports['hash'],
): Promise<Dataset> {
  if (outsideGit(placement)) {
    const hint = 'Keep the shards in git or Git LFS, or list the images in a manifest with a sha-256 column.'
    throw new GateError('shards-outside-git', 'user', 'shards outside git cannot be read', { hint })
  }
  const problems = new Problems()
  const columns = { ...placement.columns, ...COLUMNS, time: null, digest: null }
  const rows = new ManifestRows({ ...placement, columns }, task, problems, 'tar')
  for (const [split, place] of Object.values(placement.splits).entries())
    for (const path of await shardsOf(place, '.tar', placement, tree)) {
      if ((await tree.oid(path)) === null) throw missingShard(path, tree)
      const samples = new Samples(path, placement.columns, rows.openRecords({ path, split, folder: path }), {
        rows,
        problems,
        hash,
      })
      await readShard(path, tree, samples)
      samples.end()
    }
  return assemble(rows.build(), { placement, tree, problems, contents: null, names: null, indexed: true })
}

async function readShard(path: string, tree: Tree, samples: Samples): Promise<void> {
  const reader = new TarReader(path, {
    file: ({ name, offset, size }): TarSink | null => samples.file(name, offset, size),
    special: (name, what) => samples.special(name, what),
  })
  for await (const chunk of tree.stream(path, SHARD_LIMIT)) reader.push(chunk)
  reader.end()
}

function missingShard(path: string, tree: Tree): GateError {
  const hint = 'Correct `data.splits` in .github/cv-gate.yml, or commit the shard.'
  return new GateError('manifest-missing', 'artifact', `${path}: no such shard on ${tree.side}`, {
    hint,
    place: { path },
  })
}
