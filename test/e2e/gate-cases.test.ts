import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { catalogue } from '#app/catalogue'
import { asGateError } from '#contract/errors'
import type { Report } from '#contract/report'
import { exitCode } from '#engine/exit'
import { judge } from '#test/golden'
import { colourClassifier } from '#test/onnx-writer'
import { CONFIG, colours, SmallRepository } from '#test/small-repository'

type Files = Record<string, string | Uint8Array | null>
/** What becomes of a pull request, and what must be said about it. */
type Case = readonly [
  what: string,
  make: () => readonly [base: Files, head: Files],
  exit: number,
  conclusion: string,
  says: string,
]

let clean: Files
let cache: string
let repository: SmallRepository
beforeAll(async () => {
  clean = await colours()
  cache = mkdtempSync(join(tmpdir(), 'cv-gate-cases-'))
})
afterAll(() => rmSync(cache, { recursive: true, force: true }))
beforeEach(() => {
  repository = new SmallRepository()
})
afterEach(() => repository.remove())

/** Exit code, conclusion (`none`: there is no report), and the codes of what is said and was not so before. */
async function said(base: Files, head: Files): Promise<{ exit: number; conclusion: string; codes: readonly string[] }> {
  const from = repository.commit(Object.fromEntries(Object.entries(base).filter(([, content]) => content !== null)))
  const to = repository.commit(head)
  try {
    const report = await judge(repository.path, from, to, cache)
    return { exit: exitCode(report), conclusion: report.conclusion, codes: codesOf(report) }
  } catch (thrown) {
    const { code, owner } = asGateError(thrown)
    return { exit: owner === 'user' ? 3 : 2, conclusion: 'none', codes: [code] }
  }
}
function codesOf({ targets, notes }: Report): string[] {
  const codes = notes.map(({ code }) => code)
  for (const outcome of targets.flatMap(({ outcomes }) => Object.values(outcomes))) {
    if (outcome.status === 'measured') {
      for (const { code, args, age } of outcome.findings)
        if (age === 'new') codes.push(code === 'weakened' ? `${code} ${args.key}` : code)
    } else if (outcome.status === 'error') codes.push(outcome.code)
    else if (outcome.status !== 'unchanged') codes.push(outcome.reason.code)
  }
  return codes
}
const labels = () => String(clean['data/labels.csv'])
const without = (pattern: RegExp) => ({ 'data/labels.csv': labels().replaceAll(pattern, '') })
const config = (change: (text: string) => string) => ({ '.github/cv-gate.yml': change(CONFIG) })
const worse = { 'model.onnx': colourClassifier(4, { scale: [1, 1, 0] }) }
const gone = (files: Files, start: string): Files =>
  Object.fromEntries(Object.keys(files).flatMap((path) => (path.startsWith(start) ? [[path, null]] : [])))
const pictures = (split: 'train' | 'test') =>
  Object.keys(clean).flatMap((path) => (path.startsWith(`data/${split}/`) ? [clean[path]!] : []))

const dataOnly = (task: string, data: string) =>
  `version: 1\nmode: enforce\ntargets:\n  main:\n    task: ${task}\n    data: ${data}\n`
const IMAGES = Array.from({ length: 4 }, (_, id) => ({ id: id + 1, file_name: `${id}.png`, width: 4, height: 4 }))
const BOXES = IMAGES.map(({ id }) => ({ id, image_id: id, category_id: 1, bbox: [0, 0, 2, 2], area: 4, iscrowd: 0 }))
const coco = (images: object[], annotations: object[]) =>
  JSON.stringify({ images, annotations, categories: [{ id: 1, name: 'red' }] })
