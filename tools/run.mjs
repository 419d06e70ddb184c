// Runs a TypeScript file of this project: bundles it with rolldown (aliases of package.json "imports") and imports it.
//   node tools/run.mjs <file.ts> [argument…]
import { mkdir, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [file, ...rest] = process.argv.slice(2)
if (!file) {
  console.error('usage: node tools/run.mjs <file.ts> [argument…]')
  process.exit(3)
}
const folder = join(root, 'node_modules', '.cache', 'cv-gate-run')
await mkdir(folder, { recursive: true })
const out = join(folder, `${basename(file, '.ts')}-${process.pid}.mjs`)
const bundle = await rolldown({
  input: resolve(file),
  platform: 'node',
  external: [/^node:/, /^[a-z@][^:]*$/i],
  cwd: root,
})
await bundle.write({ file: out, format: 'esm', codeSplitting: false })
await bundle.close()
process.argv = [process.argv[0], resolve(file), ...rest]
try {
  await import(pathToFileURL(out).href)
} finally {
  await rm(out, { force: true })
}
