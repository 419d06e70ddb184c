import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Decoded, ImageJob, Predicted } from '#contract/ports'
import { killWorkers } from '#test/kill-workers'
import { PLAIN } from '#test/models'
import { colourClassifier, endlessLoop, graph, memoryHog, model, node, port } from '#test/onnx-writer'
import { decompressionBomb } from '#test/small-repository'
import { sha256 } from '../hash.ts'
import { Child } from './child.ts'
import { CONFINEMENTS } from './confinement.ts'
import { createSandbox } from './sandbox.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = join(root, 'dist')
const open = (more: Partial<Parameters<typeof createSandbox>[0]> = {}) =>
  createSandbox({ folder, nativesDir: root, env: process.env, log: { info: () => {} }, ...more })

async function* jobs(...all: Uint8Array[]): AsyncGenerator<ImageJob> {
  for (const [key, bytes] of all.entries()) yield { key, bytes }
}
async function all<T extends { key: number }>(results: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const one of results) found.push(one)
  return found.sort((a, b) => a.key - b.key)
}
const statuses = (results: readonly (Decoded | Predicted)[]) => results.map((one) => one.status)
function picture(width: number, height: number, rgb: readonly number[]) {
  return sharp({ create: { width, height, channels: 3, background: { r: rgb[0]!, g: rgb[1]!, b: rgb[2]! } } })
}
const red = () => picture(4, 4, [200, 10, 10]).png().toBuffer()

