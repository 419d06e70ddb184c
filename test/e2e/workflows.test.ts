import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { load } from '#app/load-config'
import { placeAction } from '#test/act'
import { ROOT } from '#test/built'
import { needsOf, readWorkflow, WORKFLOWS } from '#test/workflows/workflow'

const FILES = readdirSync(WORKFLOWS)
const BUT_ON_MAIN = ['$', "{{ github.event_name != 'push' && github.event_name != 'schedule' }}"].join('')
const ALWAYS = ['$', '{{ always() }}'].join('')
const outputOf = (name: string) => ['$', `{{ steps.gate.outputs.${name} }}`].join('')
const INJECTION = ['$', '{{ github.event.pull_request.title }}'].join('')
const read = (name: string) => readFileSync(join(WORKFLOWS, name), 'utf8')
const { inputs: INPUTS, runs: RUNS } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
  inputs: Record<string, unknown>
  runs: { using: string; main: string }
}

describe.each(FILES)('%s', (name) => {
  const text = read(name)
  const workflow = readWorkflow(name)
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
  test('gives the action only inputs that it has', () => {
    const given = jobs.flatMap(({ steps }) => steps).filter(({ uses }) => uses?.startsWith('cv-gate/'))
    for (const step of given) expect(Object.keys(INPUTS)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})))
  })
  test('starts nothing by the name of a label, an edit of a comment or a push to a pull request of somebody', () => {
    const known = [
      'pull_request',
      'pull_request_target',
      'merge_group',
      'workflow_run',
      'issue_comment',
      'schedule',
      'push',
    ]
    expect(known).toEqual(expect.arrayContaining(Object.keys(workflow.on)))
    if ('push' in workflow.on) expect(workflow.on.push).toEqual({ branches: ['main'] })
    const measuring = ['opened', 'synchronize', 'reopened', 'ready_for_review', 'edited']
    for (const event of ['pull_request', 'pull_request_target'])
      if (event in workflow.on) expect(workflow.on[event]!.types).toEqual(measuring)
    if ('issue_comment' in workflow.on) expect(workflow.on.issue_comment!.types).toEqual(['created'])
  })
  test('no job has the bytes of a pull request and a right to write or a secret; who talks does not check out', () => {
    for (const [id, { permissions, steps, environment }] of Object.entries(workflow.jobs)) {
      const uses = steps.map((step) => step.uses?.split('@', 1)[0])
      const measures = uses.includes('actions/checkout') || uses.includes('actions/upload-artifact')
      const writes = Object.values(permissions!).includes('write')
      const secret = JSON.stringify(steps).includes('secrets.') || environment !== undefined
      // Where single.yml is taken everybody is trusted; GitHub gives the run of a fork no right to write even there.
      if (name !== 'single.yml') expect([id, measures && (writes || secret)]).toEqual([id, false])
      expect([id, measures]).toEqual([id, id === 'measure' || (id === 'cv-gate' && steps.length === 5)])
      if (writes && name !== 'single.yml' && id !== 'watchdog') expect(uses).toEqual(['cv-gate/cv-gate'])
      for (const { uses, with: inputs } of steps)
        if (uses?.startsWith('actions/checkout'))
          expect(Object.keys(inputs!)).toEqual(['persist-credentials', 'lfs', 'submodules']) // above all no `ref`
    }
  })
  test('history and records are left by what the action says of them, each in its name alone', () => {
    const uploads = jobs.flatMap(({ steps }) => steps).filter(({ uses }) => uses?.startsWith('actions/upload-artifact'))
    const measures = ['pull_request', 'pull_request_target'].some((event) => event in workflow.on)
    expect(uploads.map((step) => step.with!.name)).toEqual(
      measures ? [expect.stringMatching(/^cv-gate-report-/), 'cv-gate-history', 'cv-gate-records'] : [],
    )
    if (!measures) return
    expect(uploads[1]!.with).toMatchObject({ 'retention-days': 90, path: outputOf('history-dir') })
    expect(uploads[1]!.if).toContain("steps.gate.outputs.history-dir != ''")
    expect(uploads[2]!.with).toMatchObject({ 'retention-days': 30, path: outputOf('records-dir') })
    expect(uploads[2]!.if).toContain("steps.gate.outputs.records-dir != ''")
    expect(Object.keys(workflow.on)).toEqual(expect.arrayContaining(['push', 'schedule']))
  })
  test('a job that measures may be replaced by a newer one, a command never', () => {
    // What is merged adds to history, one run after the other.
    const cancels = { 'cancel-in-progress': BUT_ON_MAIN }
    if ('command' in workflow.jobs)
      expect([workflow.concurrency, workflow.jobs.command!.concurrency]).toEqual([undefined, undefined])
    else expect(workflow.concurrency).toMatchObject(cancels)
  })
  test('the required job always concludes', () => {
    const gate = workflow.jobs['cv-gate']
    if (!gate) return expect(Object.keys(workflow.jobs)).toEqual(['publish', 'command', 'sweep'])
    // Alone: nothing can skip it. Else: run whatever became of the others, in a step that runs whatever became of the run.
    if (needsOf(gate).length === 0)
      return expect([gate.if, Object.keys(workflow.jobs)]).toEqual([undefined, ['cv-gate']])
    expect([gate.if, ...gate.steps.map((step) => step.if)]).toEqual([ALWAYS, ALWAYS])
  })
})

test('action.yml names exactly the inputs that the program reads', () => {
  const source = readFileSync(join(ROOT, 'src/host/github/inputs.ts'), 'utf8')
  const names = [...new Set([...source.matchAll(/(?:getInput|yes)\('([^']+)'/g)].map(([, name]) => name))]
  expect(names.sort()).toEqual(Object.keys(INPUTS).sort())
  expect(RUNS).toEqual({ using: 'node24', main: 'dist/action.js' })
})

const BLOCKS = [
  'README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
]
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) =>
    [...readFileSync(join(ROOT, name), 'utf8').matchAll(/^ *```ya?ml\n([\s\S]*?)^ *```$/gm)].map(([, text]) => ({
      name,
      text: text!.replaceAll(new RegExp(`^${/^ */.exec(text!)![0]}`, 'gm'), ''),
    })),
  )
/** A whole file of one, for a block that is only steps. */
function whole(text: string): string {
  if (!text.startsWith('- ')) return text
  const steps = text.replaceAll(/^/gm, '      ')
  return `on: push\npermissions: {}\njobs:\n  one:\n    runs-on: ubuntu-latest\n    permissions: {}\n    steps:\n${steps}`
}
const isConfiguration = (text: string) => text.startsWith('version: ')

test.each(BLOCKS.filter(({ text }) => isConfiguration(text)))('a configuration in $name is one', ({ name, text }) => {
  expect(load(text, { path: name, commit: 'x' }).policy.mode).toMatch(/advisory|enforce/)
})

describe('linters', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cv-gate-lint-'))
    placeAction(folder)
    const workflows = join(folder, '.github/workflows')
    mkdirSync(workflows, { recursive: true })
    for (const name of FILES) writeFileSync(join(workflows, name), read(name))
    for (const [at, { text }] of BLOCKS.entries())
      if (!isConfiguration(text)) writeFileSync(join(workflows, `docs-${at}.yml`), whole(text))
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
