import { Composer, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, Parser, visit, type YAMLMap } from 'yaml'
import { GateError, type Place } from '#contract/errors'
import { shallow } from '#contract/yaml-depth'

/** A `dvc.lock` of ten thousand stages. */
export const DVC_FILE_LIMIT = 8 * 1024 * 1024

/** What one `.dvc`, `dvc.lock` or `dvc.yaml` holds, every scalar as the text that stands there. */
export class DvcFile {
  readonly path: string
  readonly root: YAMLMap | null
  readonly #lines = new LineCounter()

  /** @throws GateError `dvc-file-invalid` */
  constructor(path: string, bytes: Uint8Array) {
    this.path = path
    this.root = this.#parse(bytes)
  }

  #parse(bytes: Uint8Array): YAMLMap | null {
    let text: string
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      throw this.fault(null, 'it is not UTF-8')
    }
    try {
      // Plain texts only: no numbers, no tags. Keys that stand twice are looked for below, in linear time.
      const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, prettyErrors: false })
      const tokens = shallow(new Parser(this.#lines.addNewLine).parse(text), (offset, what) => {
        throw this.fault(offset, what)
      })
      const documents = [...composer.compose(tokens)]
      if (documents.length === 0) return null
      const [document] = documents
      const fault = [...document!.errors, ...document!.warnings][0]
      if (fault) throw this.fault(fault.pos[0], fault.message.split('\n')[0]!)
      if (documents.length > 1) throw this.fault(documents[1]!.range[0], 'a second document')
      visit(document!, {
        Alias: (_, alias) => {
          throw this.fault(alias.range?.[0] ?? 0, 'aliases are not read')
        },
        Map: (_, map) => this.#refuseTwice(map as YAMLMap),
      })
      const root = document!.contents
      if (isMap(root)) return root as YAMLMap
      if (root === null || (isScalar(root) && root.value === '')) return null
      throw this.fault(root.range?.[0] ?? 0, 'expected a mapping')
    } catch (error) {
      if (error instanceof GateError) throw error
      throw this.fault(null, 'it is not YAML')
    }
  }

  #refuseTwice(map: YAMLMap): void {
    const seen = new Set<string>()
    for (const { key } of map.items) {
      if (!isScalar(key)) throw this.fault((key as Node | null)?.range?.[0] ?? 0, 'a key is no text')
      if (seen.has(String(key.value))) throw this.fault(key.range?.[0] ?? 0, `the key ${quote(key.value)} stands twice`)
      seen.add(String(key.value))
    }
  }

  /** Entries of a mapping, in their order; nothing where there is no mapping. */
  *entries(map: unknown): Generator<[key: string, value: unknown]> {
    if (isMap(map)) for (const { key, value } of map.items) yield [String(isScalar(key) ? key.value : ''), value]
  }

  get(map: unknown, name: string): unknown {
    for (const [key, value] of this.entries(map)) if (key === name) return value
    return null
  }

  text(map: unknown, name: string): string | null {
    const value = this.get(map, name)
    if (value === null || value === undefined) return null
    if (isScalar(value) && typeof value.value === 'string') return value.value
    throw this.fault(value, `${quote(name)} is not a text`)
  }

  /** The items of a list; nothing where the name stands for nothing. */
  list(map: unknown, name: string): readonly unknown[] {
    const value = this.get(map, name)
    if (isSeq(value)) return value.items
    if (value === null || value === undefined || (isScalar(value) && value.value === '')) return []
    throw this.fault(value, `${quote(name)} is not a list`)
  }

  placeOf(at: unknown): Place {
    const offset = typeof at === 'number' ? at : rangeOf(at)
    if (offset === null) return { path: this.path }
    const { line, col } = this.#lines.linePos(offset)
    return { path: this.path, line: Math.max(1, line), column: Math.max(1, col) }
  }

  fault(at: unknown, text: string): GateError {
    const place = this.placeOf(at)
    const where = [place.path, place.line, place.column].filter((part) => part !== undefined).join(':')
    const hint = 'Write the file anew with DVC (`dvc add`, `dvc commit`, `dvc repro`) and commit it.'
    return new GateError('dvc-file-invalid', 'artifact', `${where}: ${text}`, { hint, place })
  }
}

function rangeOf(node: unknown): number | null {
  if (isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)) return node.range?.[0] ?? null
  return null
}

function quote(value: unknown): string {
  return JSON.stringify(String(value).slice(0, 200))
}
