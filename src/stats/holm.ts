/** Holm's step-down adjusted p-values, in the order given (S. Holm, Scand. J. Stat. 1979). */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, index) => index).sort((a, b) => p[a]! - p[b]!)
  const adjusted = new Array<number>(p.length)
  let least = 0
  for (const [rank, index] of order.entries()) {
    least = Math.max(least, Math.min(1, (p.length - rank) * p[index]!))
    adjusted[index] = least
  }
  return adjusted
}
