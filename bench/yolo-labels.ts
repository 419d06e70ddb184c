/**
 * Reading a YOLO dataset of 100 thousand images with their label files out of git objects, as a ratio to a loop that reads
 * the same label files by `git cat-file --batch` and drops the bytes. Both in processes of their own, in turn.
 *
 *   node tools/run.mjs bench/yolo-labels.ts [files]
 *
 * CPU is that of the process and of the git processes that it started.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ports } from '#contract/ports'
import { evidence } from '#evidence/dataset/evidence'
import { Repository } from '#host/git/repository'
import { dataPlacement, dataScene } from '#test/datasets'

const FILES = 100_000
const ROUNDS = 5
const TARGET = 2

interface Cost {
  readonly cpu: number
  readonly wall: number
  readonly peak: number
  readonly read: number
}

/** One commit with so many images and label files of 1 to 9 boxes, packed, as a clone has it. */
async function writeRepository(folder: string, files: number): Promise<void> {
  spawnSync('git', ['init', '--quiet', '--bare', folder])
  const git = spawn('git', ['-C', folder, 'fast-import', '--quiet'], { stdio: ['pipe', 'ignore', 'inherit'] })
  const write = async (text: string) => {
    if (!git.stdin.write(text)) await once(git.stdin, 'drain')
  }
  const file = (path: string, content: string) =>
    `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`
  await write('commit refs/heads/main\ncommitter a <a@example.org> 0 +0000\ndata 1\nx\n')
  await write(file('data.yaml', `train: images\nnames: [${Array.from({ length: 80 }, (_, i) => `c${i}`)}]\n`))
  let seed = 1
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  for (let i = 0; i < files; i++) {
    const name = `${String(Math.floor(i / 1000)).padStart(3, '0')}/${String(i).padStart(12, '0')}`
    let labels = ''
    for (let boxes = 1 + Math.floor(random() * 9); boxes > 0; boxes--) {
      const [w, h] = [random() * 0.5, random() * 0.5]
      const numbers = [w / 2 + random() * (1 - w), h / 2 + random() * (1 - h), w, h]
      labels += `${Math.floor(random() * 80)} ${numbers.map((value) => value.toFixed(6)).join(' ')}\n`
    }
    await write(file(`images/${name}.jpg`, String(i)) + file(`labels/${name}.txt`, labels))
  }
  git.stdin.end('done\n')
  const [status] = await once(git, 'close')
  if (status !== 0) throw new Error('git fast-import failed')
}

/** Seconds of this process and of the children that it has waited for. */
function cpuSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100
}

async function measure(work: () => Promise<number>): Promise<Cost> {
  const before = cpuSeconds()
  const start = performance.now()
  const read = await work()
  const wall = (performance.now() - start) / 1000
  await new Promise((resolve) => setTimeout(resolve, 200)) // until git has gone
  return { cpu: cpuSeconds() - before, wall, peak: process.resourceUsage().maxRSS * 1024, read }
}

async function readDataset(folder: string): Promise<number> {
  const repository = await Repository.open(folder, process.env)
  const tree = repository.tree('head', await repository.commit('main'))
  const data = dataPlacement({ format: 'yolo', root: '', file: 'data.yaml', splits: { train: 'train' } })
  const scene = dataScene(null, { data, tree }, 'detection')
  const nothing = () => Promise.reject(new Error('needs nothing'))
  const dataset = await evidence.compute(scene, 'head', nothing, {} as Ports)
  await repository.close()
  if (dataset.problems.length > 0) throw new Error(dataset.problems[0]!.text)
  return dataset.boxes!.rows
}

async function readPlainly(folder: string): Promise<number> {
  const listing = spawnSync('git', ['-C', folder, 'ls-tree', '-r', 'main', '--', 'labels'], { maxBuffer: 1e9 })
  const ids = String(listing.stdout).replaceAll(/^\d+ blob (\w+)\t.*$/gm, '$1')
  const git = spawn('git', ['-C', folder, 'cat-file', '--batch'], { stdio: ['pipe', 'pipe', 'inherit'] })
  let bytes = 0
  git.stdout.on('data', (chunk: Uint8Array) => {
    bytes += chunk.length
  })
  git.stdin.end(ids)
  await once(git, 'close')
  return bytes
}

const [first, ...rest] = process.argv.slice(2)
if (first === 'one') {
  const [which, folder] = rest
  console.log(JSON.stringify(await measure(() => (which === 'plain' ? readPlainly(folder!) : readDataset(folder!)))))
} else {
  const files = Number(first ?? FILES)
  const folder = mkdtempSync(join(tmpdir(), 'cv-gate-bench-'))
  try {
    await writeRepository(folder, files)
    const one = (which: string): Cost => {
      const args = ['tools/run.mjs', process.argv[1]!, 'one', which, folder]
      const run = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
      if (run.status !== 0) throw new Error(`reading (${which}) failed`)
      return JSON.parse(run.stdout) as Cost
    }
    const rounds = Array.from({ length: ROUNDS }, () => ({ plain: one('plain'), ours: one('ours') }))
    const median = (pick: (round: (typeof rounds)[number]) => number) =>
      rounds.map(pick).sort((a, b) => a - b)[ROUNDS >> 1]!
    const { plain, ours } = rounds[0]!
    console.log(`${files} label files, ${(plain.read / 1e6).toFixed(0)} MB, ${ours.read} boxes; medians of ${ROUNDS}`)
    for (const kind of ['cpu', 'wall'] as const) {
      const [a, b] = [median((round) => round.plain[kind]), median((round) => round.ours[kind])]
      const ratio = median((round) => round.ours[kind] / round.plain[kind])
      console.log(
        `  ${kind}: git cat-file ${a.toFixed(2)} s, dataset ${b.toFixed(2)} s: ${ratio.toFixed(2)} × (aim ${TARGET})`,
      )
    }
    console.log(`  peak memory ${(median((round) => round.ours.peak) / 1e6).toFixed(0)} MB`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
