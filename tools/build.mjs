// Bundles the entries into dist/: ESM, unminified, byte-identical from every supported Node.
//   node tools/build.mjs [--out <folder>]
import { chmod, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const at = process.argv.indexOf('--out')
const out = at < 0 ? join(root, 'dist') : resolve(process.argv[at + 1])
if (at < 0)
  for (const name of ['action.js', 'cli.js', 'worker.js', 'chunks'])
    await rm(join(out, name), { recursive: true, force: true })

const bundle = await rolldown({
  cwd: root,
  input: { action: 'src/action.ts', cli: 'src/cli.ts', worker: 'src/worker.ts' },
  platform: 'node',
  external: [/^node:/, 'onnxruntime-node', 'sharp'],
})
await bundle.write({
  dir: out,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name].js',
  minify: false,
})
await bundle.close()
await chmod(join(out, 'cli.js'), 0o755)
