// Mutation testing of what decides, escapes, understands commands, repeats requests and waives:
//   npm run mutation [-- <file to mutate>…]
import { execFileSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
// vitest is the project's own: the runner finds it further up.
execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--legacy-peer-deps'], { cwd: here, stdio: 'inherit' })
const files = process.argv.slice(2)
const more = files.length > 0 ? ['--mutate', files.join(',')] : []
execFileSync(
  process.execPath,
  [join(here, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', join(here, 'stryker.config.mjs'), ...more],
  { cwd: root, stdio: 'inherit' },
)
