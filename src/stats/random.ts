/** sfc32 (Chris Doty-Humphrey, PractRand), seeded by the first 128 bits of a hex digest; uniform in [0, 1) in steps of 2⁻³². */
export function seededRandom(seedHex: string): () => number {
  let [a, b, c, d] = [0, 8, 16, 24].map((at) => Number.parseInt(seedHex.slice(at, at + 8), 16) | 0) as [
    number,
    number,
    number,
    number,
  ]
  function next(): number {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let warm = 0; warm < 15; warm++) next()
  return next
}
