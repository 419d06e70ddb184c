import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Parser,
  type YAMLMap,
} from 'yaml'
import { GateError } from '#contract/errors'
import { shallow } from '#contract/yaml-depth'

const HINT = 'Correct the file: it is YAML 1.2 with each key once.'
/** Each alias searches the whole document for its anchor. */
const ALIASES_LIMIT = 100

/** A text of the file and where it stands, 1-based. */
export interface PlacedText {
  readonly text: string
  readonly line: number
  readonly column: number
}
/**
 * A YAML file that holds one mapping, read by nodes, so that every value knows its place. Nothing is expanded: aliases are
 * followed where a value is asked for, so that a bomb of them stays as small as it is written.
 * @throws GateError `yaml-syntax` with file, line, column and remedy
 */
export class YamlFile {
  readonly root: YAMLMap
  readonly #path: string
  readonly #lines = new LineCounter()
  readonly #document: Document
  #aliases = 0

  /** `what` says what file this should be. */
  constructor(bytes: Uint8Array, path: string, what: string) {
    this.#path = path
    let text: string
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      throw this.errorAt('yaml-syntax', { line: 1, column: 1 }, 'the file is not UTF-8', 'Save it as UTF-8.')
    }
    const composer = new Composer({
      version: '1.2',
      schema: 'core',
      merge: false,
      uniqueKeys: false, // compares every key with every other: a million of them would take hours
      prettyErrors: false,
    })
    const tokens = shallow(new Parser(this.#lines.addNewLine).parse(text), (offset, what) => {
      throw this.errorAt('yaml-syntax', this.#lineOf(offset), what, HINT)
    })
    const [document, second] = composer.compose(tokens, true, text.length)
    this.#document = document!
    const [fault] = [...document!.errors, ...document!.warnings]
    if (fault) throw this.errorAt('yaml-syntax', this.#lineOf(fault.pos[0]), fault.message.split('\n')[0]!, HINT)
    if (second) throw this.errorAt('yaml-syntax', this.#lineOf(second.range[0]), 'a second document', 'Keep one.')
    const root = this.#document.contents
    if (!isMap(root))
      throw this.error('yaml-syntax', root, `not ${what}`, 'Name the right file in .github/cv-gate.yml.')
    const keys = new Set<unknown>()
    for (const { key } of root.items) {
      const name = isScalar(key) ? key.value : key
      if (keys.has(name)) throw this.error('yaml-syntax', key, 'this key stands twice in the file', HINT)
      keys.add(name)
    }
    this.root = root
  }

  get(key: string): Node | null {
    return this.resolve(this.root.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.value)
  }
  resolve(node: unknown): Node | null {
    if (isAlias(node) && ++this.#aliases > ALIASES_LIMIT) {
      const hint = 'Write the values out.'
      throw this.error('yaml-syntax', node, `more than ${ALIASES_LIMIT} aliases`, hint)
    }
    if (!isAlias(node)) return (node as Node | undefined) ?? null
    const target = node.resolve(this.#document)
    if (target) return target
    throw this.error('yaml-syntax', node, `no anchor \`&${node.source}\` before this alias`, HINT)
  }
  /** A scalar as it was written: `1.0` is a name of three characters. null for lists, maps and nothing. */
  text(node: unknown): PlacedText | null {
    const scalar = this.resolve(node)
    if (!isScalar(scalar) || scalar.value === null) return null
    const text = typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value))
    return { text, ...this.place(node) }
  }
  /** One text or a list of them; null when anything else is among them. */
  texts(node: unknown): PlacedText[] | null {
    const value = this.resolve(node)
    const nodes = isSeq(value) ? value.items : value === null ? [] : [value]
    const texts: PlacedText[] = []
    for (const item of nodes) {
      const text = this.text(item)
      if (text === null) return null
      texts.push(text)
    }
    return texts
  }
  /** A whole number, or digits in quotes (Python's `int` reads both). */
  integer(node: unknown): number | null {
    const scalar = this.resolve(node)
    const value = isScalar(scalar) ? scalar.value : null
    if (typeof value === 'string' && /^-?\d{1,9}$/.test(value)) return Number(value)
    return Number.isSafeInteger(value) ? (value as number) : null
  }
  place(node: unknown): { line: number; column: number } {
    return this.#lineOf((node as Node | null)?.range?.[0] ?? 0)
  }
  error(code: string, node: unknown, what: string, hint: string): GateError {
    return this.errorAt(code, this.place(node), what, hint)
  }
  errorAt(code: string, { line, column }: { line: number; column: number }, what: string, hint: string): GateError {
    const place = { path: this.#path, line, column }
    return new GateError(code, 'artifact', `${this.#path}:${line}:${column}: ${what}`, { hint, place })
  }
  #lineOf(offset: number) {
    const { line, col } = this.#lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
}
