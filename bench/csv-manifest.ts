/**
 * A CSV manifest of a million rows read into columns, beside pandas' C reader on the same file: CPU seconds of whole
 * processes, less what each spends to start (the same process without the reading), in turn, medians.
 *
 *   PYTHON=python3 node tools/run.mjs bench/csv-manifest.ts [rows [rounds]]
 *
 * Both read all five columns from a warm page cache, in chunks, on one thread; the file's every byte is looked at.
 * `bytes`: what reading and looking at every byte costs here, and nothing else. `columns`: labels, splits and metadata
 * as codes and values, paths that stay below the root, digests as 32 bytes, the line of each row, all of it valid UTF-8.
 * `dataset`: and no path listed twice, classes in order. `read_csv`: five columns of strings, nothing checked.
 * `categories`: the same with labels, splits and metadata as codes and values; paths and digests are strings.
 * `arrow`: `read_csv` where pyarrow, which pandas does not bring with it, is installed too: the strings are then Arrow's,
 * several times faster to make. Without python or pandas the peer is left out, and it is said.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs'
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
/** What a pipe from git hands over at once. */
const CHUNK = 1 << 16
const CATEGORIES = ['label', 'split', 'condition']
const PANDAS = `
import sys, time
import pandas
pandas.set_option("mode.string_storage", sys.argv[1])
if len(sys.argv) > 2:
    dtype = {name: "category" for name in sys.argv[3:]}
    table = pandas.read_csv(sys.argv[2], engine="c", dtype=dtype)
    assert len(table) > 0
print(time.process_time())
`

const placement: DataPlacement = dataPlacement({
  format: 'csv',
  file: 'base.csv',
  columns: { ...dataPlacement().columns, digest: 'digest' },
  images: { root: '$data' },
})

function* chunksOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r')
  const buffer = new Uint8Array(CHUNK)
  for (let size = CHUNK; size > 0; ) {
    size = readSync(file, buffer, 0, CHUNK, null)
    yield buffer.subarray(0, size)
  }
  closeSync(file)
}

async function work(what: string, folder: string): Promise<void> {
  const path = join(folder, 'base.csv')
  if (what === 'bytes') {
    let all = 0
    for (const chunk of chunksOf(path)) {
      const fours = new Int32Array(chunk.buffer, 0, chunk.length >> 2)
      for (let i = 0; i < fours.length; i++) all |= fours[i]!
    }
    if (all === 0) throw new Error('nothing was read')
  } else if (what === 'columns') {
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
    const version = versionOf(python, 'pandas')
    const peer = version !== null
    const arrow = peer && versionOf(python, 'pyarrow') !== null
    const runs: Record<string, () => number> = {
      'node, nothing': () => node('nothing'),
      'node, bytes': () => node('bytes'),
      'node, columns': () => node('columns'),
      'node, dataset': () => node('dataset'),
      ...(peer && {
        'pandas, nothing': () => seconds(python, '-c', PANDAS, 'python'),
        'pandas, read_csv': () => seconds(python, '-c', PANDAS, 'python', file),
        'pandas, categories': () => seconds(python, '-c', PANDAS, 'python', file, ...CATEGORIES),
      }),
      ...(arrow && { 'pandas, arrow': () => seconds(python, '-c', PANDAS, 'pyarrow', file) }),
    }
    const times = new Map(Object.keys(runs).map((name): [string, number[]] => [name, []]))
    for (let round = 0; round < rounds; round++)
      for (const [name, run] of Object.entries(runs)) times.get(name)!.push(run())
    console.log(
      `CSV manifest, ${rows} rows, ${(statSync(file).size / 1e6).toFixed(0)} MB; CPU seconds, medians of ${rounds}`,
    )
    for (const [name, all] of times) console.log(`  ${name.padEnd(18)} ${median(all).toFixed(3)}`)
    if (!peer) {
      console.log(`pandas is left out: \`${python} -c "import pandas"\` failed; PYTHON names the interpreter`)
      return
    }
    const beyond = (name: string) =>
      times.get(name)!.map((all, round) => all - times.get(`${name.split(',')[0]}, nothing`)![round]!)
    const ratio = (own: readonly number[], other: readonly number[]) => median(own.map((one, i) => one / other[i]!))
    console.log(
      `beyond the start of the process, and as a multiple of pandas ${version}: read_csv, categories${arrow ? ', arrow' : ''}`,
    )
    const plain = beyond('pandas, read_csv')
    const others = [plain, beyond('pandas, categories'), ...(arrow ? [beyond('pandas, arrow')] : [])]
    for (const name of Object.keys(runs).filter((name) => !name.endsWith(', nothing'))) {
      const own = beyond(name)
      const ratios = others.map((other) => ratio(own, other).toFixed(2).padStart(6)).join('')
      console.log(`  ${name.padEnd(18)} ${median(own).toFixed(3)} ${ratios}`)
    }
    const whole = ratio(times.get('node, columns')!, times.get('pandas, read_csv')!)
    console.log(`  columns / read_csv with the start of both: ${whole.toFixed(2)}`)
    const met = ratio(beyond('node, columns'), plain) <= TARGET
    console.log(`  columns / read_csv ≤ ${TARGET}: ${met ? 'met' : 'MISSED'}`)
    if (!met) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Version of a package, null where there is none. */
function versionOf(python: string, name: string): string | null {
  try {
    const ask = ['-c', `import ${name}; print(${name}.__version__)`]
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
