import type { Estimate, Exhibit, Interval, Unit } from '#contract/outcome'

const MINUS = '−'

function signed(text: string): string {
  return text.replace('-', MINUS)
}

function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits)
  return signed(Number(text) === 0 ? (0).toFixed(digits) : text)
}

/** 0.0314 → `3.1 %`. */
export function percent(ratio: number): string {
  return `${fixed(ratio * 100, 1)} %`
}

/** −0.041 → `−4.1 pp`; small differences keep a second digit. */
export function points(difference: number): string {
  const digits = difference !== 0 && Math.abs(difference) < 0.001 ? 2 : 1
  const text = fixed(difference * 100, digits)
  return `${difference > 0 && !text.startsWith(MINUS) ? '+' : ''}${text} pp`
}

/** Three digits or so; below a tenth of a millisecond in microseconds. */
export function milliseconds(ms: number): string {
  const size = Math.abs(ms)
  if (size > 0 && size < 0.1) return `${fixed(ms * 1000, size >= 0.01 ? 1 : 2)} µs`
  return `${fixed(ms, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)} ms`
}

export function bytes(count: number): string {
  const size = Math.abs(count)
  if (size < 1000) return `${signed(String(count))} B`
  if (size < 1e6) return `${fixed(count / 1e3, 1)} kB`
  return size < 1e9 ? `${fixed(count / 1e6, 1)} MB` : `${fixed(count / 1e9, 2)} GB`
}

/** Whole numbers in groups of three, others with three significant digits. */
export function plain(value: number): string {
  if (Number.isInteger(value)) return signed(value.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ','))
  return signed(Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3))))
}

export function inUnit(value: number, unit: Unit): string {
  if (unit === 'ratio') return percent(value)
  if (unit === 'ms') return milliseconds(value)
  if (unit === 'byte') return bytes(value)
  return unit === 'count' || unit === 'score' ? plain(value) : `${plain(value)} ${unit}`
}

/** A difference: ratios in percentage points, always with its sign. */
export function change(value: number, unit: Unit): string {
  if (unit === 'ratio') return points(value)
  const text = inUnit(value, unit)
  return value > 0 ? `+${text}` : text
}

type Column = Extract<Exhibit, { kind: 'table' }>['columns'][number]
/** A number in a column of a table. */
export function inColumn(value: number, { unit, change: difference }: Column): string {
  if (unit === 'text') return plain(value)
  return difference ? change(value, unit) : inUnit(value, unit)
}

export function isInterval(interval: Interval | { code: string }): interval is Interval {
  return 'lo' in interval
}

/** `300 images`, `1 file`. */
export function countOf({ n, of }: Extract<Estimate, { n: number }>): string {
  return `${plain(n)} ${of}${n === 1 ? '' : of.endsWith('x') ? 'es' : 's'}`
}

/** `−5.9 pp … −2.2 pp`, or an empty string where there is none. */
export function intervalText(estimate: Estimate, show: (value: number) => string): string {
  if (estimate.value === null || !isInterval(estimate.interval)) return ''
  return `${show(estimate.interval.lo)} … ${show(estimate.interval.hi)}`
}

/** An argument by the ending of its name: `…Ratio`, `…Pp`, `…Ms`, `…Bytes`. */
export function argument(name: string, value: number): string {
  if (name.endsWith('Ratio')) return percent(value)
  if (name.endsWith('Pp')) return points(value)
  if (name.endsWith('Ms')) return milliseconds(value)
  return name.endsWith('Bytes') ? bytes(value) : plain(value)
}

export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  return `${minutes} min ${Math.round(seconds - minutes * 60)} s`
}
