import { Composer, isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, Parser, visit } from 'yaml'
import type { Config, Origin, Setting } from '#contract/config'
import { UsageError } from '#contract/errors'
import { shallow } from '#contract/yaml-depth'
import { toPlacement, toPolicy } from './convert.ts'
import { type Path, type Problem, problemsOf } from './problems.ts'
import { documentSchema, type OptionSchemas } from './schema.ts'

const LARGEST = 1024 * 1024
const MOST_ALIASES = 20
const MOST_SHOWN = 10

export interface Source {
  readonly path: string
  readonly commit: string
  readonly checks: OptionSchemas
}

/** Reads one `.github/cv-gate.yml`. Everything wrong with it (ten at most) is one UsageError with line, column and remedy. */
export function loadConfig(text: string, source: Source): Config {
  if (text.length > LARGEST) throw wrong(source, [{ line: 1, column: 1, text: 'the file is larger than 1 MiB' }])
  const lines = new LineCounter()
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false, // looked for below: the library compares every key with every other
    prettyErrors: false,
  })
  const tokens = shallow(new Parser(lines.addNewLine).parse(text), (offset, what) => {
    throw wrong(source, [{ ...place(offset), text: what }])
  })
  const documents = [...composer.compose(tokens)]
  if (documents.length === 0) throw wrong(source, [{ line: 1, column: 1, text: 'the file is empty' }])
  const faults = documents
    .flatMap((one) => [...one.errors, ...one.warnings])
    .map((error) => ({ ...place(error.pos[0]), text: yamlFault(error) }))
  if (documents.length > 1) faults.push({ ...place(documents[1]!.range[0]), text: 'a second document: keep one' })
  const [document] = documents
  const anchors = new Set<string>()
  visit(document!, (_, node) => {
    const at = (text: string, inner: unknown = node) =>
      faults.push({ ...place((inner as Node | null)?.range?.[0] ?? 0), text })
    if (isAlias(node)) {
      if (!anchors.has(node.source)) at(`the alias \`*${node.source}\` stands for nothing`)
    } else if (isNode(node) && node.anchor) anchors.add(node.anchor)
    if (!isMap(node)) return
    const seen = new Set<string>()
    for (const { key } of node.items) {
      if (!isScalar(key)) {
        at('a key is a word, not a mapping or a list', key)
        continue
      }
      const name = String(key.value)
      if (seen.has(name)) at('this key stands twice: keep one', key)
      if (name === '__proto__' || name === '<<') at(`the key \`${name}\` is refused`, key)
      seen.add(name)
    }
  })
  if (faults.length > 0) throw wrong(source, faults)
  let value: unknown
  try {
    value = document!.toJS({ maxAliasCount: MOST_ALIASES })
  } catch (error) {
    throw wrong(source, [{ line: 1, column: 1, text: `too many aliases (${(error as Error).message})` }])
  }
  const root = document!.contents as Node | null
  const schema = documentSchema(source.checks)
  const result = schema.safeParse(value, { reportInput: true })
  const problems = result.success ? [] : problemsOf(result.error.issues, schema)
  const read = result.success ? convert(result.data) : null
  const all = [...problems, ...(read?.problems ?? [])]
  if (!result.success || read === null || all.length > 0)
    throw wrong(
      source,
      all
        .slice(0, MOST_SHOWN)
        .map((problem) => ({ ...placeOf(root, problem, place), text: `${keyOf(problem.path)}: ${problem.text}` })),
      all.length,
    )
  const originOf = (path: Path): Origin => {
    const node = nodeAt(root, path)
    const offset = node?.range?.[0]
    return offset === undefined
      ? { kind: 'default' }
      : { kind: 'file', commit: source.commit, path: source.path, ...place(offset) }
  }
  return { policy: read.policy, placements: read.placements, settings: settingsOf(result.data, originOf) }
}

type Document = Parameters<typeof toPolicy>[0]
function convert(document: Document) {
  const problems: Problem[] = []
  const placements = Object.fromEntries(
    Object.entries(document.targets).map(([name, target]) => [name, toPlacement(target, ['targets', name], problems)]),
  )
  return { policy: toPolicy(document, problems), placements, problems }
}

/** Every leaf of the document with its defaults filled in. */
function settingsOf(
  value: unknown,
  originOf: (path: Path) => Origin,
  path: Path = [],
  into: Setting[] = [],
): Setting[] {
  const inner = value !== null && typeof value === 'object' ? Object.entries(value) : []
  if (inner.length === 0) {
    if (path.length > 0 && value !== undefined) into.push({ key: keyOf(path), value, origin: originOf(path) })
  } else
    for (const [key, one] of inner) settingsOf(one, originOf, [...path, Array.isArray(value) ? Number(key) : key], into)
  return into
}

function nodeAt(root: Node | null, path: Path): Node | null {
  let node: unknown = root
  for (const key of path) {
    if (isAlias(node)) return node
    if (isMap(node))
      node = node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key))?.value
    else if (isSeq(node)) node = node.items[Number(key)]
    else return null
  }
  return (node as Node | null) ?? null
}

/** Where a problem stands: its key, its value, or the nearest mapping above that exists. */
function placeOf(
  root: Node | null,
  { path, onKey }: Problem,
  place: (offset: number) => { line: number; column: number },
) {
  for (let length = path.length; length >= 0; length--) {
    const parent = length > 0 ? nodeAt(root, path.slice(0, length - 1)) : null
    const pair = isMap(parent)
      ? parent.items.find(
          (one) => isPair(one) && isScalar(one.key) && String(one.key.value) === String(path[length - 1]),
        )
      : null
    const key = pair && isScalar(pair.key) ? pair.key.range?.[0] : undefined
    const value = nodeAt(root, path.slice(0, length))?.range?.[0]
    const offset = onKey || length < path.length ? (key ?? value) : (value ?? key)
    if (offset !== undefined) return place(offset)
  }
  return { line: 1, column: 1 }
}

function keyOf(path: Path): string {
  return path.map(String).join('.') || 'the file'
}

function yamlFault(error: { code: string; message: string }): string {
  if (error.message.startsWith('Maximum call stack')) return 'nested too deeply'
  if (error.code === 'TAG_RESOLVE_FAILED') return `tags are refused (${error.message})`
  return error.message.split('\n')[0]!
}

interface Fault {
  readonly line: number
  readonly column: number
  readonly text: string
}
function wrong({ path }: Source, faults: readonly Fault[], count = faults.length): UsageError {
  const shown = faults.slice(0, MOST_SHOWN)
  const [first] = shown
  const others = shown.slice(1).map((fault) => `\n${path}:${fault.line}:${fault.column}: ${fault.text}`)
  const more = count > shown.length ? `\n… and ${count - shown.length} more` : ''
  return new UsageError('wrong-configuration', `${first!.text}${others.join('')}${more}`, {
    hint: 'Correct the configuration; editors complete and check it by the schema named in its first line.',
    place: { path, line: first!.line, column: first!.column },
  })
}