function ofCoco(images: object[], annotations: object[]): Files {
  return {
    '.github/cv-gate.yml': dataOnly('detection', '{format: coco, root: data, splits: {test: test.json}}'),
    'data/test.json': coco(images, annotations),
    ...Object.fromEntries(IMAGES.map(({ file_name }, at) => [`data/${file_name}`, pictures('test')[at]!])),
  }
}
function ofFolders(): Files {
  const data = '{format: folder, root: data, splits: {train: train, test: test}}'
  const files: Files = { '.github/cv-gate.yml': dataOnly('classification', data) }
  for (const split of ['train', 'test'] as const)
    for (let at = 0; at < 3; at++) files[`data/${split}/red/${at}.png`] = pictures(split)[3 * at]!
  return files
}
function ofYolo(): Files {
  const files: Files = {
    '.github/cv-gate.yml': dataOnly('detection', '{format: yolo, file: data.yaml}'),
    'data.yaml': 'train: images/train\nval: images/val\nnames: [red]\n',
  }
  for (const [split, own] of [
    ['train', 'train'],
    ['val', 'test'],
  ] as const)
    for (let at = 0; at < 3; at++) {
      files[`images/${split}/${at}.png`] = pictures(own)[3 * at]!
      files[`labels/${split}/${at}.txt`] = '0 0.5 0.5 0.5 0.5\n'
    }
  return files
}

const NONE = /.*\.png.*\n/g
const JUDGED = /.*,test\n/g
const OFF = [...catalogue.keys()].filter((id) => !id.startsWith('policy/')).map((id) => `  ${id}: {severity: 'off'}\n`)
const relabelled = () => ({ 'data/labels.csv': labels().replace('train/0.png,red', 'train/0.png,green') })

const VACUOUS: Case[] = [
  [
    'no judged row on either side',
    () => [
      { ...clean, ...without(JUDGED) },
      { 'data/labels.csv': `${without(JUDGED)['data/labels.csv']}`.replace('0.png,red', '0.png,green') },
    ],
    ...([2, 'unverified', 'empty-split'] as const),
  ],
  [
    'no row on either side',
    () => [{ ...clean, ...without(NONE) }, { 'data/labels.csv': 'image,label,split,x\n' }],
    2,
    'unverified',
    'empty-split',
  ],
  ['no row any more', () => [clean, without(NONE)], 1, 'blocked', 'nothing-to-judge'],
  ['an empty manifest', () => [clean, { 'data/labels.csv': '' }], 2, 'unverified', 'csv-empty'],
  ['no judged row any more', () => [clean, without(JUDGED)], 1, 'blocked', 'nothing-to-judge'],
  ['no picture any more', () => [clean, gone(clean, 'data/t')], 1, 'blocked', 'missing-file'],
  [
    'no judged picture that can be read',
    () => [clean, Object.fromEntries(Object.keys(gone(clean, 'data/test/')).map((path) => [path, 'broken']))],
    1,
    'blocked',
    'unreadable',
  ],
  [
    'the first judged rows',
    () => [{ ...clean, ...without(JUDGED) }, { 'data/labels.csv': labels() }],
    0,
    'warned',
    'first-test-set',
  ],
  [
    'the first model',
    () => [{ ...clean, 'model.onnx': null }, { 'model.onnx': clean['model.onnx']! }],
    0,
    'warned',
    'first-model',
  ],
  [
    'the first data',
    () => [{ ...clean, 'data/labels.csv': null }, { 'data/labels.csv': labels() }],
    0,
    'warned',
    'no-data-on-base',
  ],
  [
    'the first configuration',
    () => [{ ...clean, '.github/cv-gate.yml': null }, config((text) => text)],
    0,
    'passed',
    'adopting',
  ],
  [
    'every check switched off',
    () => [
      { ...clean, ...config((text) => `${text.slice(0, text.indexOf('checks:'))}checks:\n${OFF.join('')}`) },
      relabelled(),
    ],
    ...([0, 'warned', 'switched-off'] as const),
  ],
  [
    'no time',
    () => [{ ...clean, ...config((text) => `${text}budget: {minutes: 0.0000001}\n`) }, relabelled()],
    2,
    'unverified',
    'over-budget',
  ],
  [
    'a model that nothing is asked of',
    () => [{ ...clean, ...config((text) => text.replace(/ {4}primary.*\n/, '')) }, worse],
    0,
    'warned',
    'no-primary',
  ],
  [
    'a model of a task that is not measured',
    () => [
      {
        ...clean,
        ...config((text) => text.replace(/ {4}primary.*\n/, '').replace('classification', 'retrieval')),
      },
      worse,
    ],
    0,
    'warned',
    'task-not-measured',
  ],
  [
    'COCO: no images on either side',
    () => [ofCoco([], []), { 'data/test.json': `${coco([], [])}\n` }],
    2,
    'unverified',
    'empty-split',
  ],
  [
    'COCO: no images any more',
    () => [ofCoco(IMAGES, BOXES), { 'data/test.json': coco([], []) }],
    1,
    'blocked',
    'judged-shrunk',
  ],
  [
    'COCO: no boxes any more',
    () => [ofCoco(IMAGES, BOXES), { 'data/test.json': coco(IMAGES, []) }],
    0,
    'warned',
    'judged-class-lost',
  ],
  ['folders: no pictures any more', () => [ofFolders(), gone(ofFolders(), 'data/test')], 1, 'blocked', 'empty-split'],
  ['YOLO: no labels any more', () => [ofYolo(), gone(ofYolo(), 'labels/val')], 0, 'warned', 'judged-class-lost'],
  ['YOLO: no pictures any more', () => [ofYolo(), gone(ofYolo(), 'images/val')], 1, 'blocked', 'missing-file'],
]

