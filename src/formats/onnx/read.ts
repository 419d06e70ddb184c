import { dtypeName, type OnnxModel, type Port, type Tensor } from './types.ts'
import { type Field, inside, ints, malformed, text, walk } from './wire.ts'

/** Bounds with their reasons: real models have at most some ten thousand nodes, eight dimensions and three levels. */
const DEEPEST = 32
const MOST_NODES = 1_000_000
const MOST_TENSORS = 1_000_000
const MOST_DIMS = 256
const MOST_PORTS = 100_000
const MOST_ENTRIES = 100_000

/** The structure of an ONNX file. Tensor contents are not touched. Throws GateError `onnx-malformed` with the byte. */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  const reader = new Reader(bytes)
  reader.model()
  return reader.result()
}

class Reader {
  readonly #bytes: Uint8Array
  #irVersion = 0
  #producer = ''
  readonly #opsets = new Map<string, number>()
  readonly #metadata = new Map<string, string>()
  readonly #inputs: Port[] = []
  readonly #outputs: Port[] = []
  readonly #operators = new Map<string, number>()
  readonly #tensors: Tensor[] = []
  #nodes = 0
  #graphs = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  model(): void {
    let version = ''
    walk(this.#bytes, 0, this.#bytes.length, (field) => {
      if (field.number === 1 && field.wire === 0) this.#irVersion = field.int
      else if (field.number === 2) this.#producer = text(this.#bytes, field)
      else if (field.number === 3) version = text(this.#bytes, field)
      else if (field.number === 7) this.#graph(...inside(field), 0)
      else if (field.number === 8) this.#opset(field)
      else if (field.number === 14) this.#entry(field, this.#metadata)
      else if (field.number === 25) this.#function(...inside(field))
    })
    this.#producer = `${this.#producer} ${version}`.trim()
    if (this.#graphs === 0) throw malformed('no graph', this.#bytes.length)
    if (this.#opsets.size === 0) throw malformed('no operator set', this.#bytes.length)
  }

  result(): OnnxModel {
    const initializers = new Set(
      this.#tensors.filter((tensor) => tensor.source === 'initializer').map((tensor) => tensor.name),
    )
    return {
      irVersion: this.#irVersion,
      producer: this.#producer,
      opsets: this.#opsets,
      metadata: this.#metadata,
      inputs: this.#inputs.filter((port) => !initializers.has(port.name)),
      outputs: this.#outputs,
      operators: this.#operators,
      nodes: this.#nodes,
      tensors: this.#tensors,
    }
  }

  #graph(start: number, end: number, depth: number): void {
    if (depth > DEEPEST) throw malformed(`graphs nested more than ${DEEPEST} deep`, start)
    this.#graphs++
    walk(this.#bytes, start, end, (field) => {
      if (field.number === 1) this.#node(...inside(field), depth)
      else if (field.number === 5) this.#tensor(...inside(field), 'initializer', '')
      else if (field.number === 15) this.#sparse(...inside(field))
      else if (field.number === 11 && depth === 0) this.#port(...inside(field), this.#inputs)
      else if (field.number === 12 && depth === 0) this.#port(...inside(field), this.#outputs)
    })
  }

  #function(start: number, end: number): void {
    walk(this.#bytes, start, end, (field) => {
      if (field.number === 7) this.#node(...inside(field), 1)
    })
  }

  #node(start: number, end: number, depth: number): void {
    if (++this.#nodes > MOST_NODES) throw malformed(`more than ${MOST_NODES} nodes`, start)
    let operator = ''
    let domain = ''
    let output = ''
    const attributes: [number, number][] = []
    walk(this.#bytes, start, end, (field) => {
      if (field.number === 4) operator = text(this.#bytes, field)
      else if (field.number === 7) domain = text(this.#bytes, field)
      else if (field.number === 2 && output === '') output = text(this.#bytes, field)
      else if (field.number === 5) attributes.push(inside(field))
    })
    const standard = domain === '' || domain === 'ai.onnx'
    const name = standard ? operator : `${domain}::${operator}`
    this.#operators.set(name, (this.#operators.get(name) ?? 0) + 1)
    for (const [from, to] of attributes)
      this.#attribute(from, to, depth, standard && operator === 'Constant' ? output : null)
  }

  /** Subgraphs, and the value of a Constant node named `constant`. */
  #attribute(start: number, end: number, depth: number, constant: string | null): void {
    walk(this.#bytes, start, end, (field) => {
      if (field.number === 6 || field.number === 11) this.#graph(...inside(field), depth + 1)
      else if (field.number === 5 && constant !== null) this.#tensor(...inside(field), 'constant', constant)
    })
  }

  #tensor(start: number, end: number, source: Tensor['source'], fallback: string): void {
    if (this.#tensors.length >= MOST_TENSORS) throw malformed(`more than ${MOST_TENSORS} tensors`, start)
    const dims: number[] = []
    const external = new Map<string, string>()
    let name = fallback
    let type = 0
    let outside = false
    walk(this.#bytes, start, end, (field) => {
      if (field.number === 1) ints(this.#bytes, field, dims, MOST_DIMS)
      else if (field.number === 2 && field.wire === 0) type = field.int
      else if (field.number === 8 && source === 'initializer') name = text(this.#bytes, field)
      else if (field.number === 13) this.#entry(field, external)
      else if (field.number === 14 && field.wire === 0) outside = field.int === 1
    })
    if (dims.length > MOST_DIMS || dims.some((dim) => !Number.isSafeInteger(dim) || dim < 0))
      throw malformed('a tensor with impossible dimensions', start)
    const elements = dims.reduce((product, dim) => product * dim, 1)
    if (!Number.isSafeInteger(elements)) throw malformed('a tensor with impossible dimensions', start)
    this.#tensors.push({
      name,
      source,
      dtype: dtypeName(type),
      dims,
      elements,
      external: outside ? (external.get('location') ?? '') : null,
      start,
      end,
    })
  }

  #sparse(start: number, end: number): void {
    walk(this.#bytes, start, end, (field) => {
      if (field.number === 1) this.#tensor(...inside(field), 'initializer', '')
    })
  }

  #port(start: number, end: number, into: Port[]): void {
    if (into.length >= MOST_PORTS) throw malformed(`more than ${MOST_PORTS} inputs or outputs`, start)
    let name = ''
    let dtype = 'unknown'
    let dims: Port['dims'] = null
    walk(this.#bytes, start, end, (field) => {
      if (field.number === 1) name = text(this.#bytes, field)
      else if (field.number === 2)
        walk(this.#bytes, ...inside(field), (type) => {
          if (type.number !== 1) {
            dtype =
              ({ 4: 'sequence', 5: 'map', 8: 'sparse tensor', 9: 'optional' } as Record<number, string>)[type.number] ??
              dtype
            return
          }
          walk(this.#bytes, ...inside(type), (tensor) => {
            if (tensor.number === 1 && tensor.wire === 0) dtype = dtypeName(tensor.int)
            else if (tensor.number === 2) dims = this.#shape(...inside(tensor))
          })
        })
    })
    into.push({ name, dtype, dims })
  }

  #shape(start: number, end: number): (number | string | null)[] {
    const dims: (number | string | null)[] = []
    walk(this.#bytes, start, end, (field) => {
      if (field.number !== 1) return
      if (dims.length >= MOST_DIMS) throw malformed(`more than ${MOST_DIMS} dimensions`, field.start)
      let dim: number | string | null = null
      walk(this.#bytes, ...inside(field), (part) => {
        if (part.number === 1 && part.wire === 0) dim = part.int
        else if (part.number === 2) dim = text(this.#bytes, part) || null
      })
      // Exporters write −1 and 0 for "dynamic".
      dims.push(typeof dim === 'number' && dim <= 0 ? null : dim)
    })
    return dims
  }

  #opset(field: Field): void {
    let domain = ''
    let version = 0
    walk(this.#bytes, ...inside(field), (part) => {
      if (part.number === 1) domain = text(this.#bytes, part)
      else if (part.number === 2 && part.wire === 0) version = part.int
    })
    this.#opsets.set(domain === 'ai.onnx' ? '' : domain, version)
  }

  #entry(field: Field, into: Map<string, string>): void {
    if (into.size >= MOST_ENTRIES) throw malformed(`more than ${MOST_ENTRIES} entries`, field.start)
    let key = ''
    let value = ''
    walk(this.#bytes, ...inside(field), (part) => {
      if (part.number === 1) key = text(this.#bytes, part)
      else if (part.number === 2) value = text(this.#bytes, part)
    })
    into.set(key, value)
  }
}
