import { arch, cpus, platform, release } from 'node:os'
import type { Machine } from '#contract/report'

/** The machine as the report names it; no host name, no user. `provider` and `sandbox` are told by who measured. */
export function describeMachine(provider: string, sandbox: Machine['sandbox']): Machine {
  const all = cpus()
  const model = all[0]?.model.trim() || 'unknown processor'
  return { os: `${platform()} ${release()} ${arch()}`, cpu: `${all.length} × ${model}`, gpu: null, provider, sandbox }
}

/** The version of Node that runs this, and whether it is one that this program supports. */
export function runtimeVersions(): { node: string; nodeOk: boolean } {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return { node: process.versions.node, nodeOk: major > 20 || (major === 20 && minor >= 19) }
}
