import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { UsageError } from '#contract/errors'
import type { CheckId } from '#contract/ids'
import { loadConfig } from './load.ts'
import { nearest } from './nearest.ts'
import { documentSchema } from './schema.ts'

const checks = new Map([
  [
    'latency/latency-regression' as CheckId,
    { options: z.strictObject({ 'ratio-p50': z.number().min(1).default(1.05) }) },
  ],
  ['leakage/exact-duplicate' as CheckId, { options: z.strictObject({}) }],
])
const load = (text: string) => loadConfig(text, { path: '.github/cv-gate.yml', commit: 'c'.repeat(40), checks })

const SMALL = `version: 1
targets:
  main:
    task: classification
    data: {format: folder, root: data, splits: {train: train, test: test}}
    model: {path: models/model.onnx, preprocess: imagenet}
    primary: {metric: accuracy, tolerance: 1pp}
`

function problem(text: string): UsageError {
  try {
    load(text)
  } catch (error) {
    if (error instanceof UsageError) return error
    throw error
  }
  throw new Error('it was accepted')
}
const at = (error: UsageError) => `${error.place?.line}:${error.place?.column} ${error.message.split('\n')[0]}`

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

const data = (text: string) => SMALL.replace(/data: \{format.*/, `data: ${text}`)

describe('errors of where data lie', () => {
  test.each<[string, string, string]>([
    [
      'a format that is none',
      data('{format: folders, splits: {test: t}}'),
      '5:20 targets.main.data.format: expected `folder` or `csv`',
    ],
    [
      'a list of formats',
      data('{format: [csv], splits: {test: t}}'),
      '5:20 targets.main.data.format: expected `folder`',
    ],
    [
      'a store that is none',
      data('{store: s3, splits: {test: t}}'),
      '5:19 targets.main.data.store: expected `git` or `lfs` or `dvc` or `mount`',
    ],
    [
      'fetch: always',
      data('{fetch: always, splits: {test: t}}'),
      '5:19 targets.main.data.fetch: expected `never` or `trusted-remote`',
    ],
    ['fetch: true', data('{fetch: true, splits: {test: t}}'), '5:19 targets.main.data.fetch: expected `never`'],
    [
      'a key near `store`',
      data('{stroe: dvc, splits: {test: t}}'),
      '5:12 targets.main.data.stroe: unknown key `stroe`: did you mean `store`?',
    ],
    ['a key near `fetch`', data('{fetcth: never, splits: {test: t}}'), 'unknown key `fetcth`: did you mean `fetch`?'],
    [
      'a key far from all',
      data('{qqqqqqqq: 1, splits: {test: t}}'),
      '5:12 targets.main.data.qqqqqqqq: unknown key `qqqqqqqq`: known here are `format`, `root`',
    ],
    ['no splits', data('{format: folder, root: data}'), '5:5 targets.main.data.splits: name at least one split'],
    [
      'splits of nothing',
      data('{format: csv, file: m.csv, splits: {}}'),
      '5:38 targets.main.data.splits: name at least one split',
    ],
    ['splits as a list', data('{splits: [train, test]}'), '5:20 targets.main.data.splits: expected a mapping'],
    ['a split of nothing', data('{splits: {test: }}'), '5:27 targets.main.data.splits.test: expected text'],
    [
      'a split of a number',
      data('{splits: {test: 7}}'),
      '5:27 targets.main.data.splits.test: expected text (put it in quotes)',
    ],
    [
      'a manifest by URL',
      data('{file: "http://127.0.0.1/m.csv", splits: {test: t}}'),
      '5:18 targets.main.data.file: write a path below the repository root',
    ],
    [
      'a manifest on a drive',
      data('{file: "C:/m.csv", splits: {test: t}}'),
      '5:18 targets.main.data.file: write a path below',
    ],
    [
      'a manifest of another machine',
      data('{file: "\\\\\\\\host\\\\m.csv", splits: {test: t}}'),
      '5:18 targets.main.data.file: write a path below',
    ],
    ['a NUL in a path', data('{root: "a\\0b", splits: {test: t}}'), '5:18 targets.main.data.root: write a path below'],
    [
      'a root of an octal number',
      data('{root: 0o17, splits: {test: t}}'),
      '5:18 targets.main.data.root: expected text',
    ],
    [
      'images on a folder of the machine',
      data('{splits: {test: t}, images: {root: /mnt/x}}'),
      '5:46 targets.main.data.images.root: write `$data`, or a folder below it',
    ],
    [
      'images of the environment',
      data('{splits: {test: t}, images: {root: $HOME}}'),
      '5:46 targets.main.data.images.root: write `$data`',
    ],
    [
      'images beside the data root',
      data('{splits: {test: t}, images: {root: $data/../x}}'),
      '5:46 targets.main.data.images.root: write `$data`',
    ],
    [
      'images beside it, on Windows',
      data('{splits: {test: t}, images: {root: "$data\\\\..\\\\x"}}'),
      '5:46 targets.main.data.images.root: write `$data`',
    ],
    [
      'another digest',
      data('{splits: {test: t}, images: {root: $data, digest: md5}}'),
      '5:61 targets.main.data.images.digest: expected `sha256`',
    ],
    [
      'a digest without its column',
      data('{splits: {test: t}, images: {root: $data, digest: sha256}}'),
      '5:31 targets.main.data.images: name the column of the digests as `columns.digest`',
    ],
    ['a root twice', data('{root: a, root: b, splits: {test: t}}'), '5:21 this key stands twice: keep one'],
    [
      'no classes',
      data('{splits: {test: t}, classes: []}'),
      '5:40 targets.main.data.classes: is too small: at least 1',
    ],
    [
      'classes of numbers',
      data('{splits: {test: t}, classes: [1]}'),
      '5:41 targets.main.data.classes.0: expected text',
    ],
    [
      'a column that is a list',
      data('{splits: {test: t}, columns: {group: [a]}}'),
      '5:48 targets.main.data.columns.group: expected text',
    ],
  ])('%s', (_, text, expected) => expect(at(problem(text))).toContain(expected))

  test('what every key may be', () => {
    const placed = (text: string) => load(data(text)).placements.main!.data
    for (const format of [
      'folder',
      'csv',
      'jsonl',
      'parquet',
      'huggingface',
      'coco',
      'yolo',
      'voc',
      'labelme',
      'masks',
      'webdataset',
    ])
      expect(placed(`{format: ${format}, splits: {test: t}}`).format).toBe(format)
    for (const store of ['git', 'lfs', 'dvc', 'mount'])
      expect(placed(`{store: ${store}, fetch: trusted-remote, splits: {test: t}}`)).toMatchObject({
        store,
        fetch: 'trusted-remote',
      })
    expect(placed('{splits: {test: t}}')).toMatchObject({
      format: 'folder',
      store: 'git',
      fetch: 'never',
      images: null,
    })
    expect(placed('{splits: {test: t}, images: {root: $data/a/..b/}}').images).toEqual({ root: '$data/a/..b/' })
    // data.yaml tells its splits itself.
    expect(placed('{format: yolo, file: data.yaml}').splits).toEqual({ train: 'train', val: 'val', test: 'test' })
    expect(load(data('{file: data.yaml}')).policy.targets.main!.gateSplit).toBe('val')
  })
})

describe('errors of values and of YAML', () => {
  test.each<[string, string, string]>([
    ['a negative budget', `${SMALL}budget: {minutes: -1}\n`, '8:19 budget.minutes: is too small: more than 0'],
    ['a budget of nothing', `${SMALL}budget: {minutes: 0}\n`, '8:19 budget.minutes: is too small: more than 0'],
    ['a budget of text', `${SMALL}budget: {minutes: '5'}\n`, '8:19 budget.minutes: expected a number'],
    [
      'half a picture',
      `${SMALL}    latency: {batch: 1.5}\n`,
      '8:22 targets.main.latency.batch: expected a whole number',
    ],
    [
      'a batch of a billion',
      `${SMALL}    latency: {batch: 1e9}\n`,
      '8:22 targets.main.latency.batch: is too large: at most 1024',
    ],
    ['a negative tolerance', SMALL.replace('1pp', '-1pp'), '7:44 targets.main.primary.tolerance: write `1pp`'],
    ['a tolerance beyond all', SMALL.replace('1pp', '1e9pp'), '7:44 targets.main.primary.tolerance: write `1pp`'],
    ['a tolerance that is NaN', SMALL.replace('1pp', '.nan'), '7:44 targets.main.primary.tolerance'],
    [
      'a tolerance that YAML 1.1 took for a date',
      SMALL.replace('1pp', '2001-01-01'),
      '7:44 targets.main.primary.tolerance: write `1pp`',
    ],
    ['a version in quotes', SMALL.replace('version: 1', 'version: "1"'), '1:10 version: expected `1`'],
    ['yes', `${SMALL}mode: yes\n`, '8:7 mode: expected `advisory` or `enforce`'],
    ['a target with a slash', SMALL.replace('main:', 'a/b:'), '3:3 targets.a/b: name a target with letters'],
    ['a mapping for a name', SMALL.replace('main:', '? {a: b}\n  :'), '3:5 a key is a word, not a mapping or a list'],
    ['no target', 'version: 1\ntargets: {}\n', '2:1 targets: name at least one target'],
    ['targets of nothing', 'version: 1\ntargets:\n', '2:9 targets: expected a mapping'],
    ['a merge key deep inside', SMALL.replace('{format', '{<<: {store: dvc}, format'), '5:12 the key `<<` is refused'],
    [
      '__proto__ deep inside',
      SMALL.replace('{train: train', '{__proto__: x, train: train'),
      '5:49 the key `__proto__` is refused',
    ],
    ['an alias of nothing', `${SMALL}  two: *x\n`, '8:8 the alias `*x` stands for nothing'],
    ['an alias of itself', `${SMALL}  two: &x [*x]\n`, ''],
    ['a tag of Python', SMALL.replace('root: data', 'root: !!python/name:os.system'), '5:34 tags are refused'],
    ['a tab', 'version: 1\ntargets:\n\tmain: {}\n', '3:1 Tabs are not allowed as indentation'],
    ['indented askew', 'version: 1\n targets: {}\n', '1:10 Nested mappings'],
    ['no text at all', '\0\x01\x02', '1:1 the file: expected a mapping'],
    [
      'a gate split of a prototype',
      `${SMALL}    gate-split: __proto__\n`,
      '8:17 targets.main.gate-split: `__proto__` is not a split',
    ],
  ])('%s', (_, text, expected) => expect(at(problem(text))).toContain(expected))

  test('a byte order mark and line ends of Windows are no error', () => {
    expect(load(`\ufeff${SMALL.replaceAll('\n', '\r\n')}`).policy.mode).toBe('advisory')
  })

  test.each<[string, string]>([
    ['forty thousand keys', Array.from({ length: 40_000 }, (_, key) => `k${key}: 1\n`).join('')],
    ['lists in lists', `a: ${'['.repeat(200_000)}`],
    ['mappings in mappings', Array.from({ length: 1200 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['fifty thousand documents', '--- 1\n'.repeat(50_000)],
    ['fifty thousand anchors', Array.from({ length: 50_000 }, (_, at) => `- &a${at} 1\n`).join('')],
    ['more than 1 MiB', '#'.repeat(1024 * 1024 + 1)],
  ])('%s: refused, and soon', { timeout: 60_000 }, (_, text) => {
    const started = performance.now()
    expect(problem(text).message.length).toBeLessThan(5000)
    expect(performance.now() - started).toBeLessThan(30_000)
  })
})

test('constructor is a name like any other', () => {
  const { policy, placements } = load(SMALL.replace('main:', 'constructor:'))
  expect(Object.keys(policy.targets)).toEqual(['constructor'])
  expect(placements.constructor).toMatchObject({ data: { root: 'data' } })
})

test('every key with one letter changed is refused, and the right key is named', () => {
  const mappings: string[][] = []
  function collect(shape: {
    def: { shape?: Record<string, never>; innerType?: never; valueType?: never; element?: never; options?: never[] }
  }): void {
    if (shape.def.shape) mappings.push(Object.keys(shape.def.shape))
    for (const inner of [
      ...Object.values(shape.def.shape ?? {}),
      shape.def.innerType,
      shape.def.valueType,
      shape.def.element,
      ...(shape.def.options ?? []),
    ])
      if (inner) collect(inner)
  }
  collect(documentSchema(checks) as never)
  expect(mappings.flat().length).toBeGreaterThan(40)
  for (const keys of mappings)
    for (const key of keys) {
      if (key.length < 4) continue
      for (const typo of [
        `${key}x`,
        key.slice(1),
        `${key.slice(0, 2)}q${key.slice(3)}`,
        key[1]! + key[0]! + key.slice(2),
      ])
        if (typo !== key && !keys.includes(typo)) expect(nearest(typo, keys), `${typo} in ${keys}`).toBe(key)
    }
})
