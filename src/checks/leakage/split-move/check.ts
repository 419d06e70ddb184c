import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type {} from '#evidence/dataset/types'
import type {} from '#evidence/match/types'
import { lossFindings } from './losses.ts'
import { findMoves, moveFinding, moveTable } from './moves.ts'

/** What came into the judged split from where a model may have seen it, and what left it. */
export const check = defineCheck({
  id: 'leakage/split-move',
  title: 'Moves into and out of the judged split',
  failureTitle: 'The judged split gained or lost images or classes',
  why: 'An image that was trained on yesterday and is tested on today is remembered, not recognised; one that left the test set is no longer asked.',
  pitfalls: [3, 5],
  cost: 'static',
  needs: {
    match: { evidence: 'match', at: 'pair' },
    base: { evidence: 'dataset', at: 'base' },
    head: { evidence: 'dataset', at: 'head' },
  },
  options: z.strictObject({}),
  messages: {
    'trained-into-judged': {
      text: 'images of {from} moved into {to}, which is judged: {count}, for example {example}',
      fix: 'Move them back: models up to now were trained on them. New test images must be new to every model.',
      severity: 'block',
    },
    'other-into-judged': {
      text: 'images of {from} moved into {to}, which is judged: {count}, for example {example}',
      fix: 'Make sure that no choice (epoch, threshold, architecture) was made on them.',
      severity: 'warn',
    },
    'judged-into-other': {
      text: 'images of {from}, which is judged, moved into {to}: {count}, for example {example}',
      fix: 'Keep test images where they are: a model that trains on them cannot be compared with earlier ones.',
      severity: 'warn',
    },
    'judged-shrunk': {
      text: 'the judged split {split} has {after} images, {before} on base ({removed} removed, {moved} moved to other splits)',
      fix: 'Say in the description why: fewer images show less, and a metric rises when the hard ones leave.',
      severity: 'warn',
    },
    'judged-class-lost': {
      text: 'nothing in {split} is of {classes} any more',
      fix: 'Keep images of every class in the judged split: what is not tested may be lost without a word.',
      severity: 'warn',
    },
  },
  references: [
    'Kapoor & Narayanan, Leakage and the reproducibility crisis in machine-learning-based science, Patterns 2023',
  ],
  run({ match, base, head }, { target: { gateSplit } }) {
    const given = { match, base, head, gateSplit }
    const moves = findMoves(given)
    return {
      status: 'measured',
      metrics: [],
      claims: [],
      findings: [...moves.map((move) => moveFinding(move, given)), ...lossFindings(given)],
      exhibits: moveTable(moves, given),
    }
  },
})
