const ENTRY = /(\d{1,6})\s*:\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g
const MOST = 100_000

/** Class names in a model's metadata: `names` or `classes`, as a JSON list or as the dict that Python prints (Ultralytics). */
export function classNames(metadata: ReadonlyMap<string, string>): readonly string[] | null {
  const text = metadata.get('names') ?? metadata.get('classes')
  if (text === undefined) return null
  return fromJson(text) ?? fromDict(text)
}

function fromJson(text: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : null
  } catch {
    return null
  }
}

function fromDict(text: string): readonly string[] | null {
  const names: string[] = []
  for (const [, index, single, double] of text.matchAll(ENTRY)) {
    if (Number(index) >= MOST) return null
    names[Number(index)] = (single ?? double ?? '').replace(/\\(.)/g, '$1')
  }
  return names.length > 0 && !names.includes(undefined as never) ? names : null
}
