import { describe, expect, test } from 'vitest'
import { at, load, problem, SMALL } from '#test/config'

test('the smallest useful file', () => {
  const { policy, placements, settings } = load(SMALL)
  expect(policy.mode).toBe('advisory')
  expect(policy.targets.main).toMatchObject({
    task: 'classification',
    gateSplit: 'test',
    primary: { metric: 'accuracy', tolerance: 0.01, population: 'sample' },
  })
  expect(placements.main!.data).toMatchObject({
    format: 'folder',
    root: 'data',
    splits: { train: 'train', test: 'test' },
    store: 'git',
  })
  expect(placements.main!.model!.preprocess).toMatchObject({
    resize: { shorter: 256 },
    crop: { width: 224, height: 224 },
    mean: [0.485, 0.456, 0.406],
    layout: 'nchw',
  })
  const origin = (key: string) => settings.find((setting) => setting.key === key)
  expect(origin('targets.main.primary.tolerance')).toMatchObject({
    value: '1pp',
    origin: { kind: 'file', line: 7, column: 44 },
  })
  expect(origin('mode')).toEqual({ key: 'mode', value: 'advisory', origin: { kind: 'default' } })
  expect(origin('targets.main.latency.profile')).toMatchObject({ value: 'quick', origin: { kind: 'default' } })
})

test('options and severities of checks, slices, preprocessing spelled out', () => {
  const { policy, placements } = load(
    `${SMALL}    slices: [light, {id: night, where: {light: night, hour: {min: 20}}, tolerance: 5pp}]
    anchor: release-*
    gate-split: train
checks:
  latency/latency-regression: {severity: warn, ratio-p50: 1.2}
`.replace(
      'preprocess: imagenet',
      'preprocess: {resize: {width: 32, height: 24}, scale: 0.5, mean: [1, 2, 3], crop: {size: 20}}',
    ),
  )
  expect(policy.checks).toEqual({ 'latency/latency-regression': { severity: 'warn', options: { 'ratio-p50': 1.2 } } })
  expect(policy.targets.main!.slices).toEqual([
    'light',
    { id: 'night', where: { light: 'night', hour: { min: 20 } }, tolerance: 0.05 },
  ])
  expect(policy.targets.main).toMatchObject({ anchor: 'release-*', gateSplit: 'train' })
  expect(placements.main!.model!.preprocess).toMatchObject({
    resize: { width: 32, height: 24, mode: 'stretch' },
    mean: [1, 2, 3],
    std: [1],
  })
})

describe('errors name place and remedy', () => {
  test.each<[string, string, string]>([
    [
      'an unknown key',
      SMALL.replace('primary:', 'primery:'),
      '7:5 targets.main.primery: unknown key `primery`: did you mean `primary`?',
    ],
    [
      'an unknown key deep inside',
      SMALL.replace('preprocess', 'preproces'),
      '6:38 targets.main.model.preproces: unknown key `preproces`: did you mean `preprocess`?',
    ],
    [
      'an unknown check',
      `${SMALL}checks: {leakage/exact-duplicates: {severity: warn}}\n`,
      '8:10 checks.leakage/exact-duplicates: unknown key `leakage/exact-duplicates`: did you mean `leakage/exact-duplicate`?',
    ],
    [
      'an unknown option',
      `${SMALL}checks: {latency/latency-regression: {ratio: 2}}\n`,
      '8:39 checks.latency/latency-regression.ratio: unknown key `ratio`: did you mean `ratio-p50`?',
    ],
    [
      'a planned key',
      `${SMALL}    limits: []\n`,
      '8:5 targets.main.limits: `limits` is not supported by this version: remove it',
    ],
    ['a missing key', SMALL.replace('version: 1\n', ''), '1:1 version: is missing'],
    [
      'a wrong value',
      SMALL.replace('classification', 'clasification'),
      '4:11 targets.main.task: expected `classification` or `multi-label` or `detection`',
    ],
    [
      'a bare tolerance',
      SMALL.replace('1pp', '0.01'),
      '7:44 targets.main.primary.tolerance: write `1pp` (percentage points, absolute) or `2%` (of the value on base)',
    ],
    [
      'a tolerance of zero',
      SMALL.replace('1pp', '0pp'),
      '7:44 targets.main.primary.tolerance: a tolerance of zero cannot be verified: no finite test set proves that nothing was lost; write `0.5pp` or more',
    ],
    ['a key that stands twice', `${SMALL}mode: enforce\nmode: advisory\n`, '9:1 this key stands twice: keep one'],
    ['not a number', `${SMALL}budget: {minutes: .nan}\n`, '8:19 budget.minutes: expected a number'],
    ['infinity', `${SMALL}budget: {minutes: .inf}\n`, '8:19 budget.minutes: expected a number'],
    [
      'a path that leaves',
      SMALL.replace('models/model.onnx', '../model.onnx'),
      '6:19 targets.main.model.path: write a path below the repository root, with `/`, without `..`, `.`, `\\` or a drive',
    ],
    [
      'an absolute path',
      SMALL.replace('root: data', 'root: /data'),
      '5:34 targets.main.data.root: write a path below the repository root, with `/`, without `..`, `.`, `\\` or a drive',
    ],
    [
      'a split outside',
      SMALL.replace('test: test', 'test: ../x'),
      '5:69 targets.main.data.splits.test: write a path below `root`, without `..`',
    ],
    [
      'no split to judge',
      SMALL.replace('test: test', 'probe: test'),
      '5:40 targets.main.data.splits: no split is named `test` or `val`: name the judged one in `gate-split`',
    ],
    [
      'a gate split that is none',
      `${SMALL}    gate-split: dev\n`,
      '8:17 targets.main.gate-split: `dev` is not a split of `data.splits`',
    ],
    ['a merge key', 'a: &a {version: 1}\n<<: *a\n', '2:1 the key `<<` is refused'],
    ['__proto__', `${SMALL}  __proto__: {task: classification}\n`, '8:3 the key `__proto__` is refused'],
    ['a tag', SMALL.replace('version: 1', 'version: !!js/function x'), '1:10 tags are refused'],
    ['two documents', `${SMALL}---\nversion: 1\n`, '8:1 a second document: keep one'],
    ['text instead of a mapping', 'just text', '1:1 the file: expected a mapping'],
    ['nothing', '', '1:1 the file is empty'],
    [
      'primary of detection',
      SMALL.replace('classification', 'detection'),
      '7:5 targets.main.primary: metrics of `detection` are not measured by this version: remove `primary`',
    ],
    ['broken YAML', 'version: 1\ntargets: [', '2:11 '],
  ])('%s', (_, text, expected) => expect(at(problem(text))).toContain(expected))

  test('an alias bomb is refused', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n`
    expect(problem(bomb).message).toContain('too many aliases')
  })
  test('several errors come together', () => {
    const error = problem(
      SMALL.replace('version: 1', 'version: 2').replace('accuracy', 'accurracy').replace('1pp', '1'),
    )
    expect(error.message.split('\n')).toHaveLength(3)
  })
})

test('constructor is a name like any other', () => {
  const { policy, placements } = load(SMALL.replace('main:', 'constructor:'))
  expect(Object.keys(policy.targets)).toEqual(['constructor'])
  expect(placements.constructor).toMatchObject({ data: { root: 'data' } })
})
