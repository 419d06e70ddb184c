type Ending = () => unknown
/** Longer than a request or two take; a runner that cancels a job gives 7.5 s before it insists. */
const MOST_MS = 5000
const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const

const endings = new Set<Ending>()

/** Has something done should this process be told to end before it is through; returns what takes it back. */
export function atEnd(ending: Ending): () => void {
  endings.add(ending)
  return () => endings.delete(ending)
}

/** On SIGINT and SIGTERM: what must be done is done, within bounds, and the exit code is never 0. */
export function endOnSignals(process: NodeJS.Process): void {
  for (const [signal, number] of Object.entries(SIGNALS))
    process.once(signal, () => {
      process.stderr.write(`ended by ${signal}: nothing was decided\n`)
      setTimeout(() => process.exit(128 + number), MOST_MS)
      const all = [...endings].map(async (ending) => ending())
      Promise.allSettled(all).then(() => process.exit(128 + number))
    })
}

const UNVERIFIED = 2

/** What cannot be written is an error of the machine; a reader that goes away (`| head`) changes nothing of the verdict. */
export function endOnFullOutput(process: NodeJS.Process): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (code === 'EPIPE') return
      if (stream === process.stdout) process.stderr.write(`error: the output cannot be written: ${message}\n`)
      process.exit(UNVERIFIED)
    })
}
