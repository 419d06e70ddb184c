const Z95 = 1.6448536269514722
const Z80 = 0.8416212335729143
const Z90 = 1.2815515655446004

/** Smallest true loss that a paired comparison of n units with discordance psi shows with power .80 at one-sided .05. */
export function mde80(psi: number, n: number, delta = 0): number {
  return ((Z95 + Z80) * Math.sqrt(Math.max(0, psi - delta * delta))) / Math.sqrt(n)
}

/** Units needed to show "not worse than margin" with power .80 when nothing changed. */
export function n80(psi: number, margin: number): number {
  return ((Z95 + Z80) ** 2 * psi) / (margin * margin)
}

/** As `n80`, with power .90.
 * @public */
export function n90(psi: number, margin: number): number {
  return ((Z95 + Z90) ** 2 * psi) / (margin * margin)
}
