import { expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import type { AnyEvidence, EvidenceId, Scene } from '#contract/evidence'
import type { At } from '#contract/ids'
import type { Ports } from '#contract/ports'
import type { Plan } from './plan.ts'
import { resolver } from './resolve.ts'

/** Evidence of a model that is broken wherever it is read, and what rests on it; digests by side. */
function failure(at: At, digests: Record<string, string>, owner: 'artifact' | 'host' = 'artifact'): Promise<unknown> {
  const broken = new GateError('onnx-malformed', owner, 'model.onnx: not a valid ONNX file', {
    hint: 'Export it again.',
  })
  const evidence = new Map(
    [
      { id: 'model', compute: () => Promise.reject(broken) },
      {
        id: 'predictions',
        compute: (_: Scene, side: At, resolve: (id: string, at: At) => unknown) => resolve('model', sideOf(side)),
      },
    ].map((one) => [one.id, one as unknown as AnyEvidence]),
  )
  const planned = Object.entries(digests).map(([side, digest]) => ({ evidence: 'model', at: side, digest }))
  const plan = { evidence: planned, checks: [] } as unknown as Plan
  return resolver({} as Scene, plan, evidence, { each: { anew: () => null } } as unknown as Ports).resolve(
    (typeof at === 'object' ? 'predictions' : 'model') as EvidenceId,
    at,
  )
}
const sideOf = (at: At): At => (typeof at === 'object' ? at.model : at)

test.each<[string, At, Record<string, string>, string]>([
  ['base alone', 'base', { base: 'a', head: 'b' }, 'on base: model.onnx: not a valid ONNX file'],
  [
    'what rests on it',
    { model: 'base', data: 'base' },
    { base: 'a', head: 'b' },
    'on base: model.onnx: not a valid ONNX file',
  ],
  ['both sides alike', 'base', { base: 'a', head: 'a' }, 'model.onnx: not a valid ONNX file'],
  ['head', 'head', { base: 'a', head: 'b' }, 'model.onnx: not a valid ONNX file'],
])('a file that is broken on %s', async (_, at, digests, message) => {
  await expect(failure(at, digests)).rejects.toMatchObject({ code: 'onnx-malformed', owner: 'artifact', message })
})

test("what is base's sends nobody to the pull request; what is the machine's is no side's", async () => {
  await expect(failure('base', { base: 'a', head: 'b' })).rejects.toMatchObject({
    hint: expect.stringMatching(/^Export it again\. It is base's/),
  })
  const host = failure('base', { base: 'a', head: 'b' }, 'host')
  await expect(host).rejects.toMatchObject({ message: 'model.onnx: not a valid ONNX file', hint: 'Export it again.' })
})
