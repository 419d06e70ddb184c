// Written by tools/generate.mjs from the folders beside it.
import type { AnyCheck } from '#contract/check'
import { check as datasetChange } from './dataset/change/check.ts'

export const checks: readonly AnyCheck[] = [
  datasetChange,
]
