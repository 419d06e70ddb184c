import * as z from 'zod'
import { RowIndex } from '#contract/byte-index'
import { defineCheck } from '#contract/check'
import type { Found } from '#contract/outcome'
import { ORPHAN_KINDS, type Orphans } from '#evidence/dataset/types'
import { bounded, oldOnes } from '../../bounded-findings.ts'
import { countMetric } from '../../counts.ts'
import { place } from '../../record-places.ts'

type Kind = (typeof ORPHAN_KINDS)[number]
const CODES = { image: 'image-without-record', label: 'label-without-image' } as const
type Code = (typeof CODES)[Kind]

/** Files in the dataset's folders that no record names. */
export const check = defineCheck({
  id: 'integrity/orphan-file',
  title: 'Files without a record',
  failureTitle: 'Files that no record names',
  why: 'An image that nobody trains on and nobody tests on was meant for one of both; a label without its image is work that was lost.',
  pitfalls: [2],
  cost: 'static',
  needs: {
    base: { evidence: 'dataset', at: 'base', optional: true },
    head: { evidence: 'dataset', at: 'head' },
  },
  options: z.strictObject({}),
  messages: {
    'image-without-record': {
      text: '{file} lies among the images of the dataset, and no record names it',
      fix: 'Add its record, or remove the file.',
      severity: 'warn',
    },
    'label-without-image': {
      text: '{file} lies among the annotation files, and there is no image of its name',
      fix: 'Commit the image (was it renamed without its label?), or remove the file.',
      severity: 'warn',
    },
    'further-files': {
      text: '{count} further files ({kind}), for example {file}',
      fix: 'Add what refers to them, or remove them.',
      severity: 'warn',
    },
  },
  references: [],
  run({ base, head }) {
    const now = head.orphans
    if (!now) return { status: 'not-applicable', reason: { code: 'no-orphans', args: {} } }
    const was = base?.orphans ?? null
    const known = was && new RowIndex(was.path)
    return {
      status: 'measured',
      metrics: ORPHAN_KINDS.map((kind) => {
        const count = (orphans: Orphans, rows: number) => {
          const value = orphans.kind.filter((code) => ORPHAN_KINDS[code] === kind).length
          return { value, n: value + rows }
        }
        const before = base && was ? count(was, base.rows) : null
        return countMetric(CODES[kind], null, before, count(now, head.rows), 'file')
      }),
      claims: [],
      findings: ORPHAN_KINDS.flatMap((kind) => findingsOf(kind, now, known)),
      exhibits: [],
    }
  },
})

function findingsOf(kind: Kind, { rows, path, kind: kinds }: Orphans, known: RowIndex | null) {
  const fresh: Found<Code>[] = []
  const old: number[] = []
  for (let row = 0; row < rows; row++) {
    if (ORPHAN_KINDS[kinds[row]!] !== kind) continue
    if (!known || known.find(path.pool, path.start(row), path.ends[row]!) < 0) fresh.push(toFound(kind, path.get(row)))
    else old.push(row)
  }
  const examples = old.slice(0, 1).map((row) => toFound(kind, path.get(row)))
  return bounded(fresh, oldOnes(old.length, examples), 'further-files')
}

function toFound(kind: Kind, file: string): Found<Code> {
  return {
    code: CODES[kind],
    args: { file },
    about: [place(file, 0)],
    age: 'new',
    count: 1,
    subject: file,
    basis: file,
  }
}
