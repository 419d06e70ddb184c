import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Resolve, Scene } from '#contract/evidence'
import type { Ports } from '#contract/ports'
import { eachStore } from '#host/each-store'
import { createSandbox } from '#host/sandbox/sandbox'
import { type Picture, side } from '#test/evidence-builders'
import { evidence } from './evidence.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-pixels-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Decodes in real children, keeps in real files; counts what is decoded. */
function ports(files: ReadonlyMap<string, Uint8Array>): { ports: Ports; decoded: () => number } {
  let decoded = 0
  const sandbox = createSandbox({
    folder: join(root, 'dist'),
    nativesDir: root,
    env: process.env,
    log: { info: () => {} },
  })
  const counting = {
    ...sandbox,
    async *decode(jobs: Parameters<typeof sandbox.decode>[0]) {
      for await (const one of sandbox.decode(jobs)) {
        decoded++
        yield one
      }
    },
  }
  const made = {
    each: eachStore(folder),
    images: { read: async (path: string) => files.get(path) ?? null },
    sandbox: counting,
    log: { stage: (_: string, work: (progress: unknown) => unknown) => work({ total: () => {}, step: () => {} }) },
  }
  return { ports: made as unknown as Ports, decoded: () => decoded }
}

const SCENE = { tree: { base: null, head: null, anchor: null } } as unknown as Scene
async function compute(pictures: readonly Picture[], files: ReadonlyMap<string, Uint8Array>) {
  const { dataset } = side(pictures)
  const resolve = (async () => dataset) as unknown as Resolve
  const use = ports(files)
  const kept = await evidence.kept!(SCENE, 'head', resolve, use.ports)
  const pixels = await evidence.compute(SCENE, 'head', resolve, use.ports)
  return { pixels, kept, decoded: use.decoded() }
}

test('hash, size and quality of every content are measured once, and kept', async () => {
  const noise = { create: { width: 80, height: 60, channels: 3 as const, background: '#345' } }
  const noisy = { ...noise, create: { ...noise.create, noise: { type: 'gaussian' as const, mean: 120, sigma: 40 } } }
  const files = new Map<string, Uint8Array>([
    ['a.png', await sharp(noisy).png().toBuffer()],
    ['b.png', await sharp(noise).toColourspace('b-w').png().toBuffer()],
    ['cut.png', (await sharp(noisy).png().toBuffer()).subarray(0, 300)],
    ['new.png', await sharp(noisy).png().toBuffer()],
  ])
  const old: Picture[] = [
    { path: 'a.png' },
    { path: 'again.png', content: 'a.png' },
    { path: 'b.png' },
    { path: 'cut.png' },
  ]
  const first = await compute(old, files)
  expect(first).toMatchObject({ kept: { images: 3, kept: 0 }, decoded: 3 })
  const { quality, width, height, status } = first.pixels
  expect([...status]).toEqual([0, 0, 0, 3])
  expect([...width, ...height]).toEqual([80, 80, 80, 0, 60, 60, 60, 0])
  expect([...quality.grey]).toEqual([0, 0, 1, 0])
  expect(quality.entropy[2]).toBe(0)
  expect(quality.edges[0]).toBeGreaterThan(20)
  expect(quality.dark[0]).toBeGreaterThan(quality.light[0]!)

  const second = await compute([...old, { path: 'new.png' }], files)
  expect(second).toMatchObject({ kept: { images: 4, kept: 3 }, decoded: 1 })
  for (const name of ['dark', 'light', 'entropy', 'edges', 'spread'] as const)
    expect([...second.pixels.quality[name].subarray(0, 4)]).toEqual([...quality[name]])
  expect(second.pixels.hash.subarray(0, 128)).toEqual(first.pixels.hash)
})
