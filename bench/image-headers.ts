/**
 * Headers of images from git objects, against git alone: `git cat-file --batch` of the same objects with the bytes thrown
 * away. The repository is made here: small JPEG and PNG files, all different, in one pack.
 *
 *   node tools/run.mjs bench/image-headers.ts [images, default 100000]
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { readImageHeader } from '#formats/image-header'
import { Repository } from '#host/git/repository'

const TARGET = 1.5
const ROUNDS = 7
/** Larger than any of them. */
const LIMIT = 1 << 20

interface Round {
  readonly git: number
  readonly piped: number
  readonly own: number
  readonly cpu: number
}

const images = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'cv-gate-headers-'))
try {
  const bytes = await makeRepository(folder, images)
  const repository = await Repository.open(folder, process.env)
  const commit = await repository.commit('main')
  const tree = repository.tree('head', commit)
  const files = await tree.list('')
  const names = Buffer.from(Array.from({ length: files.rows }, (_, row) => `${files.content.hex(row)}\n`).join(''))
  const rounds: Round[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const git = await seconds(() => gitAlone(folder, names, '/dev/null'))
    const piped = await seconds(() => gitAlone(folder, names, 'pipe'))
    const before = process.cpuUsage()
    const own = await seconds(async () => {
      let [pixels, read] = [0, 0]
      for await (const { bytes: one } of tree.readEach(files, rowsOf(files.rows), LIMIT)) {
        const header = one && readImageHeader(one)
        if (!header || 'fault' in header) throw new Error('an image without a header')
        pixels += header.width * header.height
        read++
      }
      if (read !== images || pixels < images) throw new Error('not every image was read')
    })
    const { user, system } = process.cpuUsage(before)
    if (round > 0) rounds.push({ git, piped, own, cpu: (user + system) / 1e6 }) // the first warms the page cache
  }
  const parse = await seconds(async () => {
    const samples = await encoded()
    for (let i = 0; i < images; i++) readImageHeader(samples[i % samples.length]!)
  })
  repository.objects.close()
  // The least of each: what a busy machine adds is never negative.
  const least = (name: keyof Round) => Math.min(...rounds.map((round) => round[name]))
  const ratio = least('own') / least('piped')
  console.log(
    `\n${images} image headers from git objects, ${(bytes / images).toFixed(0)} bytes an image, seconds, least of ${ROUNDS}`,
  )
  console.log(
    `  git cat-file --batch alone  ${least('git').toFixed(2)} to /dev/null, ${least('piped').toFixed(2)} through a pipe`,
  )
  console.log(`  headers                     ${least('own').toFixed(2)}, of this process ${least('cpu').toFixed(2)}`)
  console.log(`  of it the parser            ${parse.toFixed(2)}`)
  console.log(
    `  ratio                       ${(least('own') / least('git')).toFixed(2)} to /dev/null, ${ratio.toFixed(2)} to the pipe (aim ≤ ${TARGET}): ${ratio <= TARGET ? 'met' : 'MISSED'}`,
  )
  process.exitCode = ratio <= TARGET ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function* rowsOf(rows: number): Generator<number> {
  for (let row = 0; row < rows; row++) yield row
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

/** To /dev/null nothing is written at all; through a pipe, which a reader cannot do without, `cat` drops it. */
async function gitAlone(directory: string, names: Uint8Array, to: '/dev/null' | 'pipe'): Promise<void> {
  const command = 'git -C "$0" cat-file --batch'
  const child = spawn(
    'sh',
    ['-c', to === 'pipe' ? `${command} | cat >/dev/null` : `${command} >/dev/null`, directory],
    {
      stdio: ['pipe', 'ignore', 'inherit'],
    },
  )
  child.stdin.end(names)
  const [status] = (await once(child, 'close')) as [number]
  if (status !== 0) throw new Error(`git cat-file: ${status}`)
}

async function encoded(): Promise<Buffer[]> {
  const noise = (side: number) =>
    sharp({
      create: {
        width: side,
        height: side,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 30 },
      },
    })
  return [
    await noise(24).jpeg().toBuffer(),
    await noise(32).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    await noise(16).png().toBuffer(),
    await noise(20).ensureAlpha().png().toBuffer(),
  ]
}

/** One commit by `git fast-import`; a number behind the end of each file makes it a content of its own. */
async function makeRepository(directory: string, count: number): Promise<number> {
  execFileSync('git', ['init', '--quiet', '-b', 'main', directory])
  const child = spawn('git', ['-C', directory, 'fast-import', '--quiet'], { stdio: ['pipe', 'inherit', 'inherit'] })
  const samples = await encoded()
  let total = 0
  child.stdin.write('commit refs/heads/main\ncommitter bench <bench@localhost> 0 +0000\ndata 0\n')
  for (let i = 0; i < count; i++) {
    const sample = samples[i % samples.length]!
    const file = Buffer.concat([sample, Buffer.from(String(i).padStart(8, '0'))])
    const name = `images/${String(i >> 10).padStart(4, '0')}/${i}.${i % 4 < 2 ? 'jpg' : 'png'}`
    const more = child.stdin.write(
      Buffer.concat([Buffer.from(`M 100644 inline ${name}\ndata ${file.length}\n`), file, Buffer.from('\n')]),
    )
    total += file.length
    if (!more) await once(child.stdin, 'drain')
  }
  child.stdin.end()
  const [status] = (await once(child, 'close')) as [number]
  if (status !== 0) throw new Error('git fast-import failed')
  return total
}
