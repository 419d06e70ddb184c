/**
 * Growth of reading and diffing a dataset: CSV manifests of 100 thousand, 300 thousand and a million images, 1 % of them
 * changed between base and head.
 *
 *   node tools/run.mjs bench/dataset-diff.ts [in-git | outside] [rows…]
 *
 * `outside` (default): images outside git, named by a sha-256 column. `in-git`: content ids come from the listing of the
 * commit, which is joined with the manifest. Every size runs in a process of its own, so that peak memory is its own.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from '#checks/dataset/change/check'
import type { AnyEvidence, Resolve } from '#contract/evidence'
import type { Measured } from '#contract/outcome'
import type { Ports } from '#contract/ports'
import { plan } from '#engine/plan'
import { evidence as datasetEvidence } from '#evidence/dataset/evidence'
import type { Dataset } from '#evidence/dataset/types'
import { evidence as editsEvidence } from '#evidence/edits/evidence'
import { evidence as masksEvidence } from '#evidence/masks/evidence'
import { evidence as matchEvidence } from '#evidence/match/evidence'
import { evidence as pixelsEvidence } from '#evidence/pixels/evidence'
import { CsvReader } from '#formats/csv'
import { sha256 } from '#host/hash'
import { dataPlacement, dataScene, policy } from '#test/datasets'
import { ManifestTree, writeManifests } from './manifests.ts'

const MODES = ['outside', 'in-git'] as const
type Mode = (typeof MODES)[number]
const SIZES = [100_000, 300_000, 1_000_000]
/** Beyond reading the manifest, for a million images. */
const TARGET = { seconds: 10, bytes: 1e9, extra: 200 }

interface Row {
  rows: number
  megabytes: number
  /** CPU seconds of each stage. */
  scan: number
  plan: number
  read: number
  match: number
  change: number
  /** Everything but the bare scan of the two manifests. */
  beyond: number
  wall: number
  peak: number
  /** Bytes an image beyond the columns of both sides, at the peak. */
  extra: number
  findings: number
}

async function measure(mode: Mode, rows: number, folder: string): Promise<Row> {
  const start = performance.now()
  const columns = { ...dataPlacement().columns, digest: 'digest' }
  const data = dataPlacement({
    format: 'csv',
    file: 'manifest.csv',
    columns,
    images: mode === 'outside' ? { root: '$data' } : null,
  })
  const trees = (['base', 'head'] as const).map((side) => new ManifestTree(side, folder, mode === 'in-git' ? rows : 0))
  const scene = dataScene({ data, tree: trees[0]! }, { data, tree: trees[1]! })

  // The yardstick: every byte of both manifests is looked at, and nothing is kept.
  const scan = await cpu(async () => {
    for (const tree of trees) {
      const reader = new CsvReader(tree.side, (header) => ({ columns: header.map(() => null) }))
      for await (const chunk of tree.stream()) reader.push(chunk)
      reader.end()
    }
  })
  for (const tree of trees) tree.bytesRead = 0
  for (const tree of trees) await tree.list() // what git says is no cost of ours
  const before = process.memoryUsage.rss()
  const evidence = new Map<string, AnyEvidence>(
    [datasetEvidence, matchEvidence, editsEvidence, pixelsEvidence, masksEvidence].map((one) => [one.id, one]),
  )
  const options = { only: null, off: new Set<string>(), machine: '' }
  const planned = await cpu(() => plan(scene, [check], evidence, sha256, options))
  if (planned.value.checks[0]?.state !== 'run') throw new Error('the plan does not run the check')
  const ports = {} as Ports
  const nothing: Resolve = () => Promise.reject(new Error('needs nothing'))
  const read = await cpu(async () => ({
    base: await datasetEvidence.compute(scene, 'base', nothing, ports),
    head: await datasetEvidence.compute(scene, 'head', nothing, ports),
  }))
  const { base, head } = read.value
  const resolve = (async (_: string, at: string) => (at === 'base' ? base : head)) as unknown as Resolve
  const match = await cpu(() => matchEvidence.compute(scene, 'pair', resolve, ports))
  const change = await cpu(
    () =>
      check.run(
        { match: match.value, base, head, edits: null, baseMasks: null, headMasks: null },
        { options: {}, target: policy(), random: () => Math.random },
      ) as Measured,
  )
  if (base.rows < rows * 0.98 || change.value.findings.length === 0) throw new Error('the manifests were not read')
  return {
    rows,
    megabytes: trees.reduce((sum, tree) => sum + tree.bytesRead, 0) / 1e6,
    scan: scan.seconds,
    plan: planned.seconds,
    read: read.seconds,
    match: match.seconds,
    change: change.seconds,
    beyond: planned.seconds + read.seconds - scan.seconds + match.seconds + change.seconds,
    wall: (performance.now() - start) / 1000,
    peak: process.resourceUsage().maxRSS * 1024,
    extra: (process.resourceUsage().maxRSS * 1024 - before - columnBytes(base) - columnBytes(head)) / rows,
    findings: change.value.findings.length,
  }
}

