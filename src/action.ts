import { main } from '#app/action/main'
import { endOnFullOutput, endOnSignals } from '#host/ending'

endOnSignals(process)
endOnFullOutput(process)

process.exitCode = await main({
  entry: import.meta.url,
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  now: Date.now,
})
