import { normalQuantile } from './normal.ts'

/** Wilson's score interval of a proportion (E. B. Wilson, JASA 1927). n = 0 → [0, 1]. */
export function wilsonInterval(successes: number, n: number, level: number): { lo: number; hi: number } {
  if (n === 0) return { lo: 0, hi: 1 }
  const z = normalQuantile(0.5 + level / 2)
  const p = successes / n
  const centre = p + (z * z) / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return { lo: successes === 0 ? 0 : (centre - half) / scale, hi: successes === n ? 1 : (centre + half) / scale }
}
