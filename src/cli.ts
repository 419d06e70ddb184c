#!/usr/bin/env node
import { main } from '#app/cli/main'
import { endOnFullOutput, endOnSignals } from '#host/ending'

endOnSignals(process)
endOnFullOutput(process)
process.exitCode = await main(process.argv.slice(2), {
  entry: import.meta.url,
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
})
