import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type {} from '#evidence/dataset/types'
import type {} from '#evidence/model/types'
import { type ClassMap, mapFindings } from './maps.ts'
import { namesOf, type Side, sourceFindings } from './sources.ts'

/** Which number means which class: on base and head, in the data, the configuration and the model. */
export const check = defineCheck({
  id: 'integrity/class-map-change',
  title: 'Numbers of the classes',
  failureTitle: 'Classes and their numbers do not agree',
  why: 'A model counts classes by number: when the third class becomes the fourth, every answer has the name of its neighbour, and no program fails.',
  pitfalls: [2],
  cost: 'static',
  needs: {
    base: { evidence: 'dataset', at: 'base', optional: true },
    head: { evidence: 'dataset', at: 'head' },
    baseModel: { evidence: 'model', at: 'base', optional: true },
    headModel: { evidence: 'model', at: 'head', optional: true },
  },
  options: z.strictObject({}),
  messages: {
    renumbered: {
      text: '{count} classes of the {of} have another number: {classes}',
      fix: 'Add new classes at the end, so that the others keep their numbers; or release data, model and callers together.',
      severity: 'block',
    },
    reordered: {
      text: '{count} classes of the {of} stand elsewhere in the order of their names: {classes}',
      fix: 'Who numbers classes in that order (image folders, sorted labels) has other numbers from now on: list them in `data.classes`, new ones at the end.',
      severity: 'warn',
    },
    removed: {
      text: '{count} classes of the {of} are gone: {classes}',
      fix: 'Keep the class, if only without images: what the model cannot answer any more is not measured any more.',
      severity: 'block',
    },
    renamed: {
      text: '{count} classes of the {of} have another name at the same number: {classes}',
      fix: 'Make sure that it is the same thing under another name, and that callers know it.',
      severity: 'warn',
    },
    added: {
      text: '{count} classes were added at the end of the {of}: {classes}',
      fix: 'Nothing breaks by number; the model has to be trained for them.',
      severity: 'info',
    },
    'width-mismatch': {
      text: 'the output {output} is {width} wide, and {source} names {count} classes',
      fix: 'Train and export the model with these classes, or list its outputs in their order: `model.classes`.',
      severity: 'block',
    },
    'names-disagree': {
      text: '{one} and {other} do not agree on {count} classes: {examples}',
      fix: 'Give every class one name and one number: in the data, in `model.classes`, and in what the model was exported with.',
      severity: 'block',
    },
  },
  references: [],
  run({ base, head, baseModel, headModel }, { target }) {
    const now: Side = { data: head, model: headModel }
    const was = base && { data: base, model: baseModel }
    return {
      status: 'measured',
      metrics: [],
      claims: [],
      findings: [...(was ? mapsOf(was, now).flatMap(mapFindings) : []), ...sourceFindings(now, was, target.task)],
      exhibits: [],
    }
  },
})

/**
 * Lists whose order means something: the outputs of the model where they have names, and the dataset where it numbers its
 * classes itself, or where the model, having no names, can only count as the dataset does. Where there is no model, nobody
 * here counts names that are only sorted: then their order is told, and no more.
 */
function mapsOf(base: Side, head: Side): ClassMap[] {
  const [before, after] = [namesOf(base.model), namesOf(head.model)]
  const model = before && after ? [{ of: 'model' as const, base: before, head: after }] : []
  const numbered = head.data.numbered && base.data.numbered
  const sorted = !numbered && !base.model && !head.model
  const data = { of: 'dataset' as const, base: base.data.classes, head: head.data.classes, sorted }
  if (!numbered && after) return model
  const same = model.some((one) => JSON.stringify([one.base, one.head]) === JSON.stringify([data.base, data.head]))
  return same ? [data] : [data, ...model]
}
