import { ByteDictionary } from '#contract/byte-index'
import type { DataPlacement, Task } from '#contract/config'
import { GateError } from '#contract/errors'
import { CONTENT_KINDS, Contents, StringsBuilder } from '#contract/table'
import type { CsvColumn, CsvRecords, CsvTarget } from '#formats/csv'
import { CodeColumn, FloatColumn, IntColumn } from '#formats/csv-columns'
import { CSV_COLUMN_LIMIT } from '#formats/csv-fault'
import type { RecordColumn, RecordTarget } from '#formats/jsonl'
import { outsideGit } from './contents.ts'
import { Digests } from './digests.ts'
import type { Draft } from './draft.ts'
import { ObjectRows } from './object-rows.ts'
import { isNormal, joinPath, normalCells, normalPath } from './paths.ts'
import { type Problems, quoted } from './problems.ts'
import type { DataProblem, Members } from './types.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()
/** Split of a record that is left out. */
const NONE = -1
const NOTHING = new Uint8Array(0)
/** Hugging Face's name for the annotations of an image. */
export const OBJECTS = 'objects'
const BOXED: readonly Task[] = ['detection', 'instance-segmentation', 'keypoints']

/** What the configuration takes from a manifest. */
interface Role extends CsvColumn {
  /** Leading records of the first `count` that are as most are: nothing but `take` is to be done for them. */
  ordinary(records: CsvRecords, field: number, count: number): number
  /** Takes the first `count`, which are ordinary. */
  take(records: CsvRecords, field: number, count: number): void
}

/** A table that lists images. */
export interface Manifest {
  readonly path: string
  /** Split of all its records; null when a column tells it. */
  readonly split: number | null
  /** Folder from which it names the images. */
  readonly folder: string
}

export interface ManifestRecords extends RecordTarget {
  /** `name` tells the image in a file without lines (line 0). */
  row(line: number, name?: string): void
  /** @throws GateError when a name that the configuration asks for never came */
  end(): void
}

/** Collects the records of one or more manifests into columns. */
export class ManifestRows {
  readonly #placement: DataPlacement
  readonly #problems: Problems
  readonly #labelled: boolean
  /** Whether the task has boxes. */
  readonly boxed: boolean
  /** Whether images are named by a digest, of the manifest or of their bytes inside a container. */
  readonly #hashed: boolean
  /** Images outside git whose bytes a column names. */
  readonly #named: boolean
  readonly #container: Members['container'] | null
  readonly #at = new FloatColumn()
  readonly #size = new FloatColumn()
  readonly #path = new StringsBuilder()
  readonly #label = new CodeColumn()
  readonly #split = new IntColumn()
  readonly #line = new IntColumn()
  readonly #source = new IntColumn()
  readonly #files: string[] = []
  readonly #columns = new Map<string, CodeColumn>()
  #objects: ObjectRows | null = null
  readonly #digests = new Digests()
  #rows = 0
  /** What the columns of the present record found; its end decides, for records of other splits are nobody's business. */
  readonly #record: Record = { split: NONE, fault: null, labelled: true, hashed: true, objects: [] }

  /** `container`: the images lie in the manifests themselves, which give `member` of each. */
  constructor(placement: DataPlacement, task: Task, problems: Problems, container: Members['container'] | null = null) {
    this.#placement = placement
    this.#problems = problems
    this.#labelled = task === 'classification' || task === 'multi-label'
    this.boxed = BOXED.includes(task)
    this.#container = container
    this.#named = container === null && outsideGit(placement) && placement.columns.digest !== null
    this.#hashed = container !== null || this.#named
  }

  /** Where the columns of a manifest go that names them in a header. */
  open(manifest: Manifest, header: readonly string[]): CsvTarget {
    const source = this.#sourceOf(manifest.path)
    const roles = this.#roles(manifest)
    this.#mustHave(roles, manifest.path, header)
    const columns = header.map((name) => {
      const role = roles.get(name)
      return role || this.#ignored(name) ? (role ?? null) : this.#otherColumn(name)
    })
    const records = (records: CsvRecords) => this.#takeOrdinary(columns, manifest, source, records)
    return { columns, row: (line) => this.#endRow(manifest, source, line), records }
  }

  /** Column by column; from the first record on that is not ordinary, record by record. */
  #takeOrdinary(
    columns: readonly (Role | CodeColumn | null)[],
    { split }: Manifest,
    source: number,
    records: CsvRecords,
  ): number {
    let count = records.count
    for (let field = 0; field < columns.length; field++) {
      const column = columns[field]
      if (column && 'ordinary' in column) count = column.ordinary(records, field, count)
    }
    if (count === 0) return 0
    for (let field = 0; field < columns.length; field++) columns[field]?.take(records, field, count)
    if (split !== null) this.#split.fill(split, count)
    this.#line.pushAll(records.lines, count)
    this.#source.fill(source, count)
    this.#rows += count
    return count
  }

