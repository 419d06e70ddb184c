#!/usr/bin/env node
import { main } from '#app/cli/main'
import { endOnSignals } from '#host/ending'

endOnSignals(process)
// A reader that goes away (`| head`) changes nothing of the verdict.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
process.exitCode = await main(process.argv.slice(2), {
  entry: import.meta.url,
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
})
