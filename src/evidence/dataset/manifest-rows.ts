import { ByteDictionary, grown } from '#contract/byte-index'
import type { DataPlacement, Task } from '#contract/config'
import { GateError } from '#contract/errors'
import { CONTENT_KINDS, Contents, StringsBuilder } from '#contract/table'
import type { CsvColumn, CsvTarget } from '#formats/csv'
import { CodeColumn, IntColumn } from '#formats/csv-columns'
import { imageRoot, outsideGit } from './contents.ts'
import type { Draft } from './draft.ts'
import { isNormal, joinPath, normalPath } from './paths.ts'
import { type Problems, quoted } from './problems.ts'
import type { DataProblem } from './types.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()
/** Split of a record that is left out. */
const NONE = -1

const NO_DIGIT = 0x10
/** Value of each byte as a hex digit. */
const HEX = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = Number.parseInt(String.fromCharCode(byte), 16)
  return Number.isNaN(value) ? NO_DIGIT : value
})

/** Collects the records of one or more manifests into columns. */
export class ManifestRows {
  readonly #placement: DataPlacement
  readonly #problems: Problems
  readonly #labelled: boolean
  /** Images outside git whose bytes a column names. */
  readonly #named: boolean
  readonly #root: string
  readonly #path = new StringsBuilder()
  readonly #label = new CodeColumn()
  readonly #split = new IntColumn()
  readonly #line = new IntColumn()
  readonly #source = new IntColumn()
  readonly #files: string[] = []
  readonly #columns = new Map<string, CodeColumn>()
  #hashes = new Uint8Array(32 << 10)
  #rows = 0
  /** What the columns of the present record found; its end decides, for records of other splits are nobody's business. */
  readonly #record: Record = { split: NONE, fault: null, labelled: true, hashed: true }

  constructor(placement: DataPlacement, task: Task, problems: Problems) {
    this.#placement = placement
    this.#problems = problems
    this.#labelled = task === 'classification' || task === 'multi-label'
    this.#named = outsideGit(placement) && placement.columns.digest !== null
    this.#root = imageRoot(placement)
  }

