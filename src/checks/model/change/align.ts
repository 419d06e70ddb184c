/** A table of 16 MB; real sequences are a few hundred long after their equal ends are cut off. */
const MOST_CELLS = 4_000_000

/**
 * Longest common subsequence: pairs of indices with equal tokens, in order. Of sequences that are too long for the
 * table only the equal beginning and end.
 */
export function align(a: readonly string[], b: readonly string[]): [number, number][] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let tail = 0
  while (tail < Math.min(a.length, b.length) - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const pairs: [number, number][] = []
  for (let index = 0; index < start; index++) pairs.push([index, index])
  const middle = common(a.slice(start, a.length - tail), b.slice(start, b.length - tail))
  for (const [left, right] of middle) pairs.push([start + left, start + right])
  for (let index = tail; index > 0; index--) pairs.push([a.length - index, b.length - index])
  return pairs
}

function common(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1
  if ((a.length + 1) * width > MOST_CELLS) return []
  /** Length of the longest common subsequence of what follows a[i] and b[j]. */
  const lengths = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!)
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; )
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i++
    else j++
  return pairs
}
