import { expect, test } from 'vitest'
import { alphaForLook } from './looks.ts'
import { comparePaired } from './paired.ts'
import { seededRandom } from './random.ts'

const [IMAGES, RUNS, TRIALS] = [1000, 3, 2000]
const [PSI, MARGIN] = [0.05, 0.01]
/** Share of the images whose answer is the same in every run: what correlates the runs. */
const SAME = 0.5

/** One image in one run when head is worse by exactly the margin: +1 gained, −1 lost. */
function flip(u: number): -1 | 0 | 1 {
  if (u < (PSI - MARGIN) / 2) return 1
  return u < PSI ? -1 : 0
}

test('measuring again and pooling keeps the size; the best of three does not', () => {
  const random = seededRandom('5eed'.repeat(8))
  const passes = (gains: number, regressions: number) =>
    comparePaired({ gains, regressions, n: IMAGES }, null, MARGIN).p.notInferior <= alphaForLook(1, 'normal')
  let [pooled, best] = [0, 0]
  for (let trial = 0; trial < TRIALS; trial++) {
    const [gains, losses] = [new Float64Array(RUNS), new Float64Array(RUNS)]
    const mean = { gains: 0, losses: 0 }
    for (let image = 0; image < IMAGES; image++) {
      const same = random() < SAME ? flip(random()) : null
      let sum = 0
      for (let run = 0; run < RUNS; run++) {
        const change = same ?? flip(random())
        if (change > 0) gains[run]!++
        else if (change < 0) losses[run]!++
        sum += change
      }
      if (sum > 0) mean.gains += sum / RUNS
      else mean.losses -= sum / RUNS
    }
    if (passes(mean.gains, mean.losses)) pooled++
    if (gains.some((gained, run) => passes(gained, losses[run]!))) best++
  }
  const error = Math.sqrt((0.05 * 0.95) / TRIALS)
  expect(pooled / TRIALS).toBeLessThan(0.05 + 2 * error)
  expect(best / TRIALS).toBeGreaterThan(0.05 + 8 * error)
})
