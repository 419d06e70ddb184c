import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Decoded, ImageJob } from '#contract/ports'
import { type BadPicture, badPictures } from '#test/bad-pictures'
import { createSandbox } from './sandbox.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const sandbox = createSandbox({
  folder: join(root, 'dist'),
  nativesDir: root,
  env: process.env,
  log: { info: () => {} },
  deadlines: { imageMs: 10_000 },
})
const bad = await badPictures()

/** All in one batch, in the children that decode for the gate, with a sound picture behind each. */
describe('bad pictures, each by itself', () => {
  let sound: Buffer
  let results: Map<number, Decoded>
  beforeAll(async () => {
    sound = await sharp({ create: { width: 5, height: 3, channels: 3, background: '#123456' } })
      .png()
      .toBuffer()
    results = await decode(bad.flatMap(({ bytes, expected }) => [bytes, ('as' in expected && expected.as) || sound]))
  })

  test('there are more than sixty of them', () => expect(bad.length).toBeGreaterThan(60))

  test.each(bad.map((one, at) => [one.name, one, at] as const))('%s', (_, { expected }: BadPicture, at) => {
    const [result, beside] = [results.get(2 * at)!, results.get(2 * at + 1)!]
    expect(beside).toMatchObject({ status: 'ok' })
    if (expected.status !== 'ok') {
      expect(result).toMatchObject({ status: expected.status, detail: expect.stringMatching(expected.says) })
      return
    }
    expect(result).toMatchObject({ status: 'ok', width: expected.size[0], height: expected.size[1] })
    if ('as' in expected) expect(hashOf(result)).toBe(hashOf(beside))
  })
})

async function decode(files: readonly Uint8Array[]): Promise<Map<number, Decoded>> {
  async function* jobs(): AsyncGenerator<ImageJob> {
    for (const [key, bytes] of files.entries()) yield { key, bytes }
  }
  const results = new Map<number, Decoded>()
  for await (const one of sandbox.decode(jobs())) results.set(one.key, one)
  return results
}

function hashOf(one: Decoded): string {
  return one.status === 'ok' ? Buffer.from(one.sha256).toString('hex') : one.status
}
