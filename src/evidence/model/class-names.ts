const MOST = 1_000_000

/**
 * Class names in a model's metadata, in the order of the outputs: `names` or `classes`, as JSON or as Python prints a
 * dict or list (Ultralytics: `{0: 'person', 1: 'bicycle'}`). Null when there are none, or when they leave a number out.
 */
export function classNames(metadata: ReadonlyMap<string, string>): readonly string[] | null {
  const text = metadata.get('names') ?? metadata.get('classes')
  if (text === undefined) return null
  const read = new Literal(text).read()
  return read === null || read.length === 0 ? null : read
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
])
const CODES: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
])

/** `['a', "b"]`, `('a',)`, `{0: 'a'}`, `{"0": "a"}`: one level, keys without gaps from 0. Reads every character once. */
class Literal {
  readonly #text: string
  #at = 0
  constructor(text: string) {
    this.#text = text
  }

  read(): string[] | null {
    const open = this.#next()
    const close = open === '{' ? '}' : open === '[' ? ']' : open === '(' ? ')' : null
    if (close === null) return null
    const names: string[] = []
    const keyed = new Map<number, string>()
    while (!this.#takes(close)) {
      if (names.length + keyed.size > 0 && !this.#takes(',')) return null
      if (this.#takes(close)) break
      const key = open === '{' ? this.#key() : null
      if (open === '{' && (key === null || keyed.has(key) || key >= MOST || !this.#takes(':'))) return null
      const name = this.#string()
      if (name === null) return null
      if (key === null) names.push(name)
      else keyed.set(key, name)
    }
    if (this.#next() !== '') return null
    for (let key = 0; key < keyed.size; key++) {
      const name = keyed.get(key)
      if (name === undefined) return null
      names.push(name)
    }
    return names
  }

  #key(): number | null {
    this.#space()
    const quoted = this.#text[this.#at] === '"' || this.#text[this.#at] === "'"
    const from = this.#at
    while (/\d/.test(this.#text[this.#at] ?? '')) this.#at++
    const digits = quoted ? this.#string() : this.#text.slice(from, this.#at)
    return digits !== null && /^\d{1,7}$/.test(digits) ? Number(digits) : null
  }

  #string(): string | null {
    const quote = this.#next()
    if (quote !== '"' && quote !== "'") return null
    let value = ''
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at++]!
      if (character === quote) return value
      value += character === '\\' ? this.#escape() : character
    }
    return null
  }

  #escape(): string {
    const character = this.#text[this.#at++] ?? ''
    const digits = CODES.get(character)
    if (digits === undefined) return ESCAPES.get(character) ?? character
    const code = this.#text.slice(this.#at, this.#at + digits)
    if (code.length !== digits || !/^[0-9a-f]+$/i.test(code) || Number.parseInt(code, 16) > 0x10ffff) return character
    this.#at += digits
    const number = Number.parseInt(code, 16)
    return digits === 4 ? String.fromCharCode(number) : String.fromCodePoint(number)
  }

  #takes(character: string): boolean {
    this.#space()
    if (this.#text[this.#at] !== character) return false
    this.#at++
    return true
  }
  #next(): string {
    this.#space()
    return this.#text[this.#at++] ?? ''
  }
  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++
  }
}
