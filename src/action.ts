import { main } from '#app/action/main'

process.exitCode = await main({
  entry: import.meta.url,
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  now: Date.now,
})
