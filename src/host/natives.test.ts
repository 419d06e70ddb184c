import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findNatives, nativesBeside } from './natives.ts'
import lock from './natives-lock.generated.json' with { type: 'json' }

let folder: string
const said: string[] = []
const say = (text: string) => void said.push(text)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-natives-'))
  said.length = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function withNatives(name: string): string {
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  symlinkSync(join(process.cwd(), 'node_modules'), join(path, 'node_modules'))
  return path
}

test('the folder that is named, else beside the program or above it', async () => {
  const named = withNatives('named')
  const program = join(withNatives('program'), 'dist')
  mkdirSync(program)
  expect(await findNatives({ directory: named, program, env: {}, say })).toBe(named)
  expect(await findNatives({ directory: null, program, env: {}, say })).toBe(program)
  expect([nativesBeside(program), nativesBeside(folder)]).toEqual([program, null])
})

test('a named folder without them is an error, whatever else is there', async () => {
  const program = withNatives('program')
  await expect(findNatives({ directory: folder, program, env: {}, say })).rejects.toMatchObject({
    code: 'natives-missing',
    owner: 'user',
    hint: expect.stringContaining(`--prefix ${folder}`),
  })
})

test('without a tool cache nothing is installed, and the way out is told', async () => {
  await expect(findNatives({ directory: null, program: folder, env: {}, say })).rejects.toMatchObject({
    code: 'natives-missing',
    hint: expect.stringContaining('natives-dir'),
  })
  expect(said).toEqual([])
})

test('a package whose bytes are not those of the lock is refused, and nothing of it stays', {
  timeout: 120_000,
}, async () => {
  const registry = await start()
  const cache = join(folder, 'tools')
  const env = {
    ...process.env,
    RUNNER_TOOL_CACHE: cache,
    npm_config_registry: registry.url,
    npm_config_cache: join(folder, 'npm'),
    npm_config_fetch_retries: '0',
    INPUT_TOKEN: 'secret',
  }
  try {
    const failure = await findNatives({ directory: null, program: folder, env, say }).catch((error: Error) => error)
    expect((failure as Error).message).toMatch(/EINTEGRITY|integrity/)
    expect(registry.asked.length).toBeGreaterThan(0)
    expect(said).toEqual([expect.stringContaining('installing onnxruntime-node and sharp into')])
    const left = existsSync(cache)
      ? readdirSync(cache, { recursive: true }).filter((name) => String(name).includes('node_modules'))
      : []
    expect(left).toEqual([])
  } finally {
    registry.server.close()
  }
})

test('npm is given its settings, and no secret of the job', { timeout: 60_000 }, async () => {
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'npm'), '#!/bin/sh\necho "$(env)" | tr "\\n" " " >&2\nexit 1\n', { mode: 0o755 })
  const env = {
    PATH: bin,
    RUNNER_TOOL_CACHE: join(folder, 'tools'),
    HTTPS_PROXY: 'http://proxy.example',
    'INPUT_GITHUB-TOKEN': 'secret-1',
    GITHUB_TOKEN: 'secret-2',
    ACTIONS_RUNTIME_TOKEN: 'secret-3',
    GIT_CONFIG_VALUE_0: 'secret-4',
  }
  const failure = await findNatives({ directory: null, program: folder, env, say, npm: join(bin, 'npm') }).catch(
    (error: Error) => error,
  )
  expect((failure as Error).message).toContain('HTTPS_PROXY=http://proxy.example')
  expect((failure as Error).message).not.toContain('secret')
})

/** A registry that knows every package of the lock and serves other bytes for each. */
async function start(): Promise<{ server: Server; url: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '')
    asked.push(path)
    if (path.endsWith('.tgz')) return response.end('not the package')
    const name = path.slice(1)
    const tarball = `http://${request.headers.host}/${name}.tgz`
    const versions = Object.entries(lock.lock.packages as Record<string, { version?: string }>)
      .filter(([place]) => place.endsWith(`node_modules/${name}`))
      .map(([, { version }]) => [version, { name, version, dist: { tarball } }])
    return response.end(JSON.stringify({ name, 'dist-tags': {}, versions: Object.fromEntries(versions) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked }
}
