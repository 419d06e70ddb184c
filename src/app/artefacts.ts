import type { Scene } from '#contract/evidence'
import type { Gate } from './gate.ts'

/** 16 hex digits that name what is judged: model, data and their placement on head over all targets, not the commits. */
export async function artefactsOf(scenes: readonly Scene[], { evidence, hash }: Pick<Gate, 'evidence' | 'hash'>) {
  const parts: unknown[] = []
  for (const scene of scenes) {
    parts.push(scene.target, scene.placement.head)
    for (const id of ['dataset', 'model']) {
      const one = evidence.get(id)!
      const missing = await one.unavailable(scene, 'head')
      parts.push(missing ? missing.code : await one.inputs(scene, 'head'))
    }
  }
  return Buffer.from(hash(JSON.stringify(parts)))
    .toString('hex')
    .slice(0, 16)
}
