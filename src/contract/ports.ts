import type { Preprocess } from './config.ts'
import type { CheckId, Side } from './ids.ts'
import type { Quality } from './raster.ts'
import type { Machine } from './report.ts'
import type { Contents, Strings } from './table.ts'

/** Files of one commit (or of the working tree), from git objects: no checkout, no filters, no symlink followed. A target with `store: dvc` sees beside them what its `.dvc` files and `dvc.lock` name. */
export interface Tree {
  readonly side: Side
  /** 40 or 64 hex digits, or `worktree`. */
  readonly commit: string
  /** Object id of a file or folder (any text that changes with its content), null when absent. A path is repository-relative; `''` is the root. */
  oid(path: string): Promise<string | null>
  /** Regular files below a folder (recursively), sorted by path bytes; symlinks and submodules are listed in `refused`. */
  list(under: string): Promise<Files>
  /** Content of a regular file; throws GateError `file-missing`, `file-too-large` (limit in bytes) or `not-a-file`. LFS pointers, and what DVC keeps, are resolved when this machine has the object, else `content-absent`. */
  read(path: string, limit: number): Promise<Uint8Array>
  /** As `read`, in chunks that are only good until the next one is asked for: nothing holds the whole file. */
  stream(path: string, limit: number): AsyncIterable<Uint8Array>
  /** Contents of listed files in the order of `rows`, many requests in flight. */
  readEach(files: Files, rows: Iterable<number>, limit: number): AsyncIterable<FileRead>
}
export interface FileRead {
  readonly row: number
  /** null: see `fault`. */
  readonly bytes: Uint8Array | null
  /** `content-absent`: a pointer whose object is not on this machine. */
  readonly fault: 'content-absent' | 'file-too-large' | null
}
/** `dvc-outside`: a `.dvc` file or `dvc.lock` that names something outside the repository, or by another hash than md5. */
export type Refusal = 'symlink' | 'submodule' | 'dvc-outside'
export interface Files {
  readonly rows: number
  readonly path: Strings
  /** `git:` id of the blob, `sha256:` of the content when the blob is a Git LFS pointer, `md5:` when DVC keeps the file. */
  readonly content: Contents
  readonly refused: readonly { path: string; why: Refusal }[]
}

/** Why bytes could not be had. The first: nothing of that name is here (not fetched, no data root, no such file). */
export type Absence = 'not-here' | 'other-bytes' | 'outside-root' | 'not-a-file' | 'too-large' | 'not-shown-to-forks'

/** Bytes of images by content id: of git, the local stores of Git LFS and DVC, the data root. */
export interface ImageBytes {
  read(path: string, contents: Contents, row: number): Promise<Uint8Array | Absence>
  /** sha-256 of a file below the data root, in hex, where no manifest tells it. `null`: this run has no data root. */
  readonly digest: ((path: string) => Promise<{ readonly sha256: string } | Absence>) | null
}

/** One record per content id, fixed width, in files that carry their own hash; a damaged file counts as absent. */
export interface EachStore {
  open(name: string, width: number): Promise<EachTable>
  /** The same store, in which only what is put from now on answers: what was kept before is measured again, and replaced. */
  anew(): EachStore
}
export interface EachTable {
  /** Record for a 32-byte key, or null. */
  get(key: Uint8Array): Uint8Array | null
  put(key: Uint8Array, record: Uint8Array): void
  save(): Promise<void>
}

export interface ImageJob {
  readonly key: number
  readonly bytes: Uint8Array
}
/** Why an image gave nothing; `unreadable` covers truncated and malformed files. */
export type ImageFault = 'unreadable' | 'unsupported-format' | 'too-large' | 'out-of-memory' | 'timeout' | 'crash'
export type Decoded =
  | {
      key: number
      status: 'ok'
      width: number
      height: number /** sha-256 of the upright pixels and their size: docs/images.md. */
      sha256: Uint8Array
      quality: Quality
      /** Where asked for: the distinct values of a PNG of indices or greys of up to 8 bits; null: this is none. */
      indices?: readonly number[] | null
    }
  | { key: number; status: ImageFault; detail: string }
