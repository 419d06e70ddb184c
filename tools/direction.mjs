// Imports go only where docs/architecture.md allows. The canary first: a planted violation must be found, and enough
// modules seen, or the tool itself is blind.
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const LEAST_MODULES = 80

function cruise() {
  const args = [
    join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'src',
  ]
  const result = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 })
  return JSON.parse(result.stdout).summary
}

const canary = join(root, 'src/stats/canary-of-direction.ts')
writeFileSync(
  canary,
  "import { GateError } from '#contract/errors'\nimport '#host/hash'\nexport const canary = GateError\n",
)
let planted
try {
  planted = cruise()
} finally {
  rmSync(canary)
}
const found = planted.violations.filter((violation) => violation.from.endsWith('canary-of-direction.ts')).length
if (found < 2) {
  console.error(`the planted violation was not found (${found} of 2): the direction check is blind`)
  process.exit(1)
}
const { violations, totalCruised } = cruise()
if (totalCruised < LEAST_MODULES) {
  console.error(`only ${totalCruised} modules were seen: the direction check is blind`)
  process.exit(1)
}
for (const violation of violations) console.error(`${violation.rule.name}: ${violation.from} → ${violation.to}`)
process.exit(violations.length > 0 ? 1 : 0)
