import * as z from 'zod'
import { loadConfig } from '#config/load'
import { UsageError } from '#contract/errors'
import type { CheckId } from '#contract/ids'

export const checks = new Map([
  [
    'latency/latency-regression' as CheckId,
    { options: z.strictObject({ 'ratio-p50': z.number().min(1).default(1.05) }) },
  ],
  ['leakage/exact-duplicate' as CheckId, { options: z.strictObject({}) }],
])
export function load(text: string) {
  return loadConfig(text, { path: '.github/cv-gate.yml', commit: 'c'.repeat(40), checks })
}

/** The smallest useful configuration. */
export const SMALL = `version: 1
targets:
  main:
    task: classification
    data: {format: folder, root: data, splits: {train: train, test: test}}
    model: {path: models/model.onnx, preprocess: imagenet}
    primary: {metric: accuracy, tolerance: 1pp}
`
/** It with another `data`, on line 5. */
export function withData(text: string): string {
  return SMALL.replace(/data: \{format.*/, `data: ${text}`)
}

/** The error of a text that is refused. */
export function problem(text: string): UsageError {
  try {
    load(text)
  } catch (error) {
    if (error instanceof UsageError) return error
    throw error
  }
  throw new Error('it was accepted')
}
/** `line:column` of an error and the first line of what it says. */
export function at(error: UsageError): string {
  return `${error.place?.line}:${error.place?.column} ${error.message.split('\n')[0]}`
}
