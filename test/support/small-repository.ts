import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { sha256 } from '#host/hash'
import { colourClassifier } from './onnx-writer.ts'

type Content = string | Uint8Array
const ENV = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
}

/** A real repository in a temporary folder, commit by commit. */
export class SmallRepository {
  readonly path = mkdtempSync(join(tmpdir(), 'cv-gate-small-'))
  constructor() {
    this.git('init', '--quiet', '-b', 'main')
  }
  git(...args: string[]): string {
    return execFileSync('git', ['-C', this.path, ...args], {
      env: ENV,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim()
  }
  /** Writes files (null deletes) and commits all; returns the commit id. */
  commit(files: Readonly<Record<string, Content | null>>): string {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.path, path)
      if (content === null) rmSync(file, { recursive: true })
      else {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, content)
      }
    }
    this.git('add', '--all')
    this.git('commit', '--quiet', '--allow-empty', '-m', 'x')
    return this.git('rev-parse', 'HEAD')
  }
  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

/** A 4 × 4 picture whose strongest colour is its class; `seed` makes it one of its own. */
export function picture(label: 'red' | 'green' | 'blue', seed: number): Promise<Buffer> {
  const strong = ['red', 'green', 'blue'].indexOf(label)
  const noise = sha256(`${label} ${seed}`)
  const samples = Buffer.from(
    Array.from({ length: 48 }, (_, at) => (at % 3 === strong ? 200 : 20) + (noise[at % 32]! % 20)),
  )
  return sharp(samples, { raw: { width: 4, height: 4, channels: 3 } })
    .png()
    .toBuffer()
}

/** A file of 31 kB that inflates to 16,400² pixels: 0.8 GB. */
export function decompressionBomb(): Promise<Buffer> {
  return sharp({
    create: { width: 16_400, height: 16_400, channels: 3, background: { r: 0, g: 0, b: 0 } },
    limitInputPixels: false,
  })
    .greyscale()
    .png({ compressionLevel: 6 })
    .toBuffer()
}

export const CONFIG = `version: 1
mode: enforce
targets:
  main:
    task: classification
    data: {format: csv, root: data, file: labels.csv, splits: {train: train, test: test}}
    model: {path: model.onnx, preprocess: {scale: 1}, classes: [red, green, blue]}
    primary: {metric: accuracy, tolerance: 10pp}
checks:
  latency/latency-regression: {severity: 'off'}
  integrity/image-quality: {severity: 'off'} # the pictures have 16 pixels
`

/** A whole repository of coloured pictures: 30 to train, 60 to test, a model that tells them apart. */
export async function colours(): Promise<Record<string, Content>> {
  const files: Record<string, Content> = { '.github/cv-gate.yml': CONFIG, 'model.onnx': colourClassifier(4) }
  const rows = ['image,label,split']
  const labels = ['red', 'green', 'blue'] as const
  for (let index = 0; index < 90; index++) {
    const label = labels[index % 3]!
    const split = index < 30 ? 'train' : 'test'
    files[`data/${split}/${index}.png`] = await picture(label, index)
    rows.push(`${split}/${index}.png,${label},${split}`)
  }
  return { ...files, 'data/labels.csv': `${rows.join('\n')}\n` }
}
