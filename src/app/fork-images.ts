import type { Scene } from '#contract/evidence'
import type { Ports } from '#contract/ports'
import { outsideGit } from '#evidence/dataset/contents'
import type { Dataset } from '#evidence/dataset/types'
import { type Gate, portsOf } from './gate.ts'
import type { Request } from './sides.ts'

/**
 * What evidence may touch. A data root may hold more than the repository ever named: of it, a pull request from a fork is
 * shown only the images that base names, by their digest or else by their path.
 */
export async function portsFor(scene: Scene, request: Request, gate: Gate): Promise<Ports> {
  const ports = portsOf(gate)
  const { base, head } = scene.placement
  if (request.trusted || gate.dataRoot === null || !head || !outsideGit(head.data)) return ports
  const evidence = gate.evidence.get('dataset')!
  const known = base !== null && (await evidence.unavailable(scene, 'base')) === null
  const nothing = () => Promise.reject(new Error('the dataset needs no other evidence'))
  const dataset = known ? ((await evidence.compute(scene, 'base', nothing, ports)) as Dataset) : null
  const paths = new Set<string>()
  const digests = new Set<string>()
  for (let row = 0; row < (dataset?.rows ?? 0); row++) {
    paths.add(dataset!.path.get(row))
    if (dataset!.content.kind(row) === 'sha256') digests.add(dataset!.content.hex(row))
  }
  return portsOf(gate, ({ path, sha256 }) => (sha256 === null ? paths.has(path) : digests.has(sha256)))
}
