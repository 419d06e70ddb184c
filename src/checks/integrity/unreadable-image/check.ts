import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Found, Metric, Ref } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import { PIXEL_STATUS, type PixelStatus, type Pixels } from '#evidence/pixels/types'
import { problemFindings, problemTable } from './record-problems.ts'

const FAULTS: ReadonlySet<PixelStatus> = new Set([
  'unreadable',
  'unsupported-format',
  'too-large',
  'out-of-memory',
  'timeout',
  'crash',
])
type Code = 'unreadable' | 'missing-file' | 'not-read' | 'record-at-fault' | 'empty-split'

/** Every picture is decoded once; what cannot be is told, with the line that names it. */
export const check = defineCheck({
  id: 'integrity/unreadable-image',
  title: 'Readable images',
  failureTitle: 'Images that cannot be read',
  why: 'A truncated picture is skipped in silence by one loader, kills the training of another, and makes every metric a metric of something else.',
  pitfalls: [2],
  cost: 'cpu',
  needs: {
    baseData: { evidence: 'dataset', at: 'base', optional: true },
    headData: { evidence: 'dataset', at: 'head' },
    basePixels: { evidence: 'pixels', at: 'base', optional: true },
    headPixels: { evidence: 'pixels', at: 'head' },
  },
  options: z.strictObject({}),
  messages: {
    unreadable: {
      text: '{path} cannot be decoded ({status}): {detail}',
      fix: 'Replace the file, or remove it and its record.',
      severity: 'block',
    },
    'missing-file': {
      text: '{path} is named by the manifest and is not there',
      fix: 'Commit the file, or remove its record.',
      severity: 'block',
    },
    'not-read': {
      text: '{count} images of {split} were not read: their bytes are not on this machine',
      fix: 'Fetch them before the run (`git lfs pull`, or a `data-root`), or accept that nothing is known of them.',
      severity: 'warn',
    },
    'record-at-fault': {
      text: 'records at fault in {file}: {count}, {problem} ({example})',
      fix: 'Correct the records on the lines shown: they are left out, or lack a label.',
      severity: 'block',
    },
    'empty-split': {
      text: 'the split {split} has no image that can be decoded ({count} listed)',
      fix: 'Correct `data.splits`, or commit the images.',
      severity: 'block',
    },
  },
  references: [],
  run({ baseData, headData, basePixels, headPixels }) {
    const before = knownFaults(baseData, basePixels)
    return {
      status: 'measured',
      metrics: headData.split.values.map((_, split) => metric(split, baseData, basePixels, headData, headPixels)),
      claims: [],
      findings: [
        ...faults(headData, headPixels, before),
        ...notRead(headData, headPixels, baseData, basePixels),
        ...problemFindings({ base: baseData, head: headData }),
        ...emptySplits(headData, headPixels, baseData, basePixels),
      ],
      exhibits: problemTable({ head: headData }),
    }
  },
})

function statusAt(pixels: Pixels, row: number): PixelStatus {
  return PIXEL_STATUS[pixels.status[row]!]!
}

/** Path and content of what was wrong on base already. */
function knownFaults(data: Dataset | null, pixels: Pixels | null): ReadonlySet<string> {
  const known = new Set<string>()
  if (!data || !pixels) return known
  for (let row = 0; row < data.rows; row++) if (pixels.status[row] !== 0) known.add(subjectOf(data, row))
  return known
}

function subjectOf(data: Dataset, row: number): string {
  return `${data.path.get(row)} ${data.content.text(row)}`
}

function* faults(data: Dataset, pixels: Pixels, before: ReadonlySet<string>): Generator<Found<Code>> {
  for (let row = 0; row < data.rows; row++) {
    if (pixels.status[row] === 0) continue
    const status = statusAt(pixels, row)
    const missing = status === 'missing'
    if (!missing && !FAULTS.has(status)) continue
    const path = data.path.get(row)
    yield {
      code: missing ? 'missing-file' : 'unreadable',
      args: missing ? { path } : { path, status, detail: pixels.detail.get(row) ?? '' },
      about: refs(data, row, path),
      age: before.has(subjectOf(data, row)) ? 'pre-existing' : 'new',
      count: 1,
      subject: path,
      basis: `${data.content.text(row)} ${status}`,
    }
  }
}