const moved = (): Files => ({ 'model.onnx': null, 'models/model.onnx': clean['model.onnx']! })
const REMOVED: Case[] = [
  ['the model', () => [clean, { 'model.onnx': null }], 1, 'blocked', 'missing'],
  ['the model, moved without the configuration', () => [clean, moved()], 1, 'blocked', 'missing'],
  [
    'the model, moved with it',
    () => [clean, { ...moved(), ...config((text) => text.replace('path: m', 'path: models/m')) }],
    0,
    'passed',
    'nothing-relevant-changed',
  ],
  [
    'the model, no longer named',
    () => [clean, config((text) => text.replace(/ {4}model.*\n/, ''))],
    3,
    'none',
    'wrong-configuration',
  ],
  [
    'the model and what is asked of it',
    () => [clean, config((text) => text.replace(/ {4}(model|primary).*\n/g, ''))],
    1,
    'blocked',
    'dropped',
  ],
  ['the configuration', () => [clean, { '.github/cv-gate.yml': null, ...worse }], 1, 'blocked', 'regression'],
  [
    'the configuration, renamed',
    () => [
      clean,
      { '.github/cv-gate.yml': null, '.github/cv-gate.yaml': CONFIG.replace('enforce', 'advisory'), ...worse },
    ],
    1,
    'blocked',
    'regression',
  ],
  [
    'the target, renamed',
    () => [clean, config((text) => text.replace('  main:', '  other:'))],
    1,
    'blocked',
    'removed',
  ],
  [
    'the primary metric',
    () => [clean, { ...config((text) => text.replace(/ {4}primary.*\n/, '')), ...worse }],
    1,
    'blocked',
    'weakened targets.main.primary',
  ],
  ['the manifest', () => [clean, { 'data/labels.csv': null }], 2, 'unverified', 'manifest-missing'],
  [
    'the manifest, moved without the configuration',
    () => [clean, { 'data/labels.csv': null, 'data/all.csv': labels() }],
    2,
    'unverified',
    'manifest-missing',
  ],
  [
    'the judged split, no longer named',
    () => [clean, config((text) => text.replace(', test: test}', '}'))],
    3,
    'none',
    'wrong-configuration',
  ],
  [
    'the judged split, renamed',
    () => [clean, { 'data/labels.csv': labels().replaceAll(/,test$/gm, ',holdout') }],
    1,
    'blocked',
    'unknown-split',
  ],
  [
    'the class that would lose',
    () => [clean, { ...without(/.*,blue,test\n/g), ...worse }],
    0,
    'warned',
    'judged-class-lost',
  ],
  [
    'a class, renamed',
    () => [clean, { 'data/labels.csv': labels().replaceAll(',blue,', ',azure,') }],
    1,
    'blocked',
    'label-unknown-to-model',
  ],
  ['the pictures of judged rows', () => [clean, gone(clean, 'data/test/3')], 1, 'blocked', 'missing-file'],
]

