import type { Finding, Found } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import { PIXEL_STATUS, type PixelStatus, type Pixels } from '#evidence/pixels/types'
import { compare } from '../../bounded-findings.ts'
import { imageRef, place, recordRef } from '../../record-places.ts'

/** Images told one by one; what is beyond is told as one number for each kind of fault. */
const SINGLY = 1000

/** The pictures of one side. */
export interface Read {
  readonly data: Dataset
  readonly pixels: Pixels
}
interface Fault {
  readonly row: number
  readonly path: string
  readonly status: PixelStatus
  readonly age: Finding['age']
}

export function statusAt({ pixels }: Read, row: number): PixelStatus {
  return PIXEL_STATUS[pixels.status[row]!]!
}

/** Neither sound nor merely not here; that a file is missing is for another check to say. */
export function isFault(status: PixelStatus): boolean {
  return status !== 'ok' && status !== 'absent' && status !== 'missing'
}

/** Images that cannot be decoded, new ones first, by path. Old: at fault on base, same path and bytes. */
export function faultFindings(head: Read, base: Read | null): Found<'unreadable' | 'more-at-fault'>[] {
  const known = new Set(base ? faultyRows(base).map((row) => keyOf(base.data, row)) : [])
  const faults = faultyRows(head).map((row): Fault => {
    const age = known.has(keyOf(head.data, row)) ? 'pre-existing' : 'new'
    return { row, path: head.data.path.get(row), status: statusAt(head, row), age }
  })
  faults.sort((a, b) => compare(a.age, b.age) || compare(a.path, b.path))
  return [...faults.slice(0, SINGLY).map((fault) => single(fault, head)), ...folded(faults.slice(SINGLY), head)]
}

function single({ row, path, status, age }: Fault, head: Read): Found<'unreadable'> {
  return {
    code: 'unreadable',
    args: { path, status, detail: head.pixels.detail.get(row) ?? 'as an earlier run found' },
    about: [recordRef(head.data, row) ?? place(path, 0), imageRef(head.data, row)],
    age,
    count: 1,
    subject: path,
    basis: `${head.data.content.text(row)} ${status}`,
  }
}

function folded(rest: readonly Fault[], { data }: Read): Found<'more-at-fault'>[] {
  const groups = new Map<string, Fault[]>()
  for (const fault of rest) {
    const key = `${fault.age} ${fault.status}`
    const known = groups.get(key)
    if (known) known.push(fault)
    else groups.set(key, [fault])
  }
  return [...groups]
    .sort(([a], [b]) => compare(a, b))
    .map(([subject, group]) => {
      const [{ row, path, status, age }] = group as [Fault]
      return {
        code: 'more-at-fault',
        args: { count: group.length, status, path },
        about: [recordRef(data, row) ?? place(path, 0), imageRef(data, row)],
        age,
        count: group.length,
        subject,
        basis: group.map((one) => keyOf(data, one.row)).join('\n'),
      }
    })
}

function faultyRows(read: Read): number[] {
  const rows: number[] = []
  for (let row = 0; row < read.data.rows; row++) if (isFault(statusAt(read, row))) rows.push(row)
  return rows
}

function keyOf(data: Dataset, row: number): string {
  return `${data.path.get(row)} ${data.content.text(row)}`
}
