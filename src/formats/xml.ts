import { GateError } from '#contract/errors'
import { clipped } from './quoted.ts'

/** Annotations nest at most five deep. */
const DEPTH_LIMIT = 32
const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
const HINT = 'Correct the file at this place, or export it again.'

export type XmlToken = 'open' | 'close' | 'text' | 'end'
export interface XmlPlace {
  readonly line: number
  readonly column: number
}

/**
 * Well-formed XML, token by token, in UTF-8. What makes XML dangerous is refused: no document type, no entity but the five
 * of the standard, no depth beyond 32; nothing is ever fetched. Attributes, comments and instructions are stepped over.
 * @throws GateError `xml-…` with file, line, column and remedy
 */
export class XmlReader {
  readonly #text: string
  readonly #path: string
  readonly #open: string[] = []
  #at = 0
  #rooted = false
  /** An element that was closed where it was opened: `<a/>`. */
  #selfClosed = false
  readonly #counted = { offset: 0, line: 1, column: 1 }

  /** Name of the element that `open` or `close` stands for. */
  name = ''
  /** What `text` stands for, references replaced. */
  text = ''
  /** Where the token begins. */
  start = 0

  constructor(bytes: Uint8Array, path: string) {
    this.#path = path
    const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
    this.#text = ''
    if (utf16) throw this.fault('xml-not-utf8', 0, 'the file is UTF-16', 'Save it as UTF-8.')
    try {
      this.#text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      throw this.fault('xml-not-utf8', 0, 'the file is not UTF-8', 'Save it as UTF-8.')
    }
    const control = this.#text.search(CONTROL)
    if (control >= 0) throw this.fault('xml-not-text', control, 'a control character', 'Export the file as XML text.')
  }

  /** Elements around the token, an opened one included. */
  get depth(): number {
    return this.#open.length
  }