const STRICT = `${CONFIG}  evaluation/metric-regression: {severity: block}\n`
  .replace('mode: enforce', 'mode: enforce\nlooks: strict\non-inconclusive: block\nwaivers: [admin]')
  .replace(
    '    primary',
    '    gate-split: test\n    slices: [{id: night, where: {light: night}, tolerance: 10pp}]\n    primary',
  )
/** A worse model, and the rule loosened that it breaks. */
const loosened = (from: string, to: string) => (): readonly [Files, Files] => {
  expect(STRICT).toContain(from)
  const lit = labels()
    .replace('label,split', 'label,split,light')
    .replaceAll(/,(train|test)$/gm, ',$1,night')
  return [
    { ...clean, '.github/cv-gate.yml': STRICT, 'data/labels.csv': lit },
    { '.github/cv-gate.yml': STRICT.replace(from, to), ...worse },
  ]
}
const blocks = [1, 'blocked'] as const
const SLICE = 'targets.main.slices'
const SEVERITY = 'checks.evaluation/metric-regression.severity'
const POLICY: Case[] = [
  ['mode', loosened('mode: enforce', 'mode: advisory'), ...blocks, 'weakened mode'],
  ['looks', loosened('looks: strict', 'looks: normal'), ...blocks, 'weakened looks'],
  ['on-inconclusive', loosened('inconclusive: block', 'inconclusive: allow'), ...blocks, 'weakened on-inconclusive'],
  ['who may waive', loosened('[admin]', '[admin, write]'), ...blocks, 'weakened waivers'],
  ['a check off', loosened('severity: block', "severity: 'off'"), ...blocks, `weakened ${SEVERITY}`],
  ['a check that only warns', loosened('severity: block', 'severity: warn'), ...blocks, `weakened ${SEVERITY}`],
  [
    'tolerance',
    loosened('accuracy, tolerance: 10pp', 'accuracy, tolerance: 90pp'),
    ...blocks,
    'weakened targets.main.primary.tolerance',
  ],
  [
    'kind of tolerance',
    loosened('accuracy, tolerance: 10pp', 'accuracy, tolerance: 90%'),
    ...blocks,
    'weakened targets.main.primary.tolerance',
  ],
  ['a slice less', loosened('{id: night, where: {light: night}, tolerance: 10pp}', ''), ...blocks, `weakened ${SLICE}`],
  [
    'tolerance of a slice',
    loosened('night}, tolerance: 10pp', 'night}, tolerance: 90pp'),
    ...blocks,
    `weakened ${SLICE}.night.tolerance`,
  ],
  ['what a slice is', loosened('light: night', 'light: day'), ...blocks, `weakened ${SLICE}.night.where`],
  [
    'the judged split',
    loosened('gate-split: test', 'gate-split: train'),
    ...blocks,
    'weakened targets.main.gate-split',
  ],
]

test.each([
  ['21 that hold nothing', VACUOUS, 21],
  ['16 that lack what was there', REMOVED, 16],
  ['12 that change the policy', POLICY, 12],
])('%s', (_, cases, count) => expect(cases).toHaveLength(count))

describe.each([
  ['nothing', VACUOUS],
  ['gone', REMOVED],
  ['policy', POLICY],
])('%s', (_, cases) => {
  test.each(cases)('%s', async (_, make, exit, conclusion, says) => {
    const result = await said(...make())
    expect(result).toEqual({ exit, conclusion, codes: expect.arrayContaining([says]) })
    if (cases === POLICY) expect(result.codes).toContain('regression')
  })
})
