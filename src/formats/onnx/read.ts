import {
  DEEPEST_GRAPH,
  LONGEST_VALUE,
  MOST_ATTRIBUTES,
  MOST_ENTRIES,
  MOST_FUNCTIONS,
  MOST_LINKS,
  MOST_NODES,
  MOST_PORTS,
  MOST_SIGNATURE,
  MOST_TENSORS,
} from './limits.ts'
import { readPort } from './port.ts'
import { ATTRIBUTE, FUNCTION, GRAPH, MODEL, NODE, OPSET, SPARSE } from './schema.ts'
import { type Origin, readEntry, readPlainConstant, readTensor } from './tensor.ts'
import type { OnnxModel, OnnxNode, Port, Tensor } from './types.ts'
import { type ByteSource, type Field, type Span, Wire } from './wire.ts'

/**
 * The structure of an ONNX file. Contents of tensors are skipped, not read: `digestTensor` reads them.
 * @throws GateError `onnx-malformed` with the byte; also where readers would disagree (a graph that stands twice)
 */
export function readOnnx(source: ByteSource): OnnxModel {
  return new ModelReader(new Wire(source)).read()
}

/** `domain::name`, without prefix for the standard operators. */
export function qualified(domain: string, name: string): string {
  return domain === '' ? name : `${domain}::${name}`
}

class ModelReader {
  readonly #wire: Wire
  readonly #opsets = new Map<string, number>()
  readonly #metadata = new Map<string, string>()
  readonly #functions = new Set<string>()
  readonly #inputs: Port[] = []
  readonly #outputs: Port[] = []
  readonly #nodes: OnnxNode[] = []
  readonly #tensors: Tensor[] = []
  #links = 0
  #attributes = 0

  constructor(wire: Wire) {
    this.#wire = wire
  }

  read(): OnnxModel {
    const wire = this.#wire
    const { size } = wire.source
    let [irVersion, producer, version] = [0, '', '']
    let graph: Span | null = null
    const functions: Span[] = []
    wire.walk({ start: 0, end: size }, (field) => {
      if (field.number === MODEL.irVersion) irVersion = wire.integer(field)
      else if (field.number === MODEL.producerName) producer = wire.text(field)
      else if (field.number === MODEL.producerVersion) version = wire.text(field)
      else if (field.number === MODEL.graph) {
        if (graph !== null) throw wire.fault('a second graph', field.start)
        graph = wire.message(field)
      } else if (field.number === MODEL.opsetImport) this.#opset(field)
      else if (field.number === MODEL.metadata) {
        this.#room(this.#metadata.size, MOST_ENTRIES, 'metadata entries', field)
        readEntry(wire, field, this.#metadata, LONGEST_VALUE)
      } else if (field.number === MODEL.function) {
        this.#room(functions.length, MOST_FUNCTIONS, 'functions', field)
        functions.push(wire.message(field))
      }
    })
    if (graph === null) throw wire.fault('no graph up to the end', size)
    if (this.#opsets.size === 0) throw wire.fault('no operator set up to the end', size)
    const initializers = this.#mainGraph(graph)
    const inputs = this.#inputs.filter((port) => !initializers.has(port.name))
    if (Math.max(inputs.length, this.#outputs.length) > MOST_SIGNATURE)
      throw wire.fault(`more than ${MOST_SIGNATURE} inputs or outputs`, size)
    for (const span of functions) this.#function(span)
    return {
      irVersion,
      producer: `${producer} ${version}`.trim(),
      opsets: this.#opsets,
      metadata: this.#metadata,
      inputs,
      outputs: this.#outputs,
      nodes: this.#nodes,
      functions: this.#functions,
      tensors: this.#tensors,
    }
  }

  /** Returns the names of its own initializers: those of subgraphs do not make an input optional. */
  #mainGraph(span: Span): ReadonlySet<string> {
    const wire = this.#wire
    const initializers = new Set<string>()
    this.#graph(span, '', 1, (tensor) => initializers.add(tensor.name))
    wire.walk(span, (field) => {
      const ports = field.number === GRAPH.input ? this.#inputs : field.number === GRAPH.output ? this.#outputs : null
      if (ports === null) return
      this.#room(ports.length, MOST_PORTS, 'inputs or outputs', field)
      ports.push(readPort(wire, wire.message(field)))
    })
    return initializers
  }

  #graph(span: Span, within: string, depth: number, seen: (initializer: Tensor) => void = () => {}): void {
    const wire = this.#wire
    if (depth > DEEPEST_GRAPH) throw wire.fault(`graphs nested more than ${DEEPEST_GRAPH} deep`, span.start)
    const origin: Origin = { source: 'initializer', within, name: null }
    wire.walk(span, (field) => {
      if (field.number === GRAPH.node) this.#node(wire.message(field), within, depth)
      else if (field.number === GRAPH.initializer) seen(this.#tensor(wire.message(field), origin))
      else if (field.number === GRAPH.sparseInitializer) seen(this.#sparse(wire.message(field), origin))
    })
  }

  #function(span: Span): void {
    const wire = this.#wire
    let [name, domain] = ['', '']
    wire.walk(span, (field) => {
      if (field.number === FUNCTION.name) name = wire.text(field)
      else if (field.number === FUNCTION.domain) domain = standard(wire.text(field))
    })
    const within = `${domain}::${name}`
    this.#functions.add(within)
    wire.walk(span, (field) => {
      if (field.number === FUNCTION.node) this.#node(wire.message(field), within, 1)
    })
  }

  #node(span: Span, within: string, depth: number): void {
    const wire = this.#wire
    if (this.#nodes.length === MOST_NODES) throw wire.fault(`more than ${MOST_NODES} nodes`, span.start)
    let [operator, domain, name] = ['', '', '']
    const inputs: string[] = []
    const outputs: string[] = []
    const attributes: Attribute[] = []
    wire.walk(span, (field) => {
      if (field.number === NODE.operator) operator = wire.text(field)
      else if (field.number === NODE.domain) domain = standard(wire.text(field))
      else if (field.number === NODE.name) name = wire.text(field)
      else if (field.number === NODE.attribute) {
        this.#room(this.#attributes++, MOST_ATTRIBUTES, 'attributes', field)
        attributes.push(this.#attribute(wire.message(field)))
      } else if (field.number === NODE.input || field.number === NODE.output) {
        this.#room(this.#links++, MOST_LINKS, 'inputs and outputs of nodes', field)
        ;(field.number === NODE.input ? inputs : outputs).push(wire.text(field))
      }
    })
    attributes.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.span.start - b.span.start))
    const constant = domain === '' && operator === 'Constant'
    const plain = constant ? [] : attributes.filter(({ graphs }) => graphs.length === 0).map((one) => one.span)
    this.#nodes.push({ domain, operator, name, inputs, outputs, within, attributes: plain })
    for (const { graphs } of attributes) for (const graph of graphs) this.#graph(graph, within, depth + 1)
    const origin: Origin = { source: 'constant', within, name: outputs[0] ?? '' }
    if (constant) for (const attribute of attributes) this.#constant(attribute, origin)
  }

  #attribute(span: Span): Attribute {
    const wire = this.#wire
    const attribute: Attribute = { name: '', span, graphs: [] }
    wire.walk(span, (field) => {
      if (field.number === ATTRIBUTE.name) attribute.name = wire.text(field)
      else if (field.number === ATTRIBUTE.graph || field.number === ATTRIBUTE.graphs) {
        // A list of subgraphs counts against the same bound as the nodes that could hold them one by one.
        this.#room(this.#attributes++, MOST_ATTRIBUTES, 'attributes', field)
        attribute.graphs.push(wire.message(field))
      }
    })
    return attribute
  }

  #constant({ span }: Attribute, origin: Origin): void {
    const wire = this.#wire
    let isTensor = false
    wire.walk(span, (field) => {
      if (field.number === ATTRIBUTE.tensor) this.#tensor(wire.message(field), origin)
      else if (field.number === ATTRIBUTE.sparseTensor) this.#sparse(wire.message(field), origin)
      else return
      isTensor = true
    })
    const plain = isTensor ? null : readPlainConstant(wire, span, origin)
    if (plain) this.#keep(plain)
  }