  next(): XmlToken {
    if (this.#selfClosed) {
      this.#selfClosed = false
      this.#open.pop()
      return 'close'
    }
    const text = this.#text
    while (this.#at < text.length) {
      this.start = this.#at
      if (text[this.#at] !== '<') {
        if (this.#characters()) return 'text'
      } else if (text.startsWith('<!--', this.#at)) this.#skip('<!--', '-->')
      else if (text.startsWith('<![CDATA[', this.#at)) {
        const content = this.#skip('<![CDATA[', ']]>')
        if (this.#open.length === 0) throw this.#malformed(this.start, 'text outside the root element')
        this.text = content
        return 'text'
      } else if (text.startsWith('<?', this.#at)) this.#skip('<?', '?>')
      else if (text.startsWith('<!', this.#at)) {
        const hint = 'Remove the document type: annotations need none, and entities are not read.'
        throw this.fault('xml-doctype', this.#at, 'a document type or entity declaration', hint)
      } else return text[this.#at + 1] === '/' ? this.#close() : this.#element()
    }
    this.start = this.#at
    if (this.#open.length > 0) throw this.#malformed(this.#at, `the file ends within <${clipped(this.#open.at(-1)!)}>`)
    if (!this.#rooted) throw this.fault('xml-empty', 0, 'no element in the file', HINT)
    return 'end'
  }

  /** 1-based, in characters. Cheap when places are asked for in the order of the file: counting goes on from the last. */
  place(offset: number): XmlPlace {
    const last = this.#counted
    if (offset < last.offset) Object.assign(last, { offset: 0, line: 1, column: 1 })
    for (; last.offset < offset; last.offset++) {
      const unit = this.#text.charCodeAt(last.offset)
      if (unit === 0x0a) {
        last.line++
        last.column = 1
      } else if ((unit & 0xfc00) !== 0xdc00) last.column++ // not the second half of a pair
    }
    return { line: last.line, column: last.column }
  }

  fault(code: string, offset: number, what: string, hint: string): GateError {
    const { line, column } = this.place(offset)
    const place = { path: this.#path, line, column }
    return new GateError(code, 'artifact', `${this.#path}:${line}:${column}: ${what}`, { hint, place })
  }
  #malformed(offset: number, what: string): GateError {
    return this.fault('xml-syntax', offset, what, HINT)
  }

  /** Text up to the next `<`; false for white space outside the root. */
  #characters(): boolean {
    const next = this.#text.indexOf('<', this.#at)
    const end = next < 0 ? this.#text.length : next
    this.text = this.#text.slice(this.#at, end)
    this.#at = end
    if (this.text.includes('&')) this.text = this.#resolved(this.text)
    if (this.#open.length > 0) return true
    if (this.text.trim() !== '') throw this.#malformed(this.start, 'text outside the root element')
    return false
  }

  #resolved(text: string): string {
    let resolved = ''
    let from = 0
    for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', from)) {
      const end = text.indexOf(';', at)
      const name = end < 0 || end - at > 12 ? '' : text.slice(at + 1, end)
      const number = /^#(?:x([0-9a-f]+)|([0-9]+))$/i.exec(name)
      const point = number ? Number.parseInt(number[1] ?? number[2]!, number[1] ? 16 : 10) : 0
      const value = ENTITIES.get(name) ?? (point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : null)
      if (value === null) {
        const hint = 'Write the character itself, or `&amp;` for an ampersand.'
        throw this.fault('xml-entity', this.start + at, 'an entity that is not one of the five of XML', hint)
      }
      resolved += text.slice(from, at) + value
      from = end + 1
    }
    return resolved + text.slice(from)
  }

  /** Steps over what stands between two marks, and returns it. */
  #skip(from: string, to: string): string {
    const end = this.#text.indexOf(to, this.#at + from.length)
    if (end < 0) throw this.#malformed(this.#at, `"${from}" without "${to}"`)
    const content = this.#text.slice(this.#at + from.length, end)
    this.#at = end + to.length
    return content
  }

  #element(): XmlToken {
    this.name = this.#nameAt(this.#at + 1)
    let at = this.#at + 1 + this.name.length
    let quote = ''
    for (; at < this.#text.length; at++) {
      const char = this.#text[at]!
      if (quote !== '') quote = char === quote ? '' : quote
      else if (char === '"' || char === "'") quote = char
      else if (char === '<') throw this.#malformed(at, `"<" within the tag of <${clipped(this.name)}>`)
      else if (char === '>') break
    }
    if (at === this.#text.length) throw this.#malformed(this.#at, `the tag of <${clipped(this.name)}> does not end`)
    if (this.#open.length === 0 && this.#rooted) throw this.#malformed(this.#at, 'a second root element')
    if (this.#open.length === DEPTH_LIMIT)
      throw this.fault('xml-too-deep', this.#at, `elements nested deeper than ${DEPTH_LIMIT}`, HINT)
    this.#rooted = true
    this.#open.push(this.name)
    this.#selfClosed = this.#text[at - 1] === '/'
    this.#at = at + 1
    return 'open'
  }

  #close(): XmlToken {
    const name = this.#nameAt(this.#at + 2)
    const end = this.#text.indexOf('>', this.#at)
    const rest = end < 0 ? '' : this.#text.slice(this.#at + 2 + name.length, end)
    const open = this.#open.pop()
    if (end < 0 || rest.trim() !== '' || open !== name) {
      const what = open === undefined ? 'no element is open' : `<${clipped(open)}> is open`
      throw this.#malformed(this.#at, `</${clipped(name)}>, but ${what}`)
    }
    this.name = name
    this.#at = end + 1
    return 'close'
  }

  #nameAt(from: number): string {
    NAME.lastIndex = from
    const name = NAME.exec(this.#text)?.[0]
    if (name === undefined) throw this.#malformed(this.#at, '"<" that begins no tag (write `&lt;`)')
    return name
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them.
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f]/
const NAME = /[a-z_:\u0080-\uffff][^\s/>=<"'&]*/iy
