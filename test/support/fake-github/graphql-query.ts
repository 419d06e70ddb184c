/** A field of a query, or `... on Type` with its fields. */
export interface Selection {
  readonly name: string
  readonly alias: string
  readonly on: string | null
  readonly arguments: ReadonlyMap<string, unknown>
  readonly fields: readonly Selection[]
}

/** Reads what queries of this kind are made of: one operation, fields, aliases, arguments, variables, inline fragments. */
export function parseQuery(text: string, variables: Readonly<Record<string, unknown>> = {}): Selection[] {
  const tokens = text.match(/\.\.\.|[A-Za-z_]\w*|\$[A-Za-z_]\w*|-?\d+|"(?:[^"\\]|\\.)*"|[^\s,]/g) ?? []
  let at = 0
  if (tokens[at] !== '{') while (at < tokens.length && tokens[at] !== '{') at++ // the operation's head declares variables
  const fields = selections()
  if (at !== tokens.length) throw wrong()
  return fields

  function selections(): Selection[] {
    const found: Selection[] = []
    expect('{')
    while (tokens[at] !== '}') found.push(selection())
    expect('}')
    return found
  }

  function selection(): Selection {
    if (tokens[at] === '...') {
      at++
      expect('on')
      const on = name()
      return { name: '...', alias: '...', on, arguments: new Map(), fields: selections() }
    }
    const first = name()
    const alias = tokens[at] === ':' ? first : null
    if (alias !== null) at++
    const own = alias === null ? first : name()
    const given = new Map<string, unknown>()
    if (tokens[at] === '(') {
      for (at++; tokens[at] !== ')'; ) {
        const key = name()
        expect(':')
        given.set(key, value())
      }
      expect(')')
    }
    return {
      name: own,
      alias: alias ?? own,
      on: null,
      arguments: given,
      fields: tokens[at] === '{' ? selections() : [],
    }
  }

  function value(): unknown {
    const token = tokens[at++]
    if (token === undefined) throw wrong()
    if (token === '[') {
      const items: unknown[] = []
      while (tokens[at] !== ']') items.push(value())
      at++
      return items
    }
    if (token.startsWith('$')) return variables[token.slice(1)]
    return /^["\d-]/.test(token) ? JSON.parse(token) : token
  }

  function name(): string {
    const token = tokens[at++]
    if (token === undefined || !/^[A-Za-z_]/.test(token)) throw wrong()
    return token
  }

  function expect(token: string): void {
    if (tokens[at++] !== token) throw wrong()
  }

  function wrong(): Error {
    return new Error(`Parse error near token ${at}: ${tokens.slice(at - 2, at + 2).join(' ')}`)
  }
}