  /** Where the columns of one manifest go. `split` is the split of all its records, null when a column tells it. */
  open(file: string, split: number | null, header: readonly string[]): CsvTarget {
    const names = this.#placement.columns
    if (!this.#files.includes(file)) this.#files.push(file)
    const roles = new Map<string, CsvColumn>()
    roles.set(names.image, this.#imageColumn())
    if (this.#labelled) roles.set(names.label, this.#labelColumn())
    if (split === null) roles.set(names.split, this.#splitColumn(file))
    if (this.#named) roles.set(names.digest!, this.#digestColumn())
    for (const name of [...roles.keys(), names.group, names.time])
      if (name !== null && !header.includes(name)) throw missingColumn(name, file, header)
    // A digest is no metadata; of images in git it is not believed either, for git names their bytes itself.
    const ignored = (name: string) => name === '' || name === names.digest
    const columns = header.map((name) => roles.get(name) ?? (ignored(name) ? null : this.#otherColumn(name)))
    return { columns, row: (line) => this.#endRow(file, split, line) }
  }

  build(): Draft {
    this.#label.padTo(this.#rows)
    for (const column of this.#columns.values()) column.padTo(this.#rows)
    const content = Contents.empty(this.#named ? 0 : this.#rows)
    const kinds = new Uint8Array(this.#rows).fill(CONTENT_KINDS.indexOf('sha256'))
    return {
      path: this.#path.build(),
      content: this.#named ? new Contents(kinds, this.#hashes.slice(0, this.#rows * 32)) : content,
      split: this.#split.build(),
      label: this.#label.build(),
      line: this.#line.build(),
      source: { codes: this.#source.build(), values: this.#files },
      columns: new Map([...this.#columns].map(([name, column]) => [name, column.build()])),
    }
  }

  #endRow(file: string, split: number | null, line: number): void {
    const { fault, labelled, hashed } = this.#record
    let kept = split ?? this.#record.split
    if (kept !== NONE && fault) {
      this.#problems.add(fault.code, file, line, fault.text)
      kept = NONE
    }
    if (kept !== NONE && !labelled) this.#problems.add('empty-label', file, line, 'the label is empty')
    if (kept !== NONE && !hashed) throw badDigest(file, line)
    this.#split.push(kept)
    this.#line.push(line)
    this.#source.push(this.#files.indexOf(file))
    this.#rows++
    this.#record.fault = null
    this.#record.labelled = true
    this.#record.hashed = true
  }

  #imageColumn(): CsvColumn {
    const prefix = this.#root === '' ? null : encoder.encode(`${this.#root}/`)
    const push = (bytes: Uint8Array, start: number, end: number) => {
      if (isNormal(bytes, start, end)) return this.#path.pushRange(bytes, start, end, prefix)
      const text = decoder.decode(bytes.subarray(start, end))
      const path = normalPath(text)
      this.#path.push(path === null ? '' : joinPath(this.#root, path))
      if (path === null) this.#record.fault = pathFault(text)
    }
    return { push }
  }

  #labelColumn(): CsvColumn {
    const push = (bytes: Uint8Array, start: number, end: number) => {
      this.#label.padTo(this.#rows)
      if (start < end) this.#label.push(bytes, start, end)
      else this.#record.labelled = false
    }
    return { push }
  }

  #splitColumn(file: string): CsvColumn {
    const configured = splitsByValue(this.#placement)
    const values = new ByteDictionary()
    const splitOf: number[] = []
    const count = new Map<number, () => void>()
    const push = (bytes: Uint8Array, start: number, end: number, line: number) => {
      const value = values.code(bytes, start, end)
      if (value === splitOf.length) {
        const text = decoder.decode(bytes.subarray(start, end))
        splitOf.push(configured.get(text) ?? NONE)
        const what = `${quoted(text)} is none of the configured splits: its records are not read`
        if (!configured.has(text)) count.set(value, this.#problems.counter('unknown-split', file, line, what))
      }
      this.#record.split = splitOf[value]!
      count.get(value)?.()
    }
    return { push }
  }

  #digestColumn(): CsvColumn {
    const push = (bytes: Uint8Array, start: number, end: number) => {
      const at = this.#rows * 32
      if (at === this.#hashes.length) this.#hashes = grown(this.#hashes, at * 2)
      this.#record.hashed = parseSha256(bytes, start, end, this.#hashes, at)
    }
    return { push }
  }

  #otherColumn(name: string): CsvColumn {
    const column = this.#columns.get(name) ?? new CodeColumn()
    this.#columns.set(name, column)
    column.padTo(this.#rows) // an earlier manifest did not have it
    return column
  }
}

interface Record {
  split: number
  fault: Pick<DataProblem, 'code' | 'text'> | null
  labelled: boolean
  hashed: boolean
}

export function pathFault(text: string): Pick<DataProblem, 'code' | 'text'> {
  if (text === '') return { code: 'not-an-image', text: 'the name of the image is empty' }
  return { code: 'outside-root', text: `${quoted(text)} is not a path below the root of the dataset` }
}

/** Value of the split column → index of the split. */
function splitsByValue(placement: DataPlacement): Map<string, number> {
  const byValue = new Map<string, number>()
  for (const [index, [name, value]] of Object.entries(placement.splits).entries()) {
    if (byValue.has(value)) {
      const hint = 'Give every split in `data.splits` a value of its own.'
      const message = `split "${name}" has the value "${value}" of another split`
      throw new GateError('splits-ambiguous', 'artifact', message, { hint })
    }
    byValue.set(value, index)
  }
  return byValue
}

/** 64 hex digits, with or without `sha256:` before them; false when it is anything else. */
export function parseSha256(bytes: Uint8Array, start: number, end: number, to: Uint8Array, at: number): boolean {
  let from = start
  if (end - start === 71 && decoder.decode(bytes.subarray(start, start + 7)) === 'sha256:') from += 7
  if (end - from !== 64) return false
  let wrong = 0
  for (let i = 0; i < 32; i++) {
    const high = HEX[bytes[from + 2 * i]!]!
    const low = HEX[bytes[from + 2 * i + 1]!]!
    wrong |= high | low
    to[at + i] = (high << 4) | low
  }
  return wrong < NO_DIGIT
}

function badDigest(file: string, line: number): GateError {
  const message = `${file}:${line}: the digest is not a sha-256 of 64 hex digits`
  const hint = 'Write the sha-256 of the image file (`sha256sum`): it names the bytes that lie outside git.'
  return new GateError('digest-invalid', 'artifact', message, { hint, place: { path: file, line } })
}

function missingColumn(name: string, file: string, header: readonly string[]): GateError {
  const message = `${file}:1: no column ${quoted(name)}; the header has ${header.slice(0, 20).map(quoted).join(', ')}`
  const hint = 'Correct `data.columns` in .github/cv-gate.yml, or the header of the manifest.'
  return new GateError('manifest-column-missing', 'artifact', message, { hint, place: { path: file, line: 1 } })
}
