import { MOST_DIMS } from './limits.ts'
import { ATTRIBUTE, ENTRY, TENSOR } from './schema.ts'
import { dtypeName, type External, type Tensor } from './types.ts'
import { type Field, type Span, signed, type Wire } from './wire.ts'

const EXTERNAL = 1

export interface Origin {
  readonly source: Tensor['source']
  readonly within: string
  /** null = the tensor has its own. */
  readonly name: string | null
}

/** A TensorProto, its content untouched. */
export function readTensor(wire: Wire, span: Span, { source, within, name }: Origin): Tensor {
  const dims: number[] = []
  const external = new Map<string, string>()
  let own = ''
  let type = 0
  let outside = false
  wire.walk(span, (field) => {
    if (field.number === TENSOR.dims)
      wire.integers(field, (low, high) => {
        if (dims.length === MOST_DIMS) throw wire.fault(`a tensor of more than ${MOST_DIMS} axes`, field.start)
        dims.push(signed(low, high))
      })
    else if (field.number === TENSOR.type) type = wire.integer(field)
    else if (field.number === TENSOR.name) own = wire.text(field)
    else if (field.number === TENSOR.external) readEntry(wire, field, external)
    else if (field.number === TENSOR.location) outside = wire.integer(field) === EXTERNAL
  })
  const elements = dims.reduce((product, dim) => product * dim, 1)
  if (dims.some((dim) => dim < 0) || !Number.isSafeInteger(elements))
    throw wire.fault('a tensor of impossible shape', span.start)
  return {
    name: name ?? own,
    source,
    within,
    dtype: dtypeName(type),
    dims,
    elements,
    external: outside ? readExternal(wire, span, external) : null,
    span,
    form: 'tensor',
  }
}

/** A StringStringEntryProto. */
export function readEntry(wire: Wire, field: Field, into: Map<string, string>, longest?: number): void {
  let key = ''
  let value = ''
  wire.walk(wire.message(field), (part) => {
    if (part.number === ENTRY.key) key = wire.text(part)
    else if (part.number === ENTRY.value) value = wire.text(part, longest)
  })
  into.set(key, value)
}

function readExternal(wire: Wire, { start }: Span, entries: ReadonlyMap<string, string>): External {
  const number = (key: string): number | null => {
    const text = entries.get(key)
    if (text === undefined) return null
    if (!/^\d{1,15}$/.test(text)) throw wire.fault(`external data without a valid ${key}`, start)
    return Number(text)
  }
  const location = entries.get('location') ?? ''
  if (location === '') throw wire.fault('external data without a location', start)
  return { location, offset: number('offset') ?? 0, length: number('length') }
}

/** The value of a Constant node that is not written as a tensor: value_float(s), value_int(s), value_string(s). */
export function readPlainConstant(wire: Wire, span: Span, origin: Origin): Tensor | null {
  let dtype: string | null = null
  let list = false
  let elements = 0
  wire.walk(span, (field) => {
    const kind = PLAIN.get(field.number)
    if (kind === undefined) return
    dtype = kind.dtype
    list ||= kind.list
    if (kind.dtype === 'float32') elements += field.wire === 2 ? Math.floor((field.end - field.start) / 4) : 1
    else if (kind.dtype === 'int64') wire.integers(field, () => elements++)
    else elements++
  })
  if (dtype === null) return null
  const dims = list ? [elements] : []
  return { ...origin, name: origin.name ?? '', dtype, dims, elements, external: null, span, form: 'attribute' }
}

const PLAIN: ReadonlyMap<number, { dtype: string; list: boolean }> = new Map([
  [ATTRIBUTE.float, { dtype: 'float32', list: false }],
  [ATTRIBUTE.int, { dtype: 'int64', list: false }],
  [ATTRIBUTE.string, { dtype: 'string', list: false }],
  [ATTRIBUTE.floats, { dtype: 'float32', list: true }],
  [ATTRIBUTE.ints, { dtype: 'int64', list: true }],
  [ATTRIBUTE.strings, { dtype: 'string', list: true }],
])