  /** The same for a manifest whose records name their values themselves; `end` comes after the last one. */
  openRecords(manifest: Manifest): ManifestRecords {
    const source = this.#sourceOf(manifest.path)
    const roles = this.#roles(manifest)
    const names = new Set<string>()
    /** Row for which each role had its last value. */
    const last = new Map<CsvColumn, number>()
    const noted = (role: CsvColumn): RecordColumn => ({
      push: (bytes, start, end, line) => {
        last.set(role, this.#rows)
        role.push(bytes, start, end, line)
      },
    })
    return {
      column: (name) => {
        names.add(name)
        const role = roles.get(name)
        if (role) return noted(role)
        if (name === OBJECTS && this.boxed) return this.#objectsColumn()
        if (this.#ignored(name)) return null
        if (names.size > CSV_COLUMN_LIMIT + roles.size) throw tooManyColumns(manifest.path)
        return name === this.#placement.columns.group || name === this.#placement.columns.time
          ? this.#sparseColumn(name)
          : { ...this.#sparseColumn(name), nested: () => {} } // a list or an object is no value that images share
      },
      row: (line, name) => {
        // A record without a value says what an empty field of a CSV says.
        for (const role of roles.values()) if (last.get(role) !== this.#rows) role.push(NOTHING, 0, 0, line)
        this.#endRow(manifest, source, line, name)
      },
      end: () => this.#mustHave(roles, manifest.path, [...names]),
    }
  }

  /** What the configuration takes from the manifest. */
  #roles(manifest: Manifest): Map<string, Role> {
    const { columns } = this.#placement
    const roles = new Map<string, Role>()
    roles.set(columns.image, this.#imageColumn(manifest.folder))
    if (this.#labelled) roles.set(columns.label, this.#labelColumn())
    if (manifest.split === null) roles.set(columns.split, this.#splitColumn(manifest.path))
    if (this.#named) roles.set(columns.digest!, this.#digestColumn())
    return roles
  }

  #mustHave(roles: ReadonlyMap<string, Role>, path: string, header: readonly string[]): void {
    const { group, time } = this.#placement.columns
    for (const name of [...roles.keys(), group, time])
      if (name !== null && !header.includes(name)) throw missingColumn(name, path, header)
    // Boxes that are not there must not look like a dataset without objects.
    const needed = this.boxed && this.#placement.format === 'huggingface'
    if (needed && !header.includes(OBJECTS)) throw missingColumn(OBJECTS, path, header)
  }

  /** A digest is no metadata; of images in git it is not believed either, for git names their bytes itself. */
  #ignored(name: string): boolean {
    return name === '' || name === this.#placement.columns.digest
  }

  build(): Draft {
    this.#label.padTo(this.#rows)
    for (const column of this.#columns.values()) column.padTo(this.#rows)
    const content = Contents.empty(this.#hashed ? 0 : this.#rows)
    const kinds = new Uint8Array(this.#rows).fill(CONTENT_KINDS.indexOf('sha256'))
    return {
      path: this.#path.build(),
      content: this.#hashed ? new Contents(kinds, this.#digests.build(this.#rows)) : content,
      split: this.#split.build(),
      label: this.#label.build(),
      line: this.#line.build(),
      source: { codes: this.#source.build(), values: this.#files },
      columns: new Map([...this.#columns].map(([name, column]) => [name, column.build()])),
      boxes: this.#objects?.build() ?? null,
      members: this.#container && {
        container: this.#container,
        column: this.#placement.columns.image,
        at: this.#at.build(),
        size: this.#size.build(),
      },
    }
  }

  #endRow({ path: file, split }: Manifest, source: number, line: number, name = ''): void {
    const { fault, labelled, hashed, objects } = this.#record
    let kept = split ?? this.#record.split
    if (kept !== NONE && fault) {
      this.#problems.add(fault.code, file, line, fault.text)
      kept = NONE
    }
    if (kept !== NONE && !labelled) {
      const text = `${quoted(line > 0 ? this.#path.last() : name)} has no label`
      this.#problems.add('empty-label', file, line, text)
    }
    if (kept !== NONE && !hashed) throw badDigest(file, line)
    if (kept !== NONE) for (const text of objects) this.#problems.add('invalid-annotation', file, line, text)
    this.#split.push(kept)
    this.#line.push(line)
    this.#source.push(source)
    this.#rows++
    this.#record.fault = null
    this.#record.labelled = true
    this.#record.hashed = true
    if (objects.length > 0) objects.length = 0
  }

  #sourceOf(path: string): number {
    const known = this.#files.indexOf(path)
    return known < 0 ? this.#files.push(path) - 1 : known
  }

  #imageColumn(root: string): Role {
    const prefix = root === '' ? null : encoder.encode(`${root}/`)
    const push = (bytes: Uint8Array, start: number, end: number) => {
      if (isNormal(bytes, start, end)) return this.#path.pushRange(bytes, start, end, prefix)
      const text = decoder.decode(bytes.subarray(start, end))
      const path = normalPath(text)
      this.#path.push(path === null ? '' : joinPath(root, path))
      if (path === null) this.#record.fault = pathFault(text)
    }
    const take = (records: CsvRecords, field: number, count: number) =>
      this.#path.pushCells(records, field, count, prefix)
    return { push, ordinary: normalCells, take }
  }

  #labelColumn(): Role {
    const push = (bytes: Uint8Array, start: number, end: number) => {
      this.#label.padTo(this.#rows)
      if (start < end) this.#label.push(bytes, start, end)
      else this.#record.labelled = false
    }
    const take = (records: CsvRecords, field: number, count: number) => {
      this.#label.padTo(this.#rows)
      this.#label.take(records, field, count)
    }
    return { push, ordinary: notEmpty, take }
  }

  #splitColumn(file: string): Role {
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
    let codes = new Int32Array(0)
    // The first record of a value is not ordinary: it may be the place of a problem.
    const ordinary = (records: CsvRecords, field: number, most: number) => {
      if (codes.length < most) codes = new Int32Array(most)
      values.codes(records, field, most, codes, 0)
      for (let row = 0; row < most; row++) if (codes[row]! >= splitOf.length) return row
      return most
    }
    const take = (_: CsvRecords, __: number, rows: number) => {
      const { values: splits, from } = this.#split.more(rows)
      for (let row = 0; row < rows; row++) {
        const split = splitOf[codes[row]!]!
        splits[from + row] = split
        if (split === NONE) count.get(codes[row]!)!()
      }
    }
    return { push, ordinary, take }
  }

  /** Where and what the image of the present record is, inside the manifest; called once for each record. */
  member(at: number, size: number, sha256: Uint8Array): void {
    this.#at.push(at)
    this.#size.push(size)
    this.#digests.set(this.#rows, sha256)
  }

  /** Leaves out the present record. */
  fail(code: DataProblem['code'], text: string): void {
    this.#record.fault = { code, text }
  }

  #digestColumn(): Role {
    return {
      push: (bytes, start, end) => {
        this.#record.hashed = this.#digests.parse(this.#rows, bytes, start, end)
      },
      ordinary: (records, field, count) => this.#digests.parseCells(this.#rows, records, field, count),
      take: () => {}, // parsed where they belong
    }
  }

  #objectsColumn(): RecordColumn {
    const objects = this.#objects ?? new ObjectRows()
    this.#objects = objects
    const nested = (json: Uint8Array, start: number, end: number, line: number) => {
      const value: unknown = JSON.parse(decoder.decode(json.subarray(start, end)))
      objects.add(value, this.#rows, line, this.#record.objects)
    }
    return { nested, push: () => this.#record.objects.push('`objects` is neither an object nor a list') }
  }

  #otherColumn(name: string): CodeColumn {
    const column = this.#columns.get(name) ?? new CodeColumn()
    this.#columns.set(name, column)
    column.padTo(this.#rows) // an earlier manifest did not have it
    return column
  }

  /** A column that not every record has. */
  #sparseColumn(name: string): RecordColumn {
    const column = this.#otherColumn(name)
    const push = (bytes: Uint8Array, start: number, end: number) => {
      column.padTo(this.#rows)
      column.push(bytes, start, end)
    }
    return { push }
  }
}

/** Leading records of the first `count` whose field is not empty. */
function notEmpty({ starts, ends, width }: CsvRecords, field: number, count: number): number {
  for (let row = 0, i = field; row < count; row++, i += width) if (starts[i] === ends[i]) return row
  return count
}

interface Record {
  split: number
  fault: Pick<DataProblem, 'code' | 'text'> | null
  labelled: boolean
  hashed: boolean
  /** What is wrong with its annotations. */
  objects: string[]
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

function badDigest(file: string, line: number): GateError {
  const message = `${file}:${line}: the digest is not a sha-256 of 64 hex digits`
  const hint = 'Write the sha-256 of the image file (`sha256sum`): it names the bytes that lie outside git.'
  return new GateError('digest-invalid', 'artifact', message, { hint, place: { path: file, line } })
}

function tooManyColumns(path: string): GateError {
  const message = `${path}: more than ${CSV_COLUMN_LIMIT} different names of metadata`
  const hint = 'Keep only the names that describe images, the same in every record.'
  return new GateError('too-many-columns', 'artifact', message, { hint, place: { path } })
}

function missingColumn(name: string, file: string, header: readonly string[]): GateError {
  const message = `${file}:1: no column ${quoted(name)}; the header has ${header.slice(0, 20).map(quoted).join(', ')}`
  const hint = 'Correct `data.columns` in .github/cv-gate.yml, or the header of the manifest.'
  return new GateError('manifest-column-missing', 'artifact', message, { hint, place: { path: file, line: 1 } })
}