function columnBytes({ path, content, split, label, line, source, columns }: Dataset): number {
  const codes = [split, label, source, ...columns.values()]
  const arrays = [path.pool, path.ends, content.kinds, content.hashes, line, ...codes.map((column) => column.codes)]
  return arrays.reduce((sum, array) => sum + array.byteLength, 0)
}

async function cpu<T>(work: () => T | Promise<T>): Promise<{ value: T; seconds: number }> {
  const before = process.cpuUsage()
  const value = await work()
  return { value, seconds: seconds(process.cpuUsage(before)) }
}
function seconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6
}

function report(mode: Mode, table: readonly Row[]): boolean {
  console.log(
    `\nmanifests of base and head, 1 % changed, images ${mode === 'outside' ? 'outside git' : 'in git'}; CPU seconds`,
  )
  const names = [
    'rows',
    'megabytes',
    'scan',
    'plan',
    'read',
    'match',
    'change',
    'beyond',
    'wall',
    'peak MB',
    'beyond µs/row',
    'extra B/row',
  ]
  console.log(names.map((name) => name.padStart(14)).join(''))
  for (const row of table) {
    const { rows, megabytes, scan, plan, read, match, change, beyond, wall, peak, extra } = row
    const numbers = [scan, plan, read, match, change, beyond, wall].map((value) => value.toFixed(2))
    const cells = [
      rows,
      megabytes.toFixed(0),
      ...numbers,
      (peak / 1e6).toFixed(0),
      ((beyond / rows) * 1e6).toFixed(2),
      extra.toFixed(0),
    ]
    console.log(cells.map((cell) => String(cell).padStart(14)).join(''))
  }
  const first = table[0]!
  const last = table.at(-1)!
  const growth = last.beyond / first.beyond / (last.rows / first.rows)
  console.log(`growth ${first.rows} → ${last.rows}: ${growth.toFixed(2)} × linear`)
  const met = last.beyond < TARGET.seconds && last.peak < TARGET.bytes && last.extra < TARGET.extra
  const target = `target: < ${TARGET.seconds} s beyond reading and < ${TARGET.bytes / 1e6} MB at a million rows, < ${TARGET.extra} bytes an image beyond the columns`
  console.log(`${target}: ${met ? 'met' : 'MISSED'} at ${last.rows}`)
  return met
}

const [first, ...rest] = process.argv.slice(2)
if (first === 'one') {
  const [mode, rows, folder] = rest as [Mode, string, string]
  console.log(JSON.stringify(await measure(mode, Number(rows), folder)))
} else {
  const mode = MODES.find((name) => name === first) ?? 'outside'
  const sizes = [...(mode === first ? rest : first ? [first, ...rest] : [])].map(Number)
  const table: Row[] = []
  for (const rows of sizes.length > 0 ? sizes : SIZES) {
    const folder = mkdtempSync(join(tmpdir(), 'cv-gate-bench-'))
    try {
      writeManifests(folder, rows)
      const args = ['tools/run.mjs', process.argv[1]!, 'one', mode, String(rows), folder]
      const run = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
      if (run.status !== 0) throw new Error(`the run of ${rows} rows failed`)
      table.push(JSON.parse(run.stdout) as Row)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  process.exitCode = report(mode, table) ? 0 : 1
}
