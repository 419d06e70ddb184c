import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PLAIN } from '#test/models'
import { colourClassifier } from '#test/onnx-writer'
import { CONFINEMENTS, type Confinement, confinementHere, shellWords, works } from './confinement.ts'
import { createSandbox } from './sandbox.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
/** Tries what a decoder that was taken over would try; one letter for each thing that it could do. */
const TRIES = `
const { readFileSync, writeFileSync } = require('node:fs')
const [port, pid, ours, elsewhere, program] = process.argv.slice(1)
const can = []
const attempt = (what, act) => { try { act(); can.push(what) } catch {} }
attempt('write its folder', () => writeFileSync(ours + '/x', 'x'))
attempt('write elsewhere', () => writeFileSync(elsewhere + '/x', 'x'))
attempt('read our environment', () => readFileSync('/proc/' + pid + '/environ'))
attempt('read the program', () => readFileSync(program))
const socket = require('node:net').connect(port, '127.0.0.1', () => { can.push('connect'); socket.end() })
socket.on('error', () => {})
socket.on('close', () => console.log(can.join(', ')))
`

let hits = 0
const server = createServer((socket) => {
  hits++
  socket.end()
})
const folder = mkdtempSync(join(tmpdir(), 'cv-gate-confined-'))
const elsewhere = mkdtempSync(join(tmpdir(), 'cv-gate-elsewhere-'))
beforeAll(async () => {
  chmodSync(folder, 0o777)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.close()
  for (const one of [folder, elsewhere]) rmSync(one, { recursive: true })
})

async function tries(confinement: Confinement): Promise<string> {
  const { port } = server.address() as AddressInfo
  const words = [
    process.execPath,
    '-e',
    TRIES,
    `${port}`,
    `${process.pid}`,
    folder,
    elsewhere,
    join(root, 'dist/worker.js'),
  ]
  const script = `exec ${shellWords([...confinement.command(folder), ...words])}`
  return (await promisify(execFile)('/bin/sh', ['-c', script], { env: {} })).stdout.trim()
}

describe.each(CONFINEMENTS.map((one) => [one.level, one] as const))('level %i', (level, confinement) => {
  const here = level === 0 || works(confinement)
  if (!here)
    console.log(`level ${level} is not tried: this machine does not allow it (${confinement.command('').at(0)})`)

  test.runIf(here)('leaves a child what it says', async () => {
    hits = 0
    const free = ['write its folder', 'write elsewhere', 'read our environment', 'read the program', 'connect']
    const taken: Record<number, string[]> = {
      0: [],
      1: ['read our environment', 'connect'],
      2: ['read our environment', 'connect', 'write elsewhere'],
    }
    expect(await tries(confinement)).toBe(free.filter((one) => !taken[level]!.includes(one)).join(', '))
    expect(hits).toBe(level === 0 ? 1 : 0)
    expect(existsSync(join(elsewhere, 'x'))).toBe(level < 2)
    rmSync(join(elsewhere, 'x'), { force: true })
  })

  test.runIf(here)('decodes and infers all the same', async () => {
    const sandbox = createSandbox({
      folder: join(root, 'dist'),
      nativesDir: root,
      env: process.env,
      log: { info: () => {} },
      confinement,
    })
    expect(sandbox.level()).toBe(level)
    const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    async function* jobs() {
      yield { key: 1, bytes }
    }
    for await (const one of sandbox.decode(jobs())) expect(one.status).toBe('ok')
    for await (const one of sandbox.predict({ bytes: colourClassifier(4), preprocess: PLAIN }, jobs()))
      expect(one.status).toBe('ok')
  })
})

test('the strictest that works is taken', () => {
  const here = confinementHere()
  const stricter = CONFINEMENTS.filter(({ level }) => level > here.level)
  expect(stricter.filter(works)).toEqual([])
})
