import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { placeAction } from '#test/act'
import { ROOT } from '#test/built'

interface Step {
  uses?: string
  run?: string
  with?: Record<string, unknown>
}
interface Workflow {
  on: Record<string, unknown>
  permissions: unknown
  jobs: Record<string, { 'timeout-minutes'?: number; permissions?: Record<string, string>; steps: Step[] }>
}
const FOLDER = join(ROOT, 'examples/workflows')
const FILES = readdirSync(FOLDER)
const INJECTION = ['$', '{{ github.event.pull_request.title }}'].join('')
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8')

describe.each(FILES)('%s', (name) => {
  const text = read(name)
  const workflow = parse(text) as Workflow
  const jobs = Object.values(workflow.jobs)

  test('gives no right but what a job names, and runs in bounded time', () => {
    expect(workflow.permissions).toEqual({})
    for (const job of jobs) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(60)
      expect(job.permissions).toBeDefined()
    }
  })
  test('pins every action by commit, with the version beside it', () => {
    for (const [line] of text.matchAll(/^.*uses:.*$/gm))
      expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })
  test('has no path filter (a skipped workflow leaves the check pending) and no expression in a script', () => {
    expect(text).not.toMatch(/\bpaths(-ignore)?:/)
    for (const { run } of jobs.flatMap(({ steps }) => steps)) expect(run ?? '').not.toContain('${{')
  })
  test('leaves no token in a checkout', () => {
    for (const { uses, with: inputs } of jobs.flatMap(({ steps }) => steps))
      if (uses?.startsWith('actions/checkout'))
        expect(inputs).toMatchObject({ 'persist-credentials': false, lfs: false, submodules: false })
  })
})

test('the half that talks checks nothing out; the half that measures may write nothing', () => {
  const bot = parse(read('cv-gate-bot.yml')) as Workflow
  expect(Object.keys(bot.on)).toEqual(['workflow_run'])
  expect(Object.values(bot.jobs).flatMap(({ steps }) => steps.map(({ uses }) => uses?.split('@')[0]))).toEqual([
    'cv-gate/cv-gate',
  ])
  const measuring = parse(read('cv-gate.yml')) as Workflow
  for (const { permissions } of Object.values(measuring.jobs))
    expect(Object.values(permissions!)).not.toContain('write')
})

test('action.yml names exactly the inputs that the program reads', () => {
  const { inputs, runs } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
    inputs: Record<string, unknown>
    runs: { using: string; main: string }
  }
  const source = readFileSync(join(ROOT, 'src/host/github/inputs.ts'), 'utf8')
  const names = [...new Set([...source.matchAll(/getInput\('([^']+)'\)/g)].map(([, name]) => name))]
  expect(names.sort()).toEqual(Object.keys(inputs).sort())
  expect(runs).toEqual({ using: 'node24', main: 'dist/action.js' })
})

describe('linters', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cv-gate-lint-'))
    placeAction(folder)
    const workflows = join(folder, '.github/workflows')
    mkdirSync(workflows, { recursive: true })
    for (const name of FILES) writeFileSync(join(workflows, name), read(name))
    spawnSync('git', ['init', '--quiet', folder])
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.skipIf(!here('actionlint'))('actionlint finds nothing, and would find something', () => {
    const lint = () => spawnSync('actionlint', ['-no-color'], { cwd: folder, encoding: 'utf8' })
    expect(lint()).toMatchObject({ status: 0, stdout: '' })
    const local = join(folder, '.github/workflows/local.yml')
    const text = read('single.yml').replace(/uses: cv-gate\/cv-gate@.*/, 'uses: ./')
    writeFileSync(local, text)
    expect(lint()).toMatchObject({ status: 0, stdout: '' })
    writeFileSync(local, text.replace('uses: ./', 'uses: ./\n        with: {comments: yes}'))
    expect(lint().stdout).toContain('comments')
    rmSync(local)
  })

  test.skipIf(!here('zizmor'))('zizmor finds nothing, and would find something', () => {
    const lint = () =>
      spawnSync('zizmor', ['--offline', '--no-progress', '--strict-collection', '--format', 'json', '.'], {
        cwd: folder,
        encoding: 'utf8',
      })
    expect(JSON.parse(lint().stdout)).toEqual([])
    expect(lint().status).toBe(0)
    const path = join(folder, '.github/workflows/single.yml')
    const text = read('single.yml')
    writeFileSync(path, text.replace('- id: gate', `- run: echo ${INJECTION}\n      - id: gate`))
    expect(lint().status).not.toBe(0)
    writeFileSync(path, text)
  })
})

function here(tool: string): boolean {
  if (spawnSync(tool, ['--version']).status === 0) return true
  console.warn(`skipping ${tool}: it is not on the PATH (.ci/optional-tools installs it)`)
  return false
}
