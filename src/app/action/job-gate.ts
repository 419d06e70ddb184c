import type { OutcomeStore } from '#contract/ports'
import type { Seed } from '#host/each-store'
import { cacheFolder } from '#host/files'
import type { Inputs } from '#host/github/inputs'
import { type Job, tokenForGit } from '#host/github/runner'
import type { Gate } from '../gate.ts'
import { openGate, type Surroundings } from '../open-gate.ts'

/** The gate in the checkout of a job. */
export function openJobGate(
  job: Job,
  inputs: Inputs,
  recorded: OutcomeStore | null,
  seed: Seed | null,
  around: Surroundings,
): Promise<Gate> {
  const env = { ...around.env, ...tokenForGit(inputs.token, job.serverUrl) }
  return openGate(
    { ...around, cwd: job.workspace, env },
    {
      cache: inputs.cacheDir ?? cacheFolder(job.temporary),
      seed,
      recorded, // never the cache's: it may have been written by another pull request
      dataRoot: inputs.dataRoot,
      nativesDir: inputs.nativesDir,
    },
  )
}
