// Written by tools/generate.mjs from the folders beside it.
import type { AnyCheck } from '#contract/check'
import { check as datasetChange } from './dataset/change/check.ts'
import { check as evaluationMetricRegression } from './evaluation/metric-regression/check.ts'
import { check as evaluationTestSetChange } from './evaluation/test-set-change/check.ts'
import { check as integrityClassMapChange } from './integrity/class-map-change/check.ts'
import { check as integrityImageQuality } from './integrity/image-quality/check.ts'
import { check as integrityInvalidAnnotation } from './integrity/invalid-annotation/check.ts'
import { check as integrityMissingFile } from './integrity/missing-file/check.ts'
import { check as integrityOrphanFile } from './integrity/orphan-file/check.ts'
import { check as integrityUnreadableImage } from './integrity/unreadable-image/check.ts'
import { check as latencyLatencyRegression } from './latency/latency-regression/check.ts'
import { check as leakageConflictingLabel } from './leakage/conflicting-label/check.ts'
import { check as leakageExactDuplicate } from './leakage/exact-duplicate/check.ts'
import { check as leakageSplitMove } from './leakage/split-move/check.ts'
import { check as modelChange } from './model/change/check.ts'
import { check as modelContractChange } from './model/contract-change/check.ts'
import { check as slicesSliceRegression } from './slices/slice-regression/check.ts'

export const checks: readonly AnyCheck[] = [
  datasetChange,
  evaluationMetricRegression,
  evaluationTestSetChange,
  integrityClassMapChange,
  integrityImageQuality,
  integrityInvalidAnnotation,
  integrityMissingFile,
  integrityOrphanFile,
  integrityUnreadableImage,
  latencyLatencyRegression,
  leakageConflictingLabel,
  leakageExactDuplicate,
  leakageSplitMove,
  modelChange,
  modelContractChange,
  slicesSliceRegression,
]
