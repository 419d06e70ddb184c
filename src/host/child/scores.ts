import type * as Ort from 'onnxruntime-node'
import { TOP } from '#contract/ports'
import { UnsupportedModel } from './session.ts'

export interface Scores {
  readonly outputs: number
  readonly classes: Int32Array
  readonly scores: Float32Array
  readonly tied: number
  readonly finite: boolean
}

/** Class scores of one image: the first float output of shape [1, N] (or [1, N, 1, 1]). */
export function classScores(results: Ort.InferenceSession.ReturnType, names: readonly string[]): Float32Array {
  for (const name of names) {
    const output = results[name]
    if (output?.type !== 'float32') continue
    const wide = output.dims.filter((dim) => dim !== 1)
    if (output.dims.length >= 2 && output.dims[0] === 1 && wide.length <= 1) return output.data as Float32Array
  }
  const shapes = names.map((name) => `${name}: ${results[name]?.type} [${results[name]?.dims.join(', ')}]`)
  throw new UnsupportedModel(
    `no output is a list of class scores, float32 [1, N]; the model gives ${shapes.join('; ')}`,
  )
}

/** The best TOP of all scores; equal ones by class index. */
export function best(all: Float32Array): Scores {
  const classes = new Int32Array(TOP).fill(-1)
  const scores = new Float32Array(TOP).fill(Number.NaN)
  let tied = 0
  for (let index = 0; index < all.length; index++) {
    const score = all[index]!
    if (!Number.isFinite(score))
      return { outputs: all.length, classes, scores: new Float32Array(TOP), tied: 0, finite: false }
    let place = TOP
    while (place > 0 && (classes[place - 1] === -1 || score > scores[place - 1]!)) place--
    if (place === TOP) continue
    classes.copyWithin(place + 1, place, TOP - 1)
    scores.copyWithin(place + 1, place, TOP - 1)
    classes[place] = index
    scores[place] = score
  }
  for (const score of all) if (score === scores[0]) tied++
  for (let place = 0; place < TOP; place++) if (classes[place] === -1) scores[place] = 0
  return { outputs: all.length, classes, scores, tied, finite: all.length > 0 }
}
