import { Ajv, type ValidateFunction } from 'ajv'
import vendored from './openapi.generated.json' with { type: 'json' }

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: object
}
interface Operation {
  readonly docs: string
  readonly parameters: readonly Parameter[]
  readonly body?: object
  readonly responses: Readonly<Record<string, object | null>>
}
interface Description {
  readonly operations: Readonly<Record<string, Operation>>
  readonly events: Readonly<Record<string, object>>
  readonly schemas: Readonly<Record<string, object>>
}

const description = vendored as unknown as Description
const REPOSITORY = '/repos/{owner}/{repo}'
/** These parts of an address may hold slashes. */
const DEEP = new Set(['path', 'basehead', 'branch'])

const strict = new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false })
const coercing = new Ajv({ strict: false, validateFormats: false, allErrors: true, coerceTypes: 'array' })
for (const ajv of [strict, coercing]) ajv.addSchema({ $id: 'github', schemas: description.schemas })
const compiled = new Map<object, ValidateFunction>()

/** Compiled once a schema. By `coercing`, `{ value }` is text that is read as the schema's type. */
function check(schema: object, value: unknown, ajv = strict): string[] {
  let validate = compiled.get(schema)
  if (!validate) {
    const whole = ajv === strict ? schema : { type: 'object', properties: { value: schema } }
    validate = ajv.compile(JSON.parse(JSON.stringify(whole).replaceAll('"#/schemas/', '"github#/schemas/')))
    compiled.set(schema, validate)
  }
  if (validate(value)) return []
  return validate.errors!.map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}

export interface Found {
  /** As `POST /repos/{owner}/{repo}/check-runs`. */
  readonly operation: string
  /** The same without the repository's part. */
  readonly call: string
  readonly path: Readonly<Record<string, string>>
}

const routes = Object.keys(description.operations).map((operation) => {
  const [method, template] = operation.split(' ') as [string, string]
  const deep = (name: string) => DEEP.has(name) || (name === 'ref' && template.includes('git/ref'))
  const pattern = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${deep(name) ? '.+' : '[^/]+'})`)
  return { operation, method, call: operation.replace(REPOSITORY, ''), pattern: new RegExp(`^${pattern}$`) }
})

/** The operation that a request is meant for; null when GitHub's description, as far as it is vendored, has none. */
export function operationOf(method: string, pathname: string): Found | null {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(pathname) : null
    if (!match) continue
    const path = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, raw]) => [name, decodeURIComponent(raw)]),
    )
    return { operation: route.operation, call: route.call, path }
  }
  return null
}

/** What GitHub would not take of a request, by the description. */
export function requestFaults({ operation, path }: Found, query: URLSearchParams, body: unknown): string[] {
  const { parameters, body: schema } = description.operations[operation]!
  const faults: string[] = []
  for (const { name, in: place, required, schema: shape } of parameters) {
    const value = place === 'path' ? path[name] : query.get(name)
    if (value === null || value === undefined) {
      if (required) faults.push(`${name} is missing`)
    } else faults.push(...check(shape, { value }, coercing).map((fault) => `${name}: ${fault}`))
  }
  return schema ? [...faults, ...check(schema, body ?? {})] : faults
}

/** Names that the operation does not have: GitHub overlooks them, and whoever sends them did not mean to. */
export function unknownNames({ operation }: Found, query: URLSearchParams, body: unknown): string[] {
  const { parameters, body: schema } = description.operations[operation]!
  const known = new Set(parameters.filter((one) => one.in === 'query').map(({ name }) => name))
  const { properties = {} } = (schema ?? {}) as { properties?: object }
  const names = [...query.keys()].filter((name) => !known.has(name))
  return [...names, ...Object.keys((body ?? {}) as object).filter((key) => !(key in properties))]
}

/** What is wrong with an answer of the fake itself. */
export function answerFaults(operation: string, status: number, data: unknown): string[] {
  const { responses } = description.operations[operation]!
  if (!(status in responses))
    return status >= 400 || status < 200 || status >= 300 ? [] : [`status ${status} is not described`]
  const schema = responses[status]
  return schema ? check(schema, data) : []
}

/** What is wrong with the payload of an event; a schedule has no description. */
export function eventFaults(name: string, payload: unknown): string[] {
  const schema = description.events[name.replace('pull_request_target', 'pull_request')]
  return schema ? check(schema, payload) : []
}
