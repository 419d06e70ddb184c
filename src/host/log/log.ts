import type { Log, Progress } from '#contract/ports'
import { logLine } from './escape.ts'

export interface Output {
  write(text: string): unknown
  isTTY?: boolean
  columns?: number
}
export interface LogOptions {
  /** `live` redraws one line with rate and time left; `lines` prints one line a stage and one every ten seconds. */
  style: 'live' | 'lines' | 'silent'
  debug: boolean
  now: () => number
}
export interface StageLog extends Log {
  /** Seconds by stage name, in the order they were opened. */
  readonly seconds: ReadonlyMap<string, number>
}

const REDRAW_MS = 100
const LINE_MS = 10_000

export function createLog(output: Output, options: LogOptions): StageLog {
  const seconds = new Map<string, number>()
  const live = options.style === 'live'
  let drawn = false
  function clear(): void {
    if (drawn) output.write('\r\u001b[K')
    drawn = false
  }
  function print(text: string): void {
    if (options.style === 'silent') return
    clear()
    output.write(`${logLine(text)}\n`)
  }
  return {
    seconds,
    info: print,
    warn: (text) => print(`warning: ${text}`),
    debug: (text) => (options.debug ? print(`debug: ${text}`) : undefined),
    async stage(name, work) {
      const started = options.now()
      let last = started
      let total: number | null = null
      let done = 0
      const progress: Progress = {
        total(count) {
          total = count
        },
        step(count = 1) {
          done += count
          const now = options.now()
          if (options.style === 'silent' || now - last < (live ? REDRAW_MS : LINE_MS)) return
          last = now
          const text = progressText(name, done, total, (now - started) / 1000)
          if (!live) return print(text)
          clear()
          output.write(logLine(text).slice(0, (output.columns ?? 80) - 1))
          drawn = true
        },
      }
      try {
        return await work(progress)
      } finally {
        const spent = (options.now() - started) / 1000
        seconds.set(name, (seconds.get(name) ?? 0) + spent)
        if (spent >= 0.2 || done > 0) print(`${name}${done > 0 ? `: ${done}` : ''} in ${spent.toFixed(1)} s`)
      }
    },
  }
}

/** `decode 1200/5000 · 310/s · 12 s left` */
export function progressText(name: string, done: number, total: number | null, seconds: number): string {
  const rate = seconds > 0 ? done / seconds : 0
  const parts = [total === null ? `${name} ${done}` : `${name} ${done}/${total}`]
  if (rate > 0)
    parts.push(
      rate >= 10 ? `${rate.toFixed(0)}/s` : rate >= 0.5 ? `${rate.toFixed(1)}/s` : `${(1 / rate).toFixed(0)} s each`,
    )
  if (total !== null && rate > 0) parts.push(`${Math.ceil((total - done) / rate)} s left`)
  return parts.join(' · ')
}
