// Written by tools/generate.mjs from the folders beside it.
import type { AnyEvidence } from '#contract/evidence'
import { evidence as dataset } from './dataset/evidence.ts'
import { evidence as match } from './match/evidence.ts'

export const evidence: readonly AnyEvidence[] = [
  dataset,
  match,
]
