// What `npm test` is: every gate of this project, then the tests. Ends with `N passed, N failed, N skipped`.
//   node tools/verify.mjs --gates     the gates alone, in seconds
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = (path) => join(root, 'node_modules', path)
const scratch = mkdtempSync(join(tmpdir(), 'cv-gate-verify-'))
const failures = []

function step(name, file, args, { quiet = true } = {}) {
  const started = Date.now()
  const result = spawnSync(process.execPath, [file, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: quiet ? 'pipe' : ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NO_COLOR: '1' },
  })
  const ok = result.status === 0
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  if (!ok) {
    failures.push(name)
    if (quiet) console.log(`${result.stdout}${result.stderr}`.trimEnd())
  }
  return result
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(folder, path))
    .sort()
}

step('generated files are fresh', 'tools/generate.mjs', ['--check'])
step('types', bin('ts7/bin/tsc'), ['-p', '.'])
step('lint and format', bin('@biomejs/biome/bin/biome'), ['ci', '--error-on-warnings', '.'])
step('direction of imports', 'tools/direction.mjs', [])
step('dead code', bin('knip/bin/knip.js'), ['--production', '--strict'])
step('build', 'tools/build.mjs', ['--out', join(scratch, 'dist')])
freshDist()
if (process.argv.includes('--gates')) {
  rmSync(scratch, { recursive: true, force: true })
  process.exit(failures.length > 0 ? 1 : 0)
}
const report = join(scratch, 'tests.json')
const vitest = [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
const tests = spawnSync(process.execPath, vitest, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
finish()

/** The committed dist is what a build makes, to the byte. */
function freshDist() {
  const built = filesBelow(join(scratch, 'dist'))
  const committed = filesBelow(join(root, 'dist')).filter((name) => name !== 'config.schema.json')
  const differing = [...new Set([...built, ...committed])].filter((name) => {
    if (!built.includes(name) || !committed.includes(name)) return true
    return !readFileSync(join(scratch, 'dist', name)).equals(readFileSync(join(root, 'dist', name)))
  })
  const ok = differing.length === 0
  console.log(`${ok ? 'ok  ' : 'FAIL'} dist is fresh`)
  if (!ok) {
    failures.push('dist is fresh')
    console.log(`stale: ${differing.join(', ')}\nRun \`npm run build\` and commit dist/.`)
  }
}

function finish() {
  let counts = { passed: 0, failed: 1, skipped: 0 }
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'))
    const crashed = result.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    ).length
    counts = {
      passed: result.numPassedTests,
      failed: result.numFailedTests + crashed,
      skipped: result.numPendingTests + result.numTodoTests,
    }
  } catch {
    failures.push('the tests left no report')
  }
  rmSync(scratch, { recursive: true, force: true })
  if (tests.status !== 0 && counts.failed === 0) counts.failed = 1
  if (failures.length > 0) console.log(`gates failed: ${failures.join(', ')}`)
  console.log(`${counts.passed} passed, ${counts.failed + failures.length} failed, ${counts.skipped} skipped`)
  process.exit(counts.failed + failures.length > 0 ? 1 : 0)
}
