/**
 * A CSV manifest of a million rows read into columns, beside pandas' C reader on the same file: CPU seconds of whole
 * processes, less what each spends to start (the same process without the reading), in turn, medians.
 *
 *   PYTHON=python3 node tools/run.mjs bench/csv-manifest.ts [rows [rounds]]
 *
 * `columns`: paths, splits, labels, digests and metadata as the dataset holds them. `dataset`: and no path listed twice,
 * classes in order, which pandas does not do. Without python or pandas the peer is left out, and it is said.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DataPlacement } from '#contract/config'
import type { Ports } from '#contract/ports'
import { evidence } from '#evidence/dataset/evidence'
import { ManifestRows } from '#evidence/dataset/manifest-rows'
import { Problems } from '#evidence/dataset/problems'
import { CsvReader } from '#formats/csv'
import { dataPlacement, dataScene } from '#test/datasets'
import { ManifestTree, writeManifests } from './manifests.ts'

const TARGET = 1.5
const PANDAS = `
import sys, time
import pandas
if len(sys.argv) > 1:
    table = pandas.read_csv(sys.argv[1], engine="c")
    assert len(table) > 0
print(time.process_time())
`

const placement: DataPlacement = dataPlacement({
  format: 'csv',
  file: 'base.csv',
  columns: { ...dataPlacement().columns, digest: 'digest' },
  images: { root: '$data' },
})

/** A file in pieces of 256 KiB, as pandas' reader takes it. */
function* chunksOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r')
  const buffer = Buffer.alloc(1 << 18)
  for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) yield buffer.subarray(0, read)
  closeSync(file)
}

async function work(what: string, folder: string): Promise<void> {
  const path = join(folder, 'base.csv')
  if (what === 'columns') {
    const rows = new ManifestRows(placement, 'classification', new Problems())
    const reader = new CsvReader(path, (header) => rows.open({ path, split: null, folder: '' }, header))
    for (const chunk of chunksOf(path)) reader.push(chunk)
    reader.end()
    if (rows.build().path.rows === 0) throw new Error('nothing was read')
  } else if (what === 'dataset') {
    const scene = dataScene(null, { data: placement, tree: new ManifestTree('base', folder, 0) })
    const nothing = () => Promise.reject(new Error('needs nothing'))
    if ((await evidence.compute(scene, 'head', nothing, {} as Ports)).rows === 0) throw new Error('nothing was read')
  }
  const { user, system } = process.cpuUsage()
  console.log((user + system) / 1e6)
}

function bench(rows: number, rounds: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'cv-gate-bench-'))
  const self = fileURLToPath(import.meta.url)
  const python = process.env.PYTHON ?? 'python3'
  const seconds = (program: string, ...args: string[]) => Number(execFileSync(program, args, { encoding: 'utf8' }))
  const node = (what: string) => seconds(process.execPath, self, 'one', what, folder)
  try {
    writeManifests(folder, rows)
    const file = join(folder, 'base.csv')
    const version = pandasOf(python)
    const peer = version !== null
    const runs: Record<string, () => number> = {
      'node, nothing': () => node('nothing'),
      'node, columns': () => node('columns'),
      'node, dataset': () => node('dataset'),
      ...(peer && {
        'pandas, nothing': () => seconds(python, '-c', PANDAS),
        'pandas, read_csv': () => seconds(python, '-c', PANDAS, file),
      }),
    }
    const times = new Map(Object.keys(runs).map((name): [string, number[]] => [name, []]))
    for (let round = 0; round < rounds; round++)
      for (const [name, run] of Object.entries(runs)) times.get(name)!.push(run())
    console.log(
      `CSV manifest, ${rows} rows, ${(readFileSync(file).length / 1e6).toFixed(0)} MB; CPU seconds, medians of ${rounds}`,
    )
    for (const [name, all] of times) console.log(`  ${name.padEnd(18)} ${median(all).toFixed(3)}`)
    if (!peer) {
      console.log(`pandas is left out: \`${python} -c "import pandas"\` failed; PYTHON names the interpreter`)
      return
    }
    const beyond = (name: string, start: string) =>
      times.get(name)!.map((all, round) => all - times.get(start)![round]!)
    const pandas = beyond('pandas, read_csv', 'pandas, nothing')
    for (const what of ['columns', 'dataset']) {
      const ratio = median(beyond(`node, ${what}`, 'node, nothing').map((own, round) => own / pandas[round]!))
      const judged = what === 'columns' ? ` (target ${TARGET}: ${ratio <= TARGET ? 'met' : 'MISSED'})` : ''
      if (what === 'columns' && ratio > TARGET) process.exitCode = 1
      console.log(`  ${what} / pandas ${version}: ${ratio.toFixed(2)}${judged}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Version of pandas, null where there is none. From 3 on its strings are Arrow's, several times faster to make. */
function pandasOf(python: string): string | null {
  try {
    const ask = ['-c', 'import pandas; print(pandas.__version__)']
    return execFileSync(python, ask, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return null
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}

const [first, ...rest] = process.argv.slice(2)
if (first === 'one') await work(rest[0]!, rest[1]!)
else bench(Number(first ?? 1_000_000), Number(rest[0] ?? 5))
