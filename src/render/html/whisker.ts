import type { Metric } from '#contract/outcome'
import { html } from '../escape.ts'
import { change, isInterval } from '../numbers.ts'

const WIDTH = 160
const HEIGHT = 22

/** The change with its interval around zero, on a scale that both ends fit into. */
export function whisker({ delta, unit }: Metric): string {
  if (delta.value === null || !isInterval(delta.interval)) return ''
  const { lo, hi } = delta.interval
  const most = Math.max(Math.abs(lo), Math.abs(hi), 1e-12) * 1.1
  const x = (value: number) => (WIDTH / 2 + (value / most) * (WIDTH / 2)).toFixed(1)
  const label = `${change(delta.value, unit)}, between ${change(lo, unit)} and ${change(hi, unit)}`
  const y = HEIGHT / 2
  return `<svg role="img" aria-label="${html(label)}" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><line x1="${WIDTH / 2}" x2="${WIDTH / 2}" y1="2" y2="${HEIGHT - 2}" stroke="var(--line)" stroke-width="2"/><line x1="${x(lo)}" x2="${x(hi)}" y1="${y}" y2="${y}" stroke="var(--head)" stroke-width="2"/><circle cx="${x(delta.value)}" cy="${y}" r="4" fill="var(--head)"/></svg>`
}
