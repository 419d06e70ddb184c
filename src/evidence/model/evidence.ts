import type { Evidence } from '#contract/evidence'
import type { Ports } from '#contract/ports'
import { digestTensor } from '#formats/onnx/content'
import { qualified, readOnnx } from '#formats/onnx/read'
import type { OnnxNode } from '#formats/onnx/types'
import { type ByteSource, sourceOf } from '#formats/onnx/wire'
import { MODEL_LIMIT, modelAt, modelUnavailable, sideOf } from '../sides.ts'
import { classNames } from './class-names.ts'
import { configuredNames } from './configured.ts'
import { externalCandidates, readExternal } from './external.ts'
import { isWeight } from './role.ts'
import type { ModelNode, ModelTensor } from './types.ts'

/** The structure of the model of one side, and the digest of each of its tensors. */
export const evidence: Evidence<'model'> = {
  id: 'model',
  version: 2,
  perMachine: false,
  unavailable: (scene, at) => modelUnavailable(scene, sideOf(at)),
  needs: () => [],
  async inputs(scene, at) {
    const { model, tree } = modelAt(scene, sideOf(at))
    const external = await Promise.all(externalCandidates(model.path).map((path) => tree.oid(path)))
    const { classes } = model
    const named = classes && 'file' in classes ? [classes.file, await tree.oid(classes.file)] : classes
    return [
      (await tree.oid(model.path)) ?? 'absent',
      ...external.map((id) => id ?? ''),
      named ? JSON.stringify(named) : '',
    ]
  },
  async compute(scene, at, _resolve, ports) {
    const { model, tree } = modelAt(scene, sideOf(at))
    const bytes = await tree.read(model.path, MODEL_LIMIT)
    const source = sourceOf(bytes, model.path)
    const read = readOnnx(source)
    const external = await readExternal(read.tensors, model.path, (path) => tree.read(path, MODEL_LIMIT))
    const weights = isWeight(read)
    const tensors = read.tensors.map((tensor): ModelTensor => {
      const { span: _span, form: _form, external: _external, ...known } = tensor
      const digest = hex(digestTensor(source, tensor, ports.hash, external.get(tensor.external?.location ?? '')))
      return { ...known, role: weights(tensor) ? 'weight' : 'constant', digest }
    })
    return {
      ...read,
      path: model.path,
      digest: hex(ports.hash(bytes)),
      bytes: bytes.length,
      nodes: read.nodes.map((node) => nodeOf(node, source, ports.hash)),
      operators: countOperators(read.nodes),
      tensors,
      parameters: tensors.reduce((sum, { role, elements }) => (role === 'weight' ? sum + elements : sum), 0),
      external: [...new Set([...external.values()].map(({ path }) => path))].sort(),
      classes: classNames(read.metadata),
      configured: await configuredNames(model, tree),
    }
  },
}

function nodeOf(node: OnnxNode, source: ByteSource, hash: Ports['hash']): ModelNode {
  if (node.attributes.length === 0) return { ...node, attributes: '' }
  let digest: string | Uint8Array = ''
  for (const { start, end } of node.attributes) digest = hash(digest, source.read(start, end - start))
  return { ...node, attributes: hex(digest as Uint8Array) }
}

function countOperators(nodes: readonly OnnxNode[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { domain, operator } of nodes) {
    const name = qualified(domain, operator)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

function hex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}
