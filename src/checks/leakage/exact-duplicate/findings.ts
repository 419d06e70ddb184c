import type { Finding, Found, Ref } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import { compare } from '../../bounded-findings.ts'
import { type Cluster, nameOf, newFirst, splitOf } from '../../picture-clusters.ts'
import { imageRef, recordRef } from '../../record-places.ts'

/** Pictures told one by one; what is beyond is told as one number for each combination of splits. */
const SINGLY = 1000

export interface Aged {
  readonly cluster: Cluster
  readonly age: Finding['age']
}

/** Head's side, and which of its images the pull request put where they are. */
export interface Head {
  readonly data: Dataset
  readonly gateSplit: string
  isNew(row: number): boolean
}

/**
 * Clusters that cross splits, new ones first. A picture is new in its splits unless base has it in all of them already: a
 * further copy in the same splits is not a new leak, a copy in a further split is.
 */
export function ordered(head: readonly Cluster[], base: readonly Cluster[]): Aged[] {
  const before = new Map<string, Set<string>>()
  for (const { ids, splits } of base) if (splits.length > 1) for (const id of ids) before.set(id, new Set(splits))
  const aged = head
    .filter(({ splits }) => splits.length > 1)
    .map((cluster): Aged => {
      const known = cluster.ids.some((id) => {
        const there = before.get(id)
        return there !== undefined && cluster.splits.every((split) => there.has(split))
      })
      return { cluster, age: known ? 'pre-existing' : 'new' }
    })
  return [...aged.filter(({ age }) => age === 'new'), ...aged.filter(({ age }) => age !== 'new')]
}

export function acrossFindings(crossing: readonly Aged[], head: Head): Found<'across-splits' | 'more-across-splits'>[] {
  const folded = new Map<string, Aged[]>()
  for (const one of crossing.slice(SINGLY)) {
    const key = `${one.age} ${one.cluster.splits.join('\0')}`
    const known = folded.get(key)
    if (known) known.push(one)
    else folded.set(key, [one])
  }
  return [
    ...crossing.slice(0, SINGLY).map((one) => single(one, head)),
    ...[...folded].sort(([a], [b]) => compare(a, b)).map(([key, rest]) => more(key, rest, head)),
  ]
}

function single({ cluster, age }: Aged, head: Head): Found<'across-splits'> {
  const { rows, splits, ids } = cluster
  const { data } = head
  const [first, second] = pairOf(cluster, head)
  return {
    code: 'across-splits',
    args: {
      splits: splits.join(' and '),
      first: data.path.get(first),
      second: data.path.get(second),
      count: rows.length,
    },
    about: newFirst([first, second], head.isNew).flatMap((row) => refs(data, row)),
    age,
    count: rows.length,
    subject: `${nameOf(ids)} ${splits.join('\0')}`,
    basis: rows.map((row) => `${data.path.get(row)} ${data.content.text(row)}`).join('\n'),
  }
}

function more(key: string, rest: readonly Aged[], head: Head): Found<'more-across-splits'> {
  const [{ cluster, age }] = rest as [Aged]
  const { data } = head
  const [first, second] = pairOf(cluster, head)
  const args = {
    count: rest.length,
    splits: cluster.splits.join(' and '),
    first: data.path.get(first),
    second: data.path.get(second),
  }
  const basis = rest.map((one) => nameOf(one.cluster.ids)).sort()
  return {
    code: 'more-across-splits',
    args,
    about: newFirst([first, second], head.isNew).flatMap((row) => refs(data, row)),
    age,
    count: rest.length,
    subject: key,
    basis: basis.join(' '),
  }
}

/** One finding a split: what is new in it, or else what was there. */
export function withinFindings(
  head: readonly Cluster[],
  base: readonly Cluster[],
  data: Dataset,
): Found<'within-split'>[] {
  const before = new Set(
    base.flatMap(({ ids, splits }) => (splits.length === 1 ? ids.map((id) => `${splits} ${id}`) : [])),
  )
  const bySplit = new Map<string, { all: Cluster[]; fresh: Cluster[] }>()
  for (const cluster of head) {
    const [split, other] = cluster.splits as [string, string | undefined]
    if (other !== undefined) continue
    const group = bySplit.get(split) ?? { all: [], fresh: [] }
    bySplit.set(split, group)
    group.all.push(cluster)
    if (!cluster.ids.some((id) => before.has(`${split} ${id}`))) group.fresh.push(cluster)
  }
  return [...bySplit]
    .sort(([a], [b]) => compare(a, b))
    .map(([split, { all, fresh }]) => {
      const told = fresh.length > 0 ? fresh : all
      const [first, second] = told[0]!.rows.map((row) => data.path.get(row)) as [string, string]
      return {
        code: 'within-split',
        args: { count: told.length, split, first, second },
        about: told[0]!.rows.slice(0, 2).flatMap((row) => refs(data, row)),
        age: fresh.length > 0 ? 'new' : 'pre-existing',
        count: told.length,
        subject: split,
        basis: told
          .map(({ ids }) => nameOf(ids))
          .sort()
          .join(' '),
      }
    })
}

/** Two images of a cluster from different splits, the first from the gate split if one is there; new ones rather than old. */
export function pairOf({ rows }: Cluster, { data, gateSplit, isNew }: Head): [number, number] {
  const choice = newFirst(rows, isNew)
  const first = choice.find((row) => splitOf(data, row) === gateSplit) ?? choice[0]!
  return [first, choice.find((row) => splitOf(data, row) !== splitOf(data, first))!]
}

function refs(data: Dataset, row: number): Ref[] {
  const record = recordRef(data, row)
  return [...(record ? [record] : []), imageRef(data, row)]
}
