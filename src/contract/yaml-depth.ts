/** The configuration is six deep, a dvc.lock five, a data.yaml three. */
const DEPTH_LIMIT = 100

/** What of a token of the YAML parser tells how deep it is. */
interface Token {
  readonly offset: number
  readonly items?: readonly { readonly key?: unknown; readonly value?: unknown }[]
  readonly value?: unknown
}

/**
 * Passes on the parser's tokens, none nested deeper than a hundred levels: the `yaml` package composes nodes by calling
 * itself for every level, and half a million of them take the whole process down where nothing can be caught.
 * `refuse` throws; it is given the offset of the token that is too deep.
 */
export function* shallow<T extends { readonly offset: number }>(
  tokens: Iterable<T>,
  refuse: (offset: number, text: string) => never,
): Generator<T> {
  for (const token of tokens) {
    const left: [Token, number][] = [[token, 0]]
    for (let next = left.pop(); next; next = left.pop()) {
      const [{ offset, items, value }, depth] = next
      if (depth > DEPTH_LIMIT) refuse(offset, `nested deeper than ${DEPTH_LIMIT} levels`)
      for (const inner of items ?? [{ value }])
        for (const one of [inner.key, inner.value])
          if (typeof one === 'object' && one !== null) left.push([one as Token, depth + 1])
    }
    yield token
  }
}
