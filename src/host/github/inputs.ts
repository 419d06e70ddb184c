import { getInput } from '@actions/core'
import { UsageError } from '#contract/errors'

export interface Inputs {
  readonly token: string
  readonly config: string
  readonly dataRoot: string | null
  readonly nativesDir: string | null
  readonly cacheDir: string | null
  readonly comment: boolean
  /** Marks on lines of the diff by the job itself. */
  readonly annotations: boolean
  readonly reportDir: string | null
  /** Name of the check run to write; null: none. */
  readonly check: string | null
  /** Path of the workflow file whose runs are believed, re-run and published. */
  readonly measuringWorkflow: string
  /** Run whose report is published whatever the event is: a job that needs the measuring one in the same run. */
  readonly publishRun: number | null
  /** Whether pull requests from forks are judged on self-hosted runners. */
  readonly forksOnOwnMachine: boolean
  readonly app: { readonly id: string; readonly privateKey: string } | null
}

export function readInputs(): Inputs {
  const publishRun = getInput('publish-run')
  if (!/^\d{0,15}$/.test(publishRun))
    throw wrong(
      `publish-run: ${JSON.stringify(publishRun)} is not a number`,
      'Write the id of a run, as `github.run_id` gives it.',
    )
  const [id, privateKey] = [getInput('app-id'), getInput('app-private-key')]
  if ((id === '') !== (privateKey === ''))
    throw wrong(
      'app-id and app-private-key belong together',
      'Pass both, or neither: secrets are empty in runs for forks and Dependabot.',
    )
  const token = getInput('github-token')
  if (token === '' && id === '')
    throw wrong('github-token: it is empty', 'Leave it out, and the token of the job is taken.')
  return {
    token,
    config: getInput('config') || '.github/cv-gate.yml',
    dataRoot: getInput('data-root') || null,
    nativesDir: getInput('natives-dir') || null,
    cacheDir: getInput('cache-dir') || null,
    comment: yes('comment', 'true'),
    annotations: yes('annotations', 'true'),
    reportDir: getInput('report-dir') || null,
    check: getInput('check') || null,
    measuringWorkflow: getInput('measuring-workflow') || '.github/workflows/cv-gate.yml',
    publishRun: publishRun === '' ? null : Number(publishRun),
    forksOnOwnMachine: yes('forks-on-own-machine', 'false'),
    app: id === '' ? null : { id, privateKey },
  }
}

function yes(name: string, usual: 'true' | 'false'): boolean {
  const value = getInput(name) || usual
  if (value === 'true' || value === 'false') return value === 'true'
  throw wrong(
    `${name}: ${JSON.stringify(value)} is neither true nor false`,
    `Write \`${name}: true\` or \`${name}: false\`.`,
  )
}

function wrong(what: string, hint: string): UsageError {
  return new UsageError('wrong-input', `input ${what}`, { hint })
}
