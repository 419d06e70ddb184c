import type { ModelStructure } from '#evidence/model/types'

type Port = ModelStructure['inputs'][number]
type Dim = number | string | null
export type Code =
  | 'port-added'
  | 'port-removed'
  | 'port-renamed'
  | 'type-changed'
  | 'shape-narrowed'
  | 'shape-changed'
  | 'shape-widened'
  | 'opset-raised'
  | 'opset-lowered'
  | 'ir-raised'
  | 'domain-added'
  | 'external-data'
export interface Break {
  readonly code: Code
  readonly args: Readonly<Record<string, string | number>>
  readonly subject: string
}

export function breaksOf(base: ModelStructure, head: ModelStructure): Break[] {
  return [
    ...portBreaks('input', base.inputs, head.inputs),
    ...portBreaks('output', base.outputs, head.outputs),
    ...opsetBreaks(base, head),
    ...domainBreaks(base, head),
    ...(head.irVersion > base.irVersion
      ? [{ code: 'ir-raised' as const, args: { before: base.irVersion, after: head.irVersion }, subject: 'ir' }]
      : []),
    ...externalBreaks(base, head),
  ]
}

/** By name; what is left over is a renaming when type and shape at the same position agree, else added and removed. */
function portBreaks(kind: 'input' | 'output', base: readonly Port[], head: readonly Port[]): Break[] {
  const after = new Map(head.map((port) => [port.name, port]))
  const before = new Map(base.map((port) => [port.name, port]))
  const breaks: Break[] = []
  const renamed = new Set<string>()
  for (const [position, port] of base.entries()) {
    const same = after.get(port.name)
    if (same) breaks.push(...changed(kind, port, same))
    else {
      const there = head[position]
      if (there && !before.has(there.name) && there.dtype === port.dtype && sameShape(port.dims, there.dims)) {
        renamed.add(there.name)
        breaks.push({
          code: 'port-renamed',
          args: { port: `${kind} ${port.name}`, after: there.name },
          subject: `${kind} ${port.name}`,
        })
      } else
        breaks.push({
          code: 'port-removed',
          args: { port: `${kind} ${port.name}`, before: describe(port) },
          subject: `${kind} ${port.name}`,
        })
    }
  }
  for (const port of head)
    if (!before.has(port.name) && !renamed.has(port.name))
      breaks.push({
        code: 'port-added',
        args: { port: `${kind} ${port.name}`, after: describe(port) },
        subject: `${kind} ${port.name}`,
      })
  return breaks
}

function changed(kind: 'input' | 'output', base: Port, head: Port): Break[] {
  const subject = `${kind} ${base.name}`
  if (base.dtype !== head.dtype)
    return [{ code: 'type-changed', args: { port: subject, before: describe(base), after: describe(head) }, subject }]
  if (sameShape(base.dims, head.dims)) return []
  const args = { port: subject, before: shapeText(base.dims), after: shapeText(head.dims) }
  return [{ code: shapeCode(kind, base.dims, head.dims), args, subject }]
}

/** For an input fixed → dynamic takes more; for an output it promises less, so the two exchange their names. */
function shapeCode(kind: 'input' | 'output', base: readonly Dim[] | null, head: readonly Dim[] | null): Code {
  if (base === null || head === null) return (head === null) === (kind === 'input') ? 'shape-widened' : 'shape-narrowed'
  if (base.length !== head.length) return 'shape-changed'
  let [widened, narrowed] = [false, false]
  for (const [axis, before] of base.entries()) {
    const after = head[axis]!
    if (typeof before === 'number' && typeof after === 'number' && before !== after) return 'shape-changed'
    if (typeof before === 'number' && typeof after !== 'number') widened = true
    if (typeof before !== 'number' && typeof after === 'number') narrowed = true
  }
  if (kind === 'output')
    return narrowed && !widened ? 'shape-narrowed' : widened && !narrowed ? 'shape-widened' : 'shape-changed'
  return narrowed ? 'shape-narrowed' : 'shape-widened'
}

/** Names of dynamic dimensions are no promise: `N` and `batch` are the same. */
function sameShape(a: readonly Dim[] | null, b: readonly Dim[] | null): boolean {
  if (a === null || b === null) return a === b
  return (
    a.length === b.length &&
    a.every((dim, axis) => (typeof dim === 'number' ? dim === b[axis] : typeof b[axis] !== 'number'))
  )
}

function shapeText(dims: readonly Dim[] | null): string {
  return dims === null
    ? 'any shape'
    : `[${dims.map((dim) => (typeof dim === 'number' ? dim : (dim ?? '?'))).join(', ')}]`
}
function describe({ dtype, dims }: Port): string {
  return `${dtype} ${shapeText(dims)}`
}

function opsetBreaks(base: ModelStructure, head: ModelStructure): Break[] {
  return [...base.opsets].flatMap(([domain, before]): Break[] => {
    const after = head.opsets.get(domain)
    if (after === undefined || after === before) return []
    return [
      {
        code: after > before ? 'opset-raised' : 'opset-lowered',
        args: { domain: domain || 'ai.onnx', before, after },
        subject: `opset ${domain}`,
      },
    ]
  })
}

function domainBreaks(base: ModelStructure, head: ModelStructure): Break[] {
  const of = ({ operators }: ModelStructure) => {
    const domains = new Map<string, string[]>()
    for (const name of operators.keys()) {
      const [domain, operator] = name.split('::')
      if (operator !== undefined && domain !== undefined)
        domains.set(domain, [...(domains.get(domain) ?? []), operator])
    }
    return domains
  }
  const before = of(base)
  return [...of(head)].flatMap(([domain, operators]) =>
    before.has(domain)
      ? []
      : [
          {
            code: 'domain-added' as const,
            args: { domain, after: operators.sort().slice(0, 5).join(', ') },
            subject: `domain ${domain}`,
          },
        ],
  )
}

function externalBreaks(base: ModelStructure, head: ModelStructure): Break[] {
  const added = head.external.filter((file) => !base.external.includes(file))
  return added.length === 0
    ? []
    : [{ code: 'external-data', args: { after: added.sort().slice(0, 5).join(', ') }, subject: 'external' }]
}
