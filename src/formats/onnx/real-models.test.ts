import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromBinary } from '@bufbuild/protobuf'
import {
  type GraphProto,
  type ModelProto,
  ModelProtoSchema,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from 'onnx-buf'
import { describe, expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { sha256 } from '#host/hash'
import { seededRandom } from '#stats/random'
import { cpuOf } from '#test/cpu'
import { digestTensor } from './content.ts'
import { readOnnx } from './read.ts'
import { dtypeName, type OnnxModel } from './types.ts'
import { type ByteSource, sourceOf } from './wire.ts'

const folder = process.env.CV_GATE_REAL_DATA ?? ''
if (folder === '') console.warn('skipped: CV_GATE_REAL_DATA does not name the folder of real models')

function models(): string[] {
  if (folder === '') return []
  const paths = ['onnx-graphs', 'models'].flatMap((under) =>
    readdirSync(join(folder, under), { recursive: true, encoding: 'utf8' }).map((path) => `${under}/${path}`),
  )
  return paths.filter((path) => path.endsWith('.onnx')).sort()
}

/** The same facts by the official schema. */
function expected(model: ModelProto): unknown {
  const graph = model.graph!
  const nodes: NodeProto[] = []
  const tensors: [string, TensorProto][] = []
  const visit = ({ node, initializer }: GraphProto) => {
    for (const one of node) {
      nodes.push(one)
      for (const { g, t } of one.attribute) {
        if (g) visit(g)
        if (t && one.opType === 'Constant') tensors.push([one.output[0]!, t])
      }
    }
    for (const one of initializer) tensors.push([one.name, one])
  }
  visit(graph)
  const initializers = new Set(graph.initializer.map(({ name }) => name))
  return {
    irVersion: Number(model.irVersion),
    producer: `${model.producerName} ${model.producerVersion}`.trim(),
    opsets: Object.fromEntries(model.opsetImport.map(({ domain, version }) => [domain, Number(version)])),
    metadata: Object.fromEntries(model.metadataProps.map(({ key, value }) => [key, value])),
    inputs: graph.input.filter(({ name }) => !initializers.has(name)).map(portOf),
    outputs: graph.output.map(portOf),
    nodes: nodes.map(({ opType, domain, name, input, output }) => ({ opType, domain, name, input, output })),
    tensors: tensors.map(([name, { dataType, dims }]) => `${name} ${dtypeName(dataType)} ${dims}`).sort(),
  }
}
function portOf({ name, type }: ValueInfoProto): unknown {
  if (type?.value.case !== 'tensorType') throw new Error('not a tensor')
  const dims = type.value.value.shape?.dim.map(({ value }) =>
    value.case === 'dimValue' ? (Number(value.value) > 0 ? Number(value.value) : null) : value.value || null,
  )
  return { name, dtype: dtypeName(type.value.value.elemType), dims: dims ?? null }
}
function actual({ nodes, tensors, functions: _, ...rest }: OnnxModel): unknown {
  return {
    ...rest,
    opsets: Object.fromEntries(rest.opsets),
    metadata: Object.fromEntries(rest.metadata),
    nodes: nodes.map(({ operator, domain, name, inputs, outputs }) => ({
      opType: operator,
      domain,
      name,
      input: inputs,
      output: outputs,
    })),
    tensors: tensors.map(({ name, dtype, dims }) => `${name} ${dtype} ${dims}`).sort(),
  }
}

/** Content as raw_data, by the official schema. */
function contentOf(tensor: TensorProto): Uint8Array | null {
  if (tensor.rawData.length > 0) return tensor.rawData
  if (tensor.floatData.length > 0) return new Uint8Array(Float32Array.from(tensor.floatData).buffer)
  if (tensor.int64Data.length > 0) return new Uint8Array(BigInt64Array.from(tensor.int64Data).buffer)
  const narrow = { int8: Int8Array, uint8: Uint8Array, int32: Int32Array }[dtypeName(tensor.dataType)]
  return narrow && tensor.int32Data.length > 0 ? new Uint8Array(narrow.from(tensor.int32Data).buffer) : null
}

describe.skipIf(folder === '')('real models', () => {
  test.each(models())('%s as the official schema reads it', (path) => {
    const bytes = readFileSync(join(folder, path))
    const source = sourceOf(bytes, path)
    const official = fromBinary(ModelProtoSchema, bytes)
    const model = readOnnx(source)
    expect(actual(model)).toEqual(expected(official))

    const byName = new Map(official.graph!.initializer.map((tensor) => [tensor.name, tensor]))
    let compared = 0
    for (const tensor of model.tensors) {
      const content = tensor.source === 'initializer' ? contentOf(byName.get(tensor.name)!) : null
      const digest = Buffer.from(digestTensor(source, tensor, sha256))
      if (content === null || content.length > 1024 * 1024) continue
      const start = sha256(`${tensor.dtype} ${tensor.elements}`)
      expect(digest).toEqual(Buffer.from(content.length > 0 ? sha256(start, content) : start))
      compared++
    }
    if (byName.size > 0) expect(compared).toBeGreaterThan(0.95 * byName.size)

    const copying: ByteSource = {
      path,
      size: bytes.length,
      read: (at, length) => Uint8Array.from(bytes.subarray(at, at + length)),
    }
    expect(readOnnx(copying)).toEqual(model)
  })

  test('with bytes changed: read or refused, in bounded time', async () => {
    const random = seededRandom('5eed'.repeat(8))
    const paths = models().filter((path) => readFileSync(join(folder, path)).length < 400_000)
    const changed = () => {
      for (const path of paths)
        for (let round = 0; round < 20; round++) {
          const bytes = Uint8Array.from(readFileSync(join(folder, path)))
          for (let edit = 0; edit < 1 + round; edit++)
            bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
          try {
            const source = sourceOf(bytes, path)
            for (const tensor of readOnnx(source).tensors) if (!tensor.external) digestTensor(source, tensor, sha256)
          } catch (error) {
            expect(error).toBeInstanceOf(GateError)
          }
        }
    }
    expect(await cpuOf(changed)).toBeLessThan(60_000)
  })
})