describe('decoding', () => {
  test('size and hash of the oriented pixels, the same for every encoding without loss', async () => {
    const noisy = sharp(Buffer.from(Array.from({ length: 4 * 6 * 3 }, (_, at) => (at * 37) % 256)), {
      raw: { width: 4, height: 6, channels: 3 },
    })
    const png = await noisy.clone().png({ compressionLevel: 0 }).toBuffer()
    const again = await noisy.clone().png({ compressionLevel: 9, adaptiveFiltering: true }).toBuffer()
    const webp = await noisy.clone().webp({ lossless: true }).toBuffer()
    const turned = await noisy
      .clone()
      .rotate(270)
      .withMetadata({ orientation: 6 })
      .tiff({ compression: 'lzw' })
      .toBuffer()
    expect(png.equals(again)).toBe(false)
    const [a, b, c, d] = await all(open().decode(jobs(png, again, webp, turned)))
    expect(a).toMatchObject({ status: 'ok', width: 4, height: 6, quality: { grey: false } })
    for (const other of [b, c]) expect(other).toMatchObject({ ...a, key: other!.key })
    const { sha256: upright } = a as Decoded & { status: 'ok' }
    expect(d).toMatchObject({ width: 4, height: 6, sha256: upright }) // its quality is that of the pixels as stored
    const raw = await noisy.clone().raw().toBuffer()
    const expected = sha256(Uint8Array.of(4, 0, 0, 0, 6, 0, 0, 0), raw)
    expect(Buffer.from((a as { sha256: Uint8Array }).sha256).equals(expected)).toBe(true)
  })

  test('grey, alpha, 16 bits and CMYK come as RGB', async () => {
    const grey = await picture(3, 3, [9, 9, 9]).greyscale().png().toBuffer()
    const alpha = await picture(3, 3, [9, 9, 9]).ensureAlpha().png().toBuffer()
    const deep = await sharp(new Uint16Array(27).fill(9 * 257), { raw: { width: 3, height: 3, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    const [a, b, c] = await all(open().decode(jobs(grey, alpha, deep)))
    const { sha256: same } = a as Decoded & { status: 'ok' }
    for (const other of [b, c]) expect(other).toMatchObject({ status: 'ok', width: 3, height: 3, sha256: same })
    const cmyk = await picture(3, 3, [9, 9, 9]).toColourspace('cmyk').jpeg().toBuffer()
    expect((await all(open().decode(jobs(cmyk))))[0]).toMatchObject({ status: 'ok', width: 3 })
  })

  test('what cannot be decoded is named, and the rest is decoded', async () => {
    const jpeg = await picture(64, 64, [1, 2, 3]).jpeg().toBuffer()
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>')
    const results = await all(
      open().decode(
        jobs(
          jpeg.subarray(0, jpeg.length >> 1),
          svg,
          Buffer.from(''),
          Buffer.from('text'),
          await decompressionBomb(),
          Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]),
          jpeg,
        ),
      ),
    )
    expect(statuses(results)).toEqual([
      'unreadable',
      'unsupported-format',
      'unreadable',
      'unsupported-format',
      'too-large',
      'unreadable',
      'ok',
    ])
  })

  test('a child that dies costs the picture in flight only', async () => {
    const good = await red()
    let seen = 0
    async function* deadly(): AsyncGenerator<ImageJob> {
      for (let key = 0; key < 40; key++) {
        if (key === 20) killWorkers()
        await new Promise((resolve) => setTimeout(resolve, 20)) // both children are at work by then
        yield { key, bytes: good }
      }
    }
    const results = await all(open().decode(deadly()))
    for (const one of results) if (one.status === 'ok') seen++
    expect(results).toHaveLength(40)
    expect(seen).toBeGreaterThanOrEqual(36)
  })
})

describe('inference', () => {
  test('answers with the best classes, their scores and ties', async () => {
    const [red4, blue, even] = [
      await red(),
      await picture(4, 4, [0, 0, 90]).png().toBuffer(),
      await picture(4, 4, [50, 50, 50]).png().toBuffer(),
    ]
    const results = await all(open().predict({ bytes: colourClassifier(4), preprocess: PLAIN }, jobs(red4, blue, even)))
    expect(results.map((one) => one.status === 'ok' && [one.classes[0], one.scores[0], one.tied, one.outputs])).toEqual(
      [
        [0, 200, 1, 3],
        [2, 90, 1, 3],
        [0, 50, 3, 3],
      ],
    )
  })

  test('NaN is not an answer', async () => {
    const nan = model(
      graph({
        inputs: [port('image', ['b', 3, 4, 4])],
        outputs: [port('y', ['b', 3, 4, 4])],
        nodes: [
          node('Sub', ['image', 'image'], ['z']),
          node('Div', ['z', 'z'], ['n']),
          node('ReduceMean', ['n'], ['y']),
        ],
      }),
    )
    expect(statuses(await all(open().predict({ bytes: nan, preprocess: PLAIN }, jobs(await red()))))).toEqual([
      'not-finite',
    ])
  })

  test.each([
    ['never ends', () => endlessLoop(), 'model-timeout'],
    ['wants 8 GB', () => memoryHog(8e9), 'model-out-of-memory'],
    ['is no model', () => new TextEncoder().encode('no model'), 'model-load-failed'],
    [
      'gives no class scores',
      () =>
        model(
          graph({
            inputs: [port('image', ['b', 3, 4, 4])],
            outputs: [port('y', ['b', 3, 4, 4])],
            nodes: [node('Relu', ['image'], ['y'])],
          }),
        ),
      'model-not-supported',
    ],
    [
      'takes two inputs',
      () =>
        model(
          graph({
            inputs: [port('a', ['b', 3, 4, 4]), port('c', ['b', 3, 4, 4])],
            outputs: [port('y', ['b', 3, 4, 4])],
            nodes: [node('Add', ['a', 'c'], ['y'])],
          }),
        ),
      'model-not-supported',
    ],
  ])('a model that %s', async (_, bytes, code) => {
    const sandbox = open({ deadlines: { imageMs: 3000, startMs: 10_000 } })
    await expect(all(sandbox.predict({ bytes: bytes(), preprocess: PLAIN }, jobs(await red())))).rejects.toMatchObject({
      code,
      owner: 'artifact',
    })
  })

  test('a picture of the wrong size for a fixed input is the preprocessing’s fault, and is said', async () => {
    const wide = await picture(5, 4, [1, 1, 1]).png().toBuffer()
    await expect(
      all(open().predict({ bytes: colourClassifier(4), preprocess: PLAIN }, jobs(wide))),
    ).rejects.toMatchObject({ code: 'model-run-failed', hint: expect.stringContaining('preprocess') })
  })

  test('an unreadable picture costs itself only', async () => {
    const results = await all(
      open().predict({ bytes: colourClassifier(4), preprocess: PLAIN }, jobs(Buffer.from('text'), await red())),
    )
    expect(statuses(results)).toEqual(['unsupported-format', 'ok'])
  })
})

test('times runs in a fresh process', async () => {
  const run = await open().time({
    bytes: colourClassifier(4),
    preprocess: PLAIN,
    batch: 2,
    seed: 1,
    warmup: { runs: 3, seconds: 0 },
    windows: 2,
    runsPerWindow: 5,
  })
  expect(run.windows.map((window) => window.length)).toEqual([5, 5])
  expect(run.windows.every((window) => window.every((time) => time > 0))).toBe(true)
  expect(run.warmupRuns).toBe(3)
})

test('the child has nothing of our environment and an empty folder', async () => {
  const confinement = CONFINEMENTS.at(-1)!
  const child = await Child.start({ worker: join(folder, 'worker.js'), memoryBytes: 4 * 1024 ** 3, confinement })
  try {
    child.send({ mode: 'decode', natives: root })
    expect(await child.next(10_000)).toMatchObject({ kind: 'frame' })
    const environment = readFileSync(`/proc/${child.pid}/environ`, 'utf8')
      .split('\0')
      .filter((entry) => entry !== '' && !/^(PWD|OLDPWD|_|SHLVL)=/.test(entry))
    expect(environment.map((entry) => entry.split('=')[0]).sort()).toEqual(['ORT_DISABLE_TELEMETRY', 'TMPDIR'])
    expect(readFileSync(`/proc/${child.pid}/limits`, 'utf8')).toMatch(/Max address space\s+4294967296/)
    expect(execFileSync('ls', ['-A', `/proc/${child.pid}/cwd/`], { encoding: 'utf8' })).toBe('')
  } finally {
    await child.stop()
  }
})
