import type { ModelStructure } from '#evidence/model/types'
import type { Code } from './messages.ts'
import { type Port, portText, sameShape, shapeChange, shapeText, widthChange } from './shapes.ts'

/** One way in which head does not keep what base promises. */
export interface Break {
  readonly code: Code
  readonly args: Readonly<Record<string, string | number>>
  /** What it is about; with the code it names the finding. */
  readonly subject: string
}

export function breaksOf(base: ModelStructure, head: ModelStructure): Break[] {
  const before = new Map(base.inputs.map(({ name, dims }) => [name, dims]))
  const sameInputs = head.inputs.every(({ name, dims }) => !before.has(name) || sameShape(before.get(name)!, dims))
  return [
    ...portBreaks('input', base.inputs, head.inputs, false),
    ...portBreaks('output', base.outputs, head.outputs, sameInputs),
    ...opsetBreaks(base, head),
    ...irBreaks(base, head),
    ...domainBreaks(base, head),
    ...externalBreaks(base, head),
  ]
}

type Kind = 'input' | 'output'

/** By name; what is left over is a renaming where the type at the same place agrees and no size contradicts, else gone or new. */
function portBreaks(kind: Kind, base: readonly Port[], head: readonly Port[], widths: boolean): Break[] {
  const before = new Map(base.map((port) => [port.name, port]))
  const after = new Map(head.map((port) => [port.name, port]))
  const breaks: Break[] = []
  const known = new Set(before.keys())
  for (const [place, port] of base.entries()) {
    const { name } = port
    const subject = `${kind} ${name}`
    const kept = after.get(name)
    const there = head[place]
    if (kept) breaks.push(...portChange(kind, port, kept, widths))
    else if (there && !known.has(there.name) && isRenamed(port, there)) {
      known.add(there.name)
      breaks.push({ code: `${kind}-renamed`, args: { name, after: there.name }, subject })
      breaks.push(...portChange(kind, port, there, widths))
    } else breaks.push({ code: `${kind}-removed`, args: { name, before: portText(port) }, subject })
  }
  for (const port of head)
    if (!known.has(port.name))
      breaks.push({
        code: `${kind}-added`,
        args: { name: port.name, after: portText(port) },
        subject: `${kind} ${port.name}`,
      })
  return [...breaks, ...orderBreak(kind, base, head)]
}

function isRenamed(base: Port, head: Port): boolean {
  return base.dtype === head.dtype && shapeChange(base.dims, head.dims) !== 'changed'
}

function portChange(kind: Kind, base: Port, head: Port, widths: boolean): Break[] {
  const { name } = base
  const subject = `${kind} ${name}`
  if (base.dtype !== head.dtype)
    return [{ code: `${kind}-type`, args: { name, before: portText(base), after: portText(head) }, subject }]
  const change = shapeChange(base.dims, head.dims)
  if (change === 'same') return []
  const args = { name, before: shapeText(base.dims), after: shapeText(head.dims) }
  if (change !== 'changed') return [{ code: `${kind}-${change}`, args, subject }]
  // With another input size the rows of a detector follow: only with equal inputs is one axis the number of classes.
  const width = kind === 'output' && widths ? widthChange(base.dims, head.dims) : null
  if (width === null) return [{ code: `${kind}-shape`, args, subject }]
  return [{ code: 'output-width', args: { ...args, width: width.after, formerWidth: width.before }, subject }]
}

/** Names that stand at another place than before. Python callers often take outputs by place. */
function orderBreak(kind: Kind, base: readonly Port[], head: readonly Port[]): Break[] {
  const places = new Map(head.map(({ name }, place) => [name, place]))
  const moved = base.some(({ name }, place) => places.has(name) && places.get(name) !== place)
  if (!moved) return []
  const names = (ports: readonly Port[]) => ports.map(({ name }) => name).join(', ')
  return [{ code: `${kind}-order`, args: { before: names(base), after: names(head) }, subject: `${kind}s` }]
}

/** Of the standard operators, and of the extensions that are used: exporters list others as well. */
function opsetBreaks(base: ModelStructure, head: ModelStructure): Break[] {
  const used = new Set(['', ...head.nodes.map(({ domain }) => domain)])
  return [...head.opsets].flatMap(([domain, after]): Break[] => {
    const before = base.opsets.get(domain)
    if (!used.has(domain) || before === undefined || before === after) return []
    const code = after > before ? 'opset-raised' : 'opset-lowered'
    return [{ code, args: { domain: domain || 'ai.onnx', before, after }, subject: `opset ${domain}` }]
  })
}

function irBreaks({ irVersion: before }: ModelStructure, { irVersion: after }: ModelStructure): Break[] {
  return after > before ? [{ code: 'ir-raised', args: { before, after }, subject: 'ir' }] : []
}

/** Part of ONNX itself: every complete runtime has them. */
const STANDARD: ReadonlySet<string> = new Set([
  '',
  'ai.onnx.ml',
  'ai.onnx.training',
  'ai.onnx.preview',
  'ai.onnx.preview.training',
])

function domainBreaks(base: ModelStructure, head: ModelStructure): Break[] {
  const before = foreignOperators(base)
  return [...foreignOperators(head)].flatMap(([domain, operators]): Break[] => {
    if (before.has(domain)) return []
    return [{ code: 'domain-added', args: { domain, after: [...operators].sort().join(', ') }, subject: domain }]
  })
}

/** Domain → operators that neither the standard nor the file itself defines. */
function foreignOperators({ nodes, functions }: ModelStructure): Map<string, Set<string>> {
  const domains = new Map<string, Set<string>>()
  for (const { domain, operator } of nodes) {
    if (STANDARD.has(domain) || functions.has(`${domain}::${operator}`)) continue
    const operators = domains.get(domain)
    if (operators) operators.add(operator)
    else domains.set(domain, new Set([operator]))
  }
  return domains
}

function externalBreaks(base: ModelStructure, head: ModelStructure): Break[] {
  if (base.external.length > 0 || head.external.length === 0) return []
  return [{ code: 'external-data', args: { after: head.external.join(', ') }, subject: 'external data' }]
}