function refs(data: Dataset, row: number, path: string): Ref[] {
  const line = data.line[row]!
  const source = data.source.values[data.source.codes[row]!]
  const record: Ref[] =
    line > 0 && source !== undefined
      ? [{ kind: 'file', side: 'head', path: source, line }]
      : [{ kind: 'file', side: 'head', path, line: 1 }]
  return [...record, { kind: 'image', side: 'head', id: path }]
}

function countsBySplit(data: Dataset, pixels: Pixels, wanted: (status: PixelStatus) => boolean): number[] {
  const counts = data.split.values.map(() => 0)
  for (let row = 0; row < data.rows; row++) {
    const split = data.split.codes[row]!
    if (split >= 0 && wanted(statusAt(pixels, row))) counts[split]!++
  }
  return counts
}

function* notRead(
  head: Dataset,
  headPixels: Pixels,
  base: Dataset | null,
  basePixels: Pixels | null,
): Generator<Found<Code>> {
  const absent = (status: PixelStatus) => status === 'absent'
  const before = base && basePixels ? countsBySplit(base, basePixels, absent) : []
  for (const [code, count] of countsBySplit(head, headPixels, absent).entries()) {
    if (count === 0) continue
    const split = head.split.values[code]!
    const was = before[base?.split.values.indexOf(split) ?? -1] ?? 0
    yield {
      code: 'not-read',
      args: { count, split },
      about: [],
      age: was >= count ? 'pre-existing' : 'new',
      count,
      subject: split,
      basis: String(count),
    }
  }
}

/** A split in which nothing could be decoded, though everything was looked at. */
function* emptySplits(
  head: Dataset,
  headPixels: Pixels,
  base: Dataset | null,
  basePixels: Pixels | null,
): Generator<Found<Code>> {
  const before = base && basePixels ? emptyOf(base, basePixels) : new Map<string, number>()
  for (const [split, count] of emptyOf(head, headPixels)) {
    const age = before.has(split) ? 'pre-existing' : 'new'
    yield {
      code: 'empty-split',
      args: { split, count },
      about: [],
      age,
      count: 1,
      subject: split,
      basis: String(count),
    }
  }
}

function emptyOf(data: Dataset, pixels: Pixels): Map<string, number> {
  const usable = countsBySplit(data, pixels, (status) => status === 'ok' || status === 'absent')
  const all = countsBySplit(data, pixels, () => true)
  return new Map(data.split.values.flatMap((split, code) => (usable[code] === 0 ? [[split, all[code]!]] : [])))
}

function metric(
  split: number,
  base: Dataset | null,
  basePixels: Pixels | null,
  head: Dataset,
  headPixels: Pixels,
): Metric {
  const name = head.split.values[split]!
  const fault = (status: PixelStatus) => FAULTS.has(status) || status === 'missing'
  const headCount = countsBySplit(head, headPixels, fault)[split]!
  const at = base?.split.values.indexOf(name) ?? -1
  const baseCount = base && basePixels && at >= 0 ? countsBySplit(base, basePixels, fault)[at]! : null
  const interval = { code: 'deterministic', args: {} }
  const absent = { value: null, reason: { code: 'absent-on-base', args: {} } } as const
  return {
    id: 'unreadable-images',
    slice: name,
    unit: 'count',
    better: 'lower',
    base: baseCount === null ? absent : { value: baseCount, n: base!.rows, of: 'image', interval },
    head: { value: headCount, n: head.rows, of: 'image', interval },
    delta: baseCount === null ? absent : { value: headCount - baseCount, n: head.rows, of: 'image', interval },
  }
}
