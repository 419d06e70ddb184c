import * as z from 'zod'
import { defineCheck } from '#contract/check'
import { boxFindings, boxGroups, boxTables } from './box-changes.ts'
import { findChanges } from './changes.ts'
import { classChanges } from './class-changes.ts'
import { composition } from './composition.ts'
import { exampleTables } from './examples.ts'
import { imageFinding } from './image-findings.ts'
import { maskTable } from './mask-table.ts'
import { metadataTables } from './metadata.ts'
import { versionTable } from './version-table.ts'

const look = 'Look at the examples, and say in the description of the pull request why.'

export const check = defineCheck({
  id: 'dataset/change',
  title: 'Change of the dataset',
  failureTitle: 'The dataset changed',
  why: 'A number that moved is worth nothing until the reviewer knows which images it was measured on.',
  pitfalls: [],
  cost: 'cpu',
  needs: {
    match: { evidence: 'match', at: 'pair' },
    base: { evidence: 'dataset', at: 'base' },
    head: { evidence: 'dataset', at: 'head' },
    edits: { evidence: 'edits', at: 'pair', optional: true },
    baseMasks: { evidence: 'masks', at: 'base', optional: true },
    headMasks: { evidence: 'masks', at: 'head', optional: true },
  },
  options: z.strictObject({}),
  messages: {
    'moved-between-splits': {
      text: '{images} moved from {from} to {split} ({classes})',
      fix: 'What it means for the test is told by leakage/split-move.',
      severity: 'info',
    },
    'classes-changed': {
      text: 'classes changed: {added} added, {removed} removed, {renamed} renamed, {renumbered} renumbered ({classes})',
      fix: 'What it means for the model is told by integrity/class-map-change.',
      severity: 'info',
    },
    'images-removed': { text: '{images} removed from {split} ({classes})', fix: look, severity: 'info' },
    'images-added': { text: '{images} added to {split} ({classes})', fix: look, severity: 'info' },
    relabelled: { text: '{images} relabelled in {split} ({classes})', fix: look, severity: 'info' },
    'masks-changed': { text: '{images} with another mask in {split}', fix: look, severity: 'info' },
    'images-edited': {
      text: '{images} edited in {split}, {how} ({classes})',
      fix: look,
      severity: 'info',
    },
    'images-re-encoded': {
      text: '{images} re-encoded in {split}, other bytes and equal pixels ({classes})',
      fix: look,
      severity: 'info',
    },
    'images-renamed': { text: '{images} renamed in {split} ({classes})', fix: look, severity: 'info' },
    'annotations-removed': {
      text: '{annotations} removed in {split}, {alone} of them with their image ({classes})',
      fix: look,
      severity: 'info',
    },
    'annotations-added': {
      text: '{annotations} added in {split}, {alone} of them on added images ({classes})',
      fix: look,
      severity: 'info',
    },
    'annotations-relabelled': { text: '{annotations} relabelled in {split} ({classes})', fix: look, severity: 'info' },
    'annotations-moved': {
      text: '{annotations} moved or resized in {split}, least IoU {iou} ({classes})',
      fix: look,
      severity: 'info',
    },
    'annotations-reshaped': {
      text: '{annotations} with another outline, mask, joints or crowd mark in the same box in {split} ({classes})',
      fix: look,
      severity: 'info',
    },
  },
  references: [],
  run(given, { target }) {
    const groups = findChanges(given)
    const classes = classChanges(given)
    const boxes = boxGroups(given)
    const { metrics, exhibits } = composition(given, boxes)
    return {
      status: 'measured',
      metrics,
      claims: [],
      findings: [
        ...(classes ? [classes.finding] : []),
        ...groups.map((group) => imageFinding(group, given)),
        ...boxFindings(boxes, given),
      ],
      exhibits: [
        versionTable(given),
        ...exhibits,
        ...(target.task === 'semantic-segmentation' ? maskTable(given) : []),
        ...metadataTables(given),
        ...(classes ? [classes.exhibit] : []),
        ...exampleTables(groups, given),
        ...boxTables(boxes, given),
      ],
    }
  },
})
