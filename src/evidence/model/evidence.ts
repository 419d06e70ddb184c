import type { Evidence } from '#contract/evidence'
import type { Ports } from '#contract/ports'
import { contentOf } from '#formats/onnx/content'
import { readOnnx } from '#formats/onnx/read'
import type { Tensor } from '#formats/onnx/types'
import { MODEL_LIMIT, modelAt, modelUnavailable, sideOf } from '../sides.ts'
import { classNames } from './class-names.ts'
import type { ModelTensor } from './types.ts'

/** The structure of the model of one side, and the digest of each of its tensors. */
export const evidence: Evidence<'model'> = {
  id: 'model',
  version: 1,
  perMachine: false,
  unavailable: (scene, at) => modelUnavailable(scene, sideOf(at)),
  needs: () => [],
  async inputs(scene, at) {
    const { model, tree } = modelAt(scene, sideOf(at))
    return [(await tree.oid(model.path)) ?? 'absent']
  },
  async compute(scene, at, _resolve, ports) {
    const { model, tree } = modelAt(scene, sideOf(at))
    const bytes = await tree.read(model.path, MODEL_LIMIT)
    const read = readOnnx(bytes)
    const { tensors, metadata, ...rest } = read
    return {
      ...rest,
      path: model.path,
      bytes: bytes.length,
      tensors: tensors.map((tensor) => digested(bytes, tensor, ports.hash)),
      parameters: tensors.reduce(
        (sum, tensor) => sum + (tensor.elements > 1 && tensor.dtype !== 'string' ? tensor.elements : 0),
        0,
      ),
      external: [...new Set(tensors.flatMap((tensor) => tensor.external ?? []))],
      classes: classNames(metadata),
    }
  },
}

function digested(bytes: Uint8Array, tensor: Tensor, hash: Ports['hash']): ModelTensor {
  const { name, source, dtype, dims, elements, external } = tensor
  const content = external === null ? contentOf(bytes, tensor) : [`external ${external} ${name}`]
  const digest = Array.from(hash(`${dtype}:${elements}:`, ...content), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
  return { name, source, dtype, dims, elements, digest }
}
