import { MOST_DIMS } from './limits.ts'
import { DIM, PORT, SHAPE, TENSOR_TYPE, TYPE } from './schema.ts'
import { type Dim, dtypeName, type Port } from './types.ts'
import type { Span, Wire } from './wire.ts'

const KINDS: ReadonlyMap<number, string> = new Map([
  [TYPE.sequence, 'sequence'],
  [TYPE.map, 'map'],
  [TYPE.sparseTensor, 'sparse tensor'],
  [TYPE.optional, 'optional'],
])

/** A ValueInfoProto. A type or shape that stands twice is refused: readers would disagree on what it means. */
export function readPort(wire: Wire, span: Span): Port {
  let name = ''
  let dtype: string | null = null
  let dims: Port['dims'] = null
  wire.walk(span, (field) => {
    if (field.number === PORT.name) name = wire.text(field)
    else if (field.number === PORT.type)
      wire.walk(wire.message(field), (type) => {
        if (dtype !== null) throw wire.fault('two types of one value', type.start)
        dtype = KINDS.get(type.number) ?? 'unknown'
        if (type.number === TYPE.tensor) ({ dtype, dims } = readTensorType(wire, wire.message(type)))
      })
  })
  return { name, dtype: dtype ?? 'unknown', dims }
}

function readTensorType(wire: Wire, span: Span): Pick<Port, 'dtype' | 'dims'> {
  let dtype = 'unknown'
  let dims: Port['dims'] = null
  wire.walk(span, (field) => {
    if (field.number === TENSOR_TYPE.element) dtype = dtypeName(wire.integer(field))
    else if (field.number === TENSOR_TYPE.shape) {
      if (dims !== null) throw wire.fault('two shapes of one value', field.start)
      dims = readShape(wire, wire.message(field))
    }
  })
  return { dtype, dims }
}

function readShape(wire: Wire, span: Span): Dim[] {
  const dims: Dim[] = []
  wire.walk(span, (field) => {
    if (field.number !== SHAPE.dim) return
    if (dims.length === MOST_DIMS) throw wire.fault(`a value of more than ${MOST_DIMS} axes`, field.start)
    let dim: Dim = null
    wire.walk(wire.message(field), (part) => {
      if (part.number === DIM.value) dim = wire.integer(part)
      else if (part.number === DIM.name) dim = wire.text(part) || null
    })
    // Exporters write −1 and 0 for "dynamic".
    dims.push(typeof dim === 'number' && dim <= 0 ? null : dim)
  })
  return dims
}
