import { main } from '#app/action/main'
import { endOnSignals } from '#host/ending'

endOnSignals(process)

process.exitCode = await main({
  entry: import.meta.url,
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  now: Date.now,
})
