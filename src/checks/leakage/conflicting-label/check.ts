import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Exhibit, Found } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import type { Masks } from '#evidence/masks/types'
import type { Pixels } from '#evidence/pixels/types'
import { bounded, oldOnes } from '../../bounded-findings.ts'
import { countMetric } from '../../counts.ts'
import { clip } from '../../names.ts'
import { type Cluster, clustersOf, nameOf, newFirst, novelty } from '../../picture-clusters.ts'
import { imageRef, place, recordRef } from '../../record-places.ts'
import { isMasked, onlyOnOne, type Statement, statementsOf } from './statements.ts'

type Code = 'conflicting-labels' | 'conflicting-annotations' | 'conflicting-masks'
const PAIRS_SHOWN = 50

/** One picture of which two different things are said. */
interface Conflict {
  readonly cluster: Cluster
  /** Distinct, sorted. */
  readonly said: readonly string[]
}

/** Equal pictures (by decoded pixels or by bytes) with different labels or annotations, across and inside splits. */
export const check = defineCheck({
  id: 'leakage/conflicting-label',
  title: 'One picture, one label',
  failureTitle: 'The same picture has different labels',
  why: 'One of two labels of the same picture is wrong: a model is punished for either answer, and a test that asks both cannot be passed.',
  pitfalls: [2, 3],
  cost: 'cpu',
  needs: {
    baseData: { evidence: 'dataset', at: 'base', optional: true },
    headData: { evidence: 'dataset', at: 'head' },
    basePixels: { evidence: 'pixels', at: 'base', optional: true },
    headPixels: { evidence: 'pixels', at: 'head' },
    baseMasks: { evidence: 'masks', at: 'base', optional: true },
    headMasks: { evidence: 'masks', at: 'head', optional: true },
  },
  options: z.strictObject({}),
  messages: {
    'conflicting-labels': {
      text: 'the same picture is {firstLabel} as {first} and {secondLabel} as {second} ({count} files)',
      fix: 'Decide what it shows, and keep one of the files.',
      severity: 'warn',
    },
    'conflicting-annotations': {
      text: 'the same picture is annotated differently as {first} and {second}: {different} annotations are on one of them only ({count} files)',
      fix: 'Decide which annotations are right, and keep one of the files.',
      severity: 'warn',
    },
    'conflicting-masks': {
      text: 'the same picture has one mask as {first} and another as {second} ({count} files)',
      fix: 'Decide which mask is right, and keep one of the files.',
      severity: 'warn',
    },
    'further-pictures': {
      text: '{count} further pictures of which two things are said ({kind}), for example in {file}',
      fix: 'Decide for each, like for the ones shown one by one.',
      severity: 'warn',
    },
  },
  references: ['Northcutt, Athalye & Mueller, Pervasive label errors in test sets, NeurIPS 2021'],
  run({ baseData, headData, basePixels, headPixels, baseMasks, headMasks }) {
    const head = conflictsOf(headData, headPixels, headMasks)
    const base = baseData && basePixels ? conflictsOf(baseData, basePixels, baseMasks) : null
    const known = knownOf(base?.conflicts ?? [])
    const fresh = head.conflicts.filter((one) => !isKnown(one, known))
    const isNew = novelty(headData, baseData)
    const code = codeOf(headData, headMasks)
    const found = (conflict: Conflict) => toFound(code, conflict, headData, head.statement, isNew)
    const old = head.conflicts.filter((one) => isKnown(one, known))
    const count = (side: { conflicts: readonly Conflict[] }, { rows: n }: Dataset) => ({
      value: side.conflicts.length,
      n,
    })
    return {
      status: 'measured',
      metrics: [
        countMetric('pictures-in-conflict', null, base && baseData && count(base, baseData), count(head, headData)),
      ],
      claims: [],
      findings: bounded(fresh.map(found), oldOnes(old.length, old.slice(0, 1).map(found)), 'further-pictures'),
      exhibits: pairs(fresh),
    }

    function pairs(shown: readonly Conflict[]): Exhibit[] {
      if (shown.length === 0 || code !== 'conflicting-labels') return []
      const made = shown.slice(0, PAIRS_SHOWN).map(({ cluster }) => {
        const [first, second] = pairOf(cluster, head.statement, isNew)
        const [a, b] = [first, second].map((row) => clip(head.statement(row)!)) as [string, string]
        const text = { code: 'labelled-both', args: { first: a, second: b } }
        return { left: imageRef(headData, first), right: imageRef(headData, second), text }
      })
      return [{ kind: 'pairs', title: 'The same picture with two labels', pairs: made, total: shown.length }]
    }
  },
})

function codeOf(data: Dataset, masks: Masks | null): Code {
  if (isMasked(data, masks)) return 'conflicting-masks'
  return data.boxes ? 'conflicting-annotations' : 'conflicting-labels'
}

function conflictsOf(
  data: Dataset,
  pixels: Pixels,
  masks: Masks | null,
): { conflicts: Conflict[]; statement: Statement } {
  const clusters = clustersOf(data, pixels)
  const statement = statementsOf(
    data,
    pixels,
    masks,
    clusters.flatMap(({ rows }) => rows),
  )
  const conflicts = clusters.flatMap((cluster): Conflict[] => {
    const said = new Set(cluster.rows.flatMap((row) => statement(row) ?? []))
    return said.size > 1 ? [{ cluster, said: [...said].sort() }] : []
  })
  return { conflicts, statement }
}

/** Id of a picture → what base says of it already. */
function knownOf(conflicts: readonly Conflict[]): Map<string, ReadonlySet<string>> {
  return new Map(conflicts.flatMap(({ cluster, said }) => cluster.ids.map((id) => [id, new Set(said)] as const)))
}
function isKnown({ cluster, said }: Conflict, known: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  return cluster.ids.some((id) => {
    const before = known.get(id)
    return before !== undefined && said.every((one) => before.has(one))
  })
}

/** Two images of which different things are said; what the pull request brought comes first. */
function pairOf({ rows }: Cluster, statement: Statement, isNew: (row: number) => boolean): [number, number] {
  const choice = newFirst(rows, isNew).filter((row) => statement(row) !== null)
  const [first] = choice as [number]
  return [first, choice.find((row) => statement(row) !== statement(first))!]
}

function toFound(
  code: Code,
  { cluster, said }: Conflict,
  data: Dataset,
  statement: Statement,
  isNew: (row: number) => boolean,
): Found<Code> {
  const [first, second] = pairOf(cluster, statement, isNew)
  const [a, b] = [statement(first)!, statement(second)!]
  const paths = { first: data.path.get(first), second: data.path.get(second), count: cluster.rows.length }
  const more = {
    'conflicting-labels': { firstLabel: clip(a), secondLabel: clip(b) },
    'conflicting-annotations': { different: onlyOnOne(a, b) },
    'conflicting-masks': {},
  }
  return {
    code,
    args: { ...paths, ...more[code] },
    about: [first, second].flatMap((row) => [
      recordRef(data, row) ?? place(data.path.get(row), 0),
      imageRef(data, row),
    ]),
    age: 'new',
    count: 1,
    subject: nameOf(cluster.ids),
    basis: JSON.stringify(said),
  }
}
