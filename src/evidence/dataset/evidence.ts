import type { DataFormat, Placement } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Evidence, Scene } from '#contract/evidence'
import type { At, Side } from '#contract/ids'
import type { Tree } from '#contract/ports'
import { nameCollisions } from './collisions.ts'
import { outsideGit } from './contents.ts'
import { isUnnamed, nameByReading } from './data-root.ts'
import { mayHaveOrphans, orphansOf } from './orphans.ts'
import { readerOf } from './readers.ts'

/** Formats whose annotations name classes by numbers. */
const NUMBERED: ReadonlySet<DataFormat> = new Set(['coco', 'yolo', 'masks'])

/** The index of a dataset on one side: which images, in which split, of which class, with which bytes. Reads no image. */
export const evidence: Evidence<'dataset'> = {
  id: 'dataset',
  version: 5,
  perMachine: false,

  async unavailable(scene, at) {
    const side = sideOf(at)
    const place = placeOf(scene, side)
    if (side === 'head' && place) return null
    // A dataset that the pull request brings along is not there on base yet: that is no error of base.
    if (place && (await leaves(place.placement, place.tree)).some((oid) => oid !== null)) return null
    return { code: side === 'anchor' ? 'no-anchor' : side === 'base' ? 'no-data-on-base' : 'absent-on-head', args: {} }
  },

  needs: () => [],

  async inputs(scene, at) {
    const place = mustPlace(scene, at)
    const { placement, tree } = place
    const { classes } = placement.data
    const classesFile = classes !== null && 'file' in classes ? await tree.oid(classes.file) : null
    const oids = [...(await leaves(placement, tree)), classesFile]
    return [JSON.stringify(placement.data), scene.policy.task, ...oids.map((oid) => oid ?? 'absent')]
  },

  async compute(scene, at, _resolve, ports) {
    const { placement, tree } = mustPlace(scene, at)
    const { data } = placement
    if (Object.keys(data.splits).length === 0) {
      const hint = 'Name at least one split under `data.splits` in .github/cv-gate.yml.'
      throw new GateError('no-splits', 'user', 'the dataset has no splits', { hint })
    }
    const read = await readerOf(data.format).read(data, scene.policy.task, tree, ports.hash)
    const dataset = isUnnamed(data) && !read.members ? await nameByReading(read, ports.images) : read
    const listed = mayHaveOrphans(data) && !outsideGit(data)
    const numbered = data.classes !== null || NUMBERED.has(data.format)
    return {
      ...dataset,
      numbered,
      problems: [...dataset.problems, ...nameCollisions(dataset)],
      orphans: listed ? orphansOf(await tree.list(data.root), dataset) : null,
    }
  },
}

/** Object ids of all that is read, null where there is nothing. */
function leaves({ data }: Placement, tree: Tree): Promise<(string | null)[]> {
  return readerOf(data.format).leaves(data, tree)
}

function placeOf(scene: Scene, side: Side): { placement: Placement; tree: Tree } | null {
  const placement = scene.placement[side]
  const tree = scene.tree[side]
  return placement && tree ? { placement, tree } : null
}
function mustPlace(scene: Scene, at: At): { placement: Placement; tree: Tree } {
  const place = placeOf(scene, sideOf(at))
  if (place) return place
  throw new GateError('internal', 'us', `no dataset at ${sideOf(at)}`, { hint: 'Please report this defect.' })
}
function sideOf(at: At): Side {
  if (at !== 'pair' && typeof at === 'string') return at
  throw new GateError('internal', 'us', 'the dataset is evidence of one side', { hint: 'Please report this defect.' })
}
