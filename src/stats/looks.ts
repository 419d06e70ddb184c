const ALPHA = 0.05

/**
 * α of the k-th distinct set of artefacts judged on one pull request. `normal`: three looks at .05, then .05/(k−2)²;
 * `strict`: .05·6/(π²k²), so that all looks together keep .05.
 */
export function alphaForLook(k: number, mode: 'normal' | 'strict'): number {
  if (mode === 'strict') return (ALPHA * 6) / (Math.PI ** 2 * k * k)
  return k <= 3 ? ALPHA : ALPHA / (k - 2) ** 2
}
