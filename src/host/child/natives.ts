import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as Ort from 'onnxruntime-node'
import type Sharp from 'sharp'

/** Loads a native package from the folder whose node_modules holds it (ESM ignores NODE_PATH). */
function requireFrom(folder: string): NodeJS.Require {
  return createRequire(join(folder, 'package.json'))
}

export function loadSharp(folder: string): typeof Sharp {
  return requireFrom(folder)('sharp') as typeof Sharp
}

export function loadOnnxRuntime(folder: string): typeof Ort {
  return requireFrom(folder)('onnxruntime-node') as typeof Ort
}
