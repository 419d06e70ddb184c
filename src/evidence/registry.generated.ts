// Written by tools/generate.mjs from the folders beside it.
import type { AnyEvidence } from '#contract/evidence'
import { evidence as dataset } from './dataset/evidence.ts'
import { evidence as edits } from './edits/evidence.ts'
import { evidence as history } from './history/evidence.ts'
import { evidence as judgement } from './judgement/evidence.ts'
import { evidence as latency } from './latency/evidence.ts'
import { evidence as masks } from './masks/evidence.ts'
import { evidence as match } from './match/evidence.ts'
import { evidence as model } from './model/evidence.ts'
import { evidence as pixels } from './pixels/evidence.ts'
import { evidence as predictions } from './predictions/evidence.ts'

export const evidence: readonly AnyEvidence[] = [
  dataset,
  edits,
  history,
  judgement,
  latency,
  masks,
  match,
  model,
  pixels,
  predictions,
]