  #tensor(span: Span, origin: Origin): Tensor {
    return this.#keep(readTensor(this.#wire, span, origin))
  }

  /** Values and indices, as two tensors: the first bears the name. */
  #sparse(span: Span, origin: Origin): Tensor {
    const wire = this.#wire
    let values: Tensor | null = null
    wire.walk(span, (field) => {
      if (field.number === SPARSE.values) values = readTensor(wire, wire.message(field), origin)
    })
    const kept: Tensor | null = values
    if (kept === null) throw wire.fault('a sparse tensor without values', span.start)
    this.#keep(kept)
    const { name: own } = kept as Tensor
    wire.walk(span, (field) => {
      if (field.number === SPARSE.indices) this.#tensor(wire.message(field), { ...origin, name: `${own} (indices)` })
    })
    return kept
  }

  #keep(tensor: Tensor): Tensor {
    if (this.#tensors.length === MOST_TENSORS)
      throw this.#wire.fault(`more than ${MOST_TENSORS} tensors`, tensor.span.start)
    this.#tensors.push(tensor)
    return tensor
  }

  #opset(field: Field): void {
    const wire = this.#wire
    let [domain, version] = ['', 0]
    this.#room(this.#opsets.size, MOST_ENTRIES, 'operator sets', field)
    wire.walk(wire.message(field), (part) => {
      if (part.number === OPSET.domain) domain = standard(wire.text(part))
      else if (part.number === OPSET.version) version = wire.integer(part)
    })
    this.#opsets.set(domain, version)
  }

  #room(count: number, most: number, what: string, { start }: Field): void {
    if (count >= most) throw this.#wire.fault(`more than ${most} ${what}`, start)
  }
}

interface Attribute {
  name: string
  readonly span: Span
  readonly graphs: Span[]
}

/** Both names of the standard operators mean the same. */
function standard(domain: string): string {
  return domain === 'ai.onnx' ? '' : domain
}
