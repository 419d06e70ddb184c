import { expect } from 'vitest'

/** CPU milliseconds of this process, the least of some rounds: whatever else the machine does hardly counts. */
export async function cpuOf(work: () => unknown, rounds = 1): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const started = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(started)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

/**
 * Ten times as much takes at most forty times the CPU, beyond what compiling and collecting garbage make of little: a
 * quadratic takes a hundred times. `prepare` makes the work of a size, and is not measured itself.
 */
export async function expectLinear(size: number, prepare: (size: number) => () => unknown): Promise<void> {
  const tenth = await cpuOf(prepare(Math.floor(size / 10)), 3)
  const whole = await cpuOf(prepare(size))
  expect(whole, `${size} against a tenth of it`).toBeLessThan(40 * tenth + 200)
}