/** Two versions of one picture. */
export interface ImagePair {
  readonly key: number
  readonly before: Uint8Array
  readonly after: Uint8Array
}
export type Compared =
  | {
      key: number
      status: 'ok'
      /** Equal pixels. */
      same: boolean
      resized: boolean
      /** Share of the pixels that differ, 0…1. */
      changed: number
      /** Mean absolute difference of the samples, 0…1 of their range. */
      mean: number
    }
  | { key: number; status: ImageFault; detail: string }
export const TOP = 5
export type Predicted =
  | {
      key: number
      status: 'ok' /** TOP best classes, best first, −1 padded; equal scores by class index. */
      classes: Int32Array
      scores: Float32Array /** scores equal to the best one, at least 1 */
      tied: number
      outputs: number
    }
  | { key: number; status: ImageFault | 'not-finite'; detail: string }

export interface ModelJob {
  readonly bytes: Uint8Array
  readonly preprocess: Preprocess
}
/** One fresh process: milliseconds of each timed run of each window. */
export interface LatencyRun {
  readonly warmupRuns: number
  readonly windows: readonly Float64Array[]
}
export interface LatencyJob {
  readonly bytes: Uint8Array
  /** Gives the size of dynamic dimensions. */
  readonly preprocess: Preprocess
  readonly batch: number
  readonly warmup: { readonly runs: number; readonly seconds: number }
  readonly windows: number
  readonly runsPerWindow: number
  /** Seed of the input values: both sides get the same. */
  readonly seed: number
}
/**
 * Decoding and inference, in child processes with an empty environment, an address-space limit and a deadline.
 * What fails for one image is that image's fault and the rest goes on; what fails for the model (load, out of memory,
 * deadline, crash) throws GateError `model-…`, owner `artifact`.
 */
export interface Sandbox {
  decode(jobs: AsyncIterable<ImageJob>, ask?: { readonly indices: boolean }): AsyncIterable<Decoded>
  compare(pairs: AsyncIterable<ImagePair>): AsyncIterable<Compared>
  predict(model: ModelJob, jobs: AsyncIterable<ImageJob>): AsyncIterable<Predicted>
  /** Median-friendly raw times of one side in one fresh process. */
  time(job: LatencyJob): Promise<LatencyRun>
}

/** Progress and log. Untrusted text is safe to pass: the adapter escapes control characters and line breaks. */
export interface Log {
  /** Opens a stage; its duration goes into the report. */
  stage<T>(name: string, work: (progress: Progress) => Promise<T>): Promise<T>
  info(text: string): void
  warn(text: string): void
  debug(text: string): void
}
export interface Progress {
  /** Steps known so far; null = unknown. */
  total(count: number | null): void
  step(count?: number): void
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
}

/** Outcomes of checks, by the digest of all that they rest on. */
export interface OutcomeStore {
  /** null when there is none, or its file was damaged. */
  get(digest: string, check: CheckId): Promise<unknown>
  put(digest: string, outcome: unknown, check: CheckId): Promise<void>
  /** Where measurements are kept run by run; absent where what is measured again stands alone. */
  readonly runs?: RunStore
}

/** What each run measured of evidence that may come out otherwise, by the evidence's digest. */
export interface RunStore {
  /** As untrusted as the outcomes. */
  earlier(digest: string): readonly string[]
  add(digest: string, run: string): void
}

/** What evidence may touch. */
export interface Ports {
  readonly each: EachStore
  readonly images: ImageBytes
  readonly sandbox: Sandbox
  readonly log: Log
  readonly clock: Clock
  readonly machine: () => Promise<Machine>
  /**
   * Says that what is being computed may come out otherwise next time, from the same inputs: a fault of the machine, bytes
   * that are not here. What rests on it is then measured again in the next run.
   */
  readonly unsettled: () => void
  /** sha-256 of the concatenation of the parts. */
  hash(...parts: (string | Uint8Array)[]): Uint8Array
}
