import * as z from 'zod'
import { defineCheck } from '#contract/check'
import { boxFindings } from './box-changes.ts'
import { findChanges } from './changes.ts'
import { classChanges } from './class-changes.ts'
import { composition } from './composition.ts'
import { exampleTables } from './examples.ts'
import { imageFinding } from './image-findings.ts'

const look = 'Look at the examples, and say in the description of the pull request why.'

export const check = defineCheck({
  id: 'dataset/change',
  title: 'Change of the dataset',
  failureTitle: 'The dataset changed',
  why: 'A number that moved is worth nothing until the reviewer knows which images it was measured on.',
  pitfalls: [],
  cost: 'static',
  needs: {
    match: { evidence: 'match', at: 'pair' },
    base: { evidence: 'dataset', at: 'base' },
    head: { evidence: 'dataset', at: 'head' },
  },
  options: z.strictObject({}),
  messages: {
    'moved-between-splits': {
      text: 'images moved from {from} to {split}: {count} ({classes})',
      fix: 'What it means for the test is told by leakage/split-move.',
      severity: 'info',
    },
    'classes-changed': {
      text: 'classes changed: {added} added, {removed} removed, {renumbered} renumbered ({classes})',
      fix: 'What it means for the model is told by integrity/class-map-change.',
      severity: 'info',
    },
    'images-removed': { text: 'images removed from {split}: {count} ({classes})', fix: look, severity: 'info' },
    'images-added': { text: 'images added to {split}: {count} ({classes})', fix: look, severity: 'info' },
    relabelled: { text: 'images relabelled in {split}: {count} ({classes})', fix: look, severity: 'info' },
    'images-edited': {
      text: 'images edited in {split}, same name, other bytes: {count} ({classes})',
      fix: look,
      severity: 'info',
    },
    'images-renamed': { text: 'images renamed in {split}: {count} ({classes})', fix: look, severity: 'info' },
    'annotations-removed': {
      text: 'annotations removed in {split}: {count}, {alone} of them with their image ({classes})',
      fix: look,
      severity: 'info',
    },
    'annotations-added': {
      text: 'annotations added in {split}: {count}, {alone} of them on added images ({classes})',
      fix: look,
      severity: 'info',
    },
  },
  references: [],
  run(given) {
    const groups = findChanges(given)
    const classes = classChanges(given)
    const { metrics, exhibits } = composition(given)
    return {
      status: 'measured',
      metrics,
      claims: [],
      findings: [
        ...(classes ? [classes.finding] : []),
        ...groups.map((group) => imageFinding(group, given)),
        ...boxFindings(given),
      ],
      exhibits: [...exhibits, ...(classes ? [classes.exhibit] : []), ...exampleTables(groups, given)],
    }
  },
})
