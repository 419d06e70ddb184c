import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { realTime } from '#host/github/connection'
import { buildRepository } from '#host/scratch-repository'
import { WORKFLOWS } from '#test/workflows/workflow'
import { FakeGitHub } from '../fake-github.ts'
import { openScratchPull } from '../scratch-pull.ts'
import type { Pull } from '../state.ts'
import { checkPage, pullPage, timeline } from './page.ts'
import { Workflows } from './workflows.ts'

export interface Shown {
  readonly address: string
  readonly fake: FakeGitHub
  readonly workflows: Workflows
  close(): Promise<void>
}
interface Stage {
  readonly fake: FakeGitHub
  readonly pull: Pull
  readonly workflows: Workflows
}
const MOST_BYTES = 1_000_000
const PEOPLE = [
  ['maintainer', 'maintain'],
  ['writer', 'write'],
  ['reader', 'read'],
] as const

/** A public repository with the pull request of one case of fixtures/, people of every role, and a page to look at it. */
export async function showPull(theme: string, name: string, port = 0): Promise<Shown> {
  const folder = mkdtempSync(join(tmpdir(), 'cv-gate-by-hand-'))
  const repository = await buildRepository(theme, name, join(folder, 'checkout'))
  const fake = new FakeGitHub({ clock: realTime(Date.now), private: false })
  for (const [login, role] of PEOPLE) fake.user(login, role)
  fake.user('stranger') // who reads what is public
  const [files, changed] = [repository.base, repository.head].map((sha) => textsOf(repository.path, sha))
  const shipped = Object.fromEntries(
    ['cv-gate.yml', 'cv-gate-bot.yml'].map((file) => [
      `.github/workflows/${file}`,
      readFileSync(join(WORKFLOWS, file), 'utf8'),
    ]),
  )
  const pull = openScratchPull(fake, repository, true, { ...files, ...shipped }, changed)
  pull.title = repository.title
  await fake.listen()
  const workflows = new Workflows(fake, { folder, checkout: repository.path })
  const stage = { fake, pull, workflows }
  const server = createServer(
    (request, response) => void answer(stage, request, response).catch((error) => failed(response, error)),
  )
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  void workflows.pullRequest(pull)
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fake,
    workflows,
    async close() {
      await workflows.idle()
      server.closeAllConnections()
      server.close()
      await fake.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The files of a commit of which GitHub shows the lines. */
function textsOf(repository: string, commit: string): Record<string, string> {
  const git = (...args: string[]) => execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' })
  const paths = git('ls-tree', '-r', '--name-only', commit).split('\n')
  return Object.fromEntries(
    paths
      .filter((path) => /\.(csv|json|md|txt|ya?ml)$/.test(path))
      .map((path) => [path, git('show', `${commit}:${path}`)]),
  )
}

async function answer(
  { fake, pull, workflows }: Stage,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url ?? '/'
  const html = (text: string) => void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text)
  const report = /^\/report\/(\d+)$/.exec(path)
  if (request.method === 'GET') {
    if (path === '/') return html(await pullPage(fake, pull, workflows))
    if (path === '/timeline') return html(await timeline(fake, pull, workflows))
    const check = fake.checks.find(({ id }) => path === `/check/${id}`)
    if (check) return html(await checkPage(check))
    const artifact = fake.artifacts.find(({ id }) => id === Number(report?.[1]))
    if (artifact) return html(strFromU8(unzipSync(artifact.data)['report.html'] ?? new Uint8Array()))
  }
  // Pages of others in the same browser may not speak for people here.
  const own = request.method === 'POST' && request.headers.origin === `http://${request.headers.host}`
  const again = fake.runs.find(({ id }) => id === Number(/^\/rerun\/(\d+)$/.exec(path)?.[1]))
  if (own && path === '/say') {
    const form = new URLSearchParams(await textOf(request))
    const body = form.get('body') ?? ''
    if (body.trim() !== '') void workflows.comment(fake.say(pull.number, form.get('author') ?? 'stranger', body))
  } else if (own && again) fake.rerun(again)
  else return void response.writeHead(404).end()
  response.writeHead(303, { location: '/' }).end()
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length
    if (bytes > MOST_BYTES) throw new Error('too long')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString()
}

function failed(response: ServerResponse, error: unknown): void {
  response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(String(error))
}
