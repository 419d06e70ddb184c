// Brings node_modules up to package-lock.json, when it is not: what `npm run demo` and `npm test` start with.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

function install(folder, what) {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex')
  const mark = join(folder, 'node_modules', '.cv-gate-lock')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return
  console.error(`${what} (npm ci) …`)
  // Install scripts stay off: onnxruntime-node's would download a GPU provider that nothing here needs.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    env,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) {
    console.error('npm ci failed: cv-gate needs Node ≥ 20.19, npm and a package registry.')
    process.exit(1)
  }
  writeFileSync(mark, lock)
}

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`cv-gate needs Node ≥ 20.19; this is ${process.versions.node}.`)
  process.exit(1)
}
install(root, 'Installing packages')
if (process.argv.includes('--node24') && process.platform === 'linux' && process.arch === 'x64')
  install(join(root, 'tools', 'node24'), 'Installing Node 24 for the tests')
