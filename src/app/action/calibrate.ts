import type { Policy } from '#contract/config'
import type { LatencySeries } from '#contract/history'
import { resolver } from '#engine/resolve'
import type { Connection } from '#host/github/connection'
import type { Inputs } from '#host/github/inputs'
import { tipOf } from '#host/github/pull-request'
import { ownRepository } from '#host/github/repository'
import type { Job } from '#host/github/runner'
import { logRatio } from '#stats/log-ratio'
import { fetchContents, mayFetch } from '../fetch.ts'
import { type Gate, machineFingerprint, portsOf } from '../gate.ts'
import { procedureOf } from '../history.ts'
import { load } from '../load-config.ts'
import type { Surroundings } from '../open-gate.ts'
import { type PreparedTarget, prepare } from '../prepare.ts'
import { keepHistory } from './history.ts'
import { openJobGate } from './job-gate.ts'

/** Every night: each target's model against itself (A/A), for what this machine calls a difference where there is none. */
export async function calibrate(job: Job, inputs: Inputs, connection: Connection, around: Surroundings): Promise<void> {
  const repository = await ownRepository(connection)
  const tip = await tipOf(connection, repository.defaultBranch)
  const gate = await openJobGate(job, inputs, null, null, around)
  const latency: LatencySeries[] = []
  try {
    const request = { base: tip, head: tip, mergeBase: tip, configPath: inputs.config, configText: null, trusted: true }
    const prepared = await gate.log.stage('plan', () => prepare(request, gate, load, null))
    for (const target of prepared.targets) {
      const why = await untimed(target, prepared.policy, gate)
      if (why !== null) gate.log.info(`${target.scene.target}: no A/A run: ${why}`)
      else {
        if (mayFetch(target.scene.target, request, prepared)) await fetchContents(modelAlone(target), gate)
        latency.push(await timedItself(target, job.runId, tip, gate))
      }
    }
  } finally {
    await gate.repository.close()
  }
  const asking = { ...job, measuringWorkflow: inputs.measuringWorkflow }
  await keepHistory({ accuracy: [], latency }, repository, asking, connection, around.log)
}

/** Why a target's latency is not measured; null: it is. */
async function untimed({ scene }: PreparedTarget, { checks }: Policy, gate: Gate): Promise<string | null> {
  const timing = gate.checks.filter(({ needs }) =>
    Object.values<{ readonly evidence: string }>(needs).some(({ evidence }) => evidence === 'latency'),
  )
  if (timing.every(({ id }) => checks[id]?.severity === 'off')) return 'latency is switched off'
  const missing = await gate.evidence.get('latency')!.unavailable(scene, 'pair')
  if (missing === null) return null
  return missing.code === 'no-model' ? 'the configuration names no model' : 'the default branch has no model'
}

/** The side of which nothing but the model is fetched. */
function modelAlone({ scene }: PreparedTarget): PreparedTarget['scene'] {
  const { placement, tree } = scene
  return {
    ...scene,
    placement: { base: null, head: null, anchor: placement.head },
    tree: { base: null, head: null, anchor: tree.head },
  }
}

async function timedItself(
  { scene, plan }: PreparedTarget,
  run: number,
  commit: string,
  gate: Gate,
): Promise<LatencySeries> {
  const { resolve } = resolver(scene, plan, gate.evidence, portsOf(gate))
  const { base, head, rounds } = await resolve('latency', 'pair')
  const [p50, p95] = [logRatio(base.p50, head.p50).mean, logRatio(base.p95, head.p95).mean]
  const [machine, procedure] = [machineFingerprint(await gate.machine()), procedureOf(scene.policy)]
  const [median, high] = [p50, p95].map((mean) => `× ${Math.exp(mean).toFixed(3)}`)
  gate.log.info(`${scene.target}: A/A over ${rounds} rounds: median ${median}, 95th percentile ${high} (${machine})`)
  return { target: scene.target, machine, procedure, entries: [{ run, commit, p50, p95 }] }
}
