const CONTEXT = 3
const MOST_LINES = 3000

/** `patch` of a changed file as GitHub's API gives it: hunks without file names; null for binary or very large ones. */
export function unifiedPatch(before: Uint8Array | undefined, after: Uint8Array | undefined): string | null {
  if (before?.includes(0) || after?.includes(0)) return null
  const [old, now] = [linesOf(before), linesOf(after)]
  if (old.length + now.length > MOST_LINES) return null
  return hunks(difference(old, now))
    .map((hunk) => {
      const [first] = hunk
      const [from, to] = [
        hunk.filter(({ sign }) => sign !== '+').length,
        hunk.filter(({ sign }) => sign !== '-').length,
      ]
      const head = `@@ -${from === 0 ? 0 : first!.old},${from} +${to === 0 ? 0 : first!.now},${to} @@`
      return [head, ...hunk.map(({ sign, text }) => sign + text)].join('\n')
    })
    .join('\n')
}

interface Line {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
  /** Number of this line on each side, or of the next one there. */
  readonly old: number
  readonly now: number
}

function linesOf(bytes: Uint8Array | undefined): string[] {
  const text = new TextDecoder().decode(bytes)
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

/** By longest common subsequence. */
function difference(old: readonly string[], now: readonly string[]): Line[] {
  const width = now.length + 1
  const common = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      common[i * width + j] =
        old[i] === now[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
  const lines: Line[] = []
  for (let i = 0, j = 0; i < old.length || j < now.length; ) {
    const at = { old: i + 1, now: j + 1 }
    if (i < old.length && old[i] === now[j]) {
      lines.push({ sign: ' ', text: old[i++]!, ...at })
      j++
    } else if (i < old.length && (j === now.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!))
      lines.push({ sign: '-', text: old[i++]!, ...at })
    else lines.push({ sign: '+', text: now[j++]!, ...at })
  }
  return lines
}

function hunks(lines: readonly Line[]): Line[][] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some((l) => l.sign !== ' '),
  )
  const found: Line[][] = []
  for (const [at, line] of lines.entries()) {
    if (!near[at]) continue
    if (near[at - 1]) found.at(-1)!.push(line)
    else found.push([line])
  }
  return found
}
