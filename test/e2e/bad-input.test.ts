import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { catalogue } from '#app/catalogue'
import type { Report } from '#contract/report'
import { exitCode } from '#engine/exit'
import { renderTerminal } from '#render/terminal'
import { judge } from '#test/golden'
import { killWorkers } from '#test/kill-workers'
import { colourClassifier, endlessLoop, graph, int, memoryHog, model, node, port } from '#test/onnx-writer'
import { CONFIG, colours, decompressionBomb, picture, SmallRepository } from '#test/small-repository'

type Files = Record<string, string | Uint8Array | null>
let clean: Awaited<ReturnType<typeof colours>>
let bomb: Uint8Array
let repository: SmallRepository
beforeAll(async () => {
  clean = await colours()
  bomb = await decompressionBomb()
})
beforeEach(() => {
  repository = new SmallRepository()
})
afterEach(() => repository.remove())

/** `without`: paths that base does not have. */
async function pull(head: Files, without: readonly string[] = []): Promise<Report> {
  const from = repository.commit(Object.fromEntries(Object.entries(clean).filter(([path]) => !without.includes(path))))
  return judge(repository.path, from, repository.commit(head), null)
}
const manifest = (change: (text: string) => string) => change(String(clean['data/labels.csv']))
const outcomes = (report: Report) => report.targets[0]!.outcomes
const found = (report: Report) =>
  Object.values(outcomes(report)).flatMap((outcome) => (outcome.status === 'measured' ? outcome.findings : []))
const errors = (report: Report) =>
  Object.values(outcomes(report)).flatMap((outcome) => (outcome.status === 'error' ? [outcome.code] : []))

test('the clean repository passes, so that what follows fails for its own reason', async () => {
  const report = await pull({
    'data/train/new.png': await picture('red', 999),
    'data/labels.csv': manifest((text) => `${text}train/new.png,red,train\n`),
  })
  expect([report.conclusion, errors(report)]).toEqual(['passed', []])
})

describe('a model that is no model', () => {
  const nan = model(
    graph({
      inputs: [port('image', ['b', 3, 4, 4])],
      outputs: [port('y', ['b', 3])],
      nodes: [
        node('Sub', ['image', 'image'], ['z']),
        node('Div', ['z', 'z'], ['n']),
        node('GlobalAveragePool', ['n'], ['p']),
        node('Flatten', ['p'], ['y']),
      ],
    }),
  )
  test.each<[string, Uint8Array | null, string, RegExp]>([
    ['gives NaN', nan, 'blocked', /missing-prediction/],
    ['is gone', null, 'blocked', /missing/],
    ['is text', new TextEncoder().encode('no model'), 'unverified', /onnx-malformed/],
    ['has another number of outputs', colourClassifierOfFour(), 'blocked', /class-width-mismatch|output-width/],
  ])('%s', async (_, bytes, conclusion, code) => {
    const report = await pull({ 'model.onnx': bytes })
    expect([...found(report).map((finding) => finding.code), ...errors(report)].join(' ')).toMatch(code)
    expect(report.conclusion).toBe(conclusion)
    expect(exitCode(report)).toBeGreaterThan(0)
  })

  test.each<[string, () => Uint8Array, string]>([
    ['never ends', endlessLoop, 'model-timeout'],
    ['wants 8 GB', () => memoryHog(8e9), 'model-out-of-memory'],
  ])(
    '%s: told within the deadline, and the rest of the report is there',
    { timeout: 90_000 },
    async (_, bytes, code) => {
      const copy = { 'data/train/copy.png': clean['data/test/40.png']! }
      const labels = { 'data/labels.csv': manifest((text) => `${text}train/copy.png,green,train\n`) }
      const report = await pull({ 'model.onnx': bytes(), ...copy, ...labels })
      expect(errors(report)).toContain(code)
      expect(report.conclusion).toBe('blocked') // by the leak, which is found all the same
      expect(found(report).map((finding) => finding.code)).toContain('across-splits')
      expect(outcomes(report)['model/change']!.status).toBe('measured')
    },
  )
})

test('children that crash again and again: named, never a pass, and the rest of the report is there', async () => {
  const timer = setInterval(killWorkers, 100)
  try {
    const report = await pull({ 'model.onnx': colourClassifier(4, { scale: [1, 1, 0.9] }) })
    expect([report.conclusion, errors(report).join(' ')]).toEqual(['unverified', expect.stringMatching(/crashed|died/)])
    expect(outcomes(report)['model/change']!.status).toBe('measured')
  } finally {
    clearInterval(timer)
  }
})

function colourClassifierOfFour(): Uint8Array {
  return model(
    graph({
      inputs: [port('image', ['b', 3, 4, 4])],
      outputs: [port('scores', ['b', 4])],
      nodes: [
        node('GlobalAveragePool', ['image'], ['p']),
        node('Flatten', ['p'], ['f']),
        node('ReduceMean', ['image'], ['m']),
        node('Flatten', ['m'], ['g']),
        node('Concat', ['f', 'g'], ['scores'], [int('axis', 1)]),
      ],
    }),
  )
}
describe('data', () => {
  test.each<[string, () => Files, RegExp, string]>([
    [
      'every judged image is broken',
      () =>
        Object.fromEntries(
          Object.keys(clean)
            .filter((path) => path.startsWith('data/test/'))
            .map((path) => [path, 'broken']),
        ),
      /unreadable|empty-split/,
      '(data/labels.csv:32)',
    ],
    [
      'the judged split is emptied',
      () => ({ 'data/labels.csv': manifest((text) => text.replaceAll(/.*,test\n/g, '')) }),
      /empty-split|nothing-to-judge|images-removed/,
      'the judged split test',
    ],
    [
      'a label that no output stands for',
      () => ({ 'data/labels.csv': manifest((text) => text.replace('test/30.png,red', 'test/30.png,constructor')) }),
      /label-unknown-to-model/,
      'data/labels.csv:32: no output of the head model',
    ],
    [
      'a path that leaves the root',
      () => ({ 'data/labels.csv': manifest((text) => `${text}../../etc/passwd,red,train\n`) }),
      /outside-root/,
      '(data/labels.csv:92)',
    ],
    [
      'a file that is not there',
      () => ({ 'data/labels.csv': manifest((text) => `${text}train/none.png,red,train\n`) }),
      /missing-file/,
      '(data/labels.csv:92)',
    ],
    [
      'a picture of 31 kB that inflates to 0.8 GB',
      () => ({ 'data/train/0.png': bomb }),
      /unreadable/,
      '(data/labels.csv:2)',
    ],
    [
      'the manifest is gone',
      () => ({ 'data/labels.csv': null }),
      /manifest-missing/,
      'data/labels.csv: no such file on head',
    ],
    [
      'a quote that never ends',
      () => ({ 'data/labels.csv': manifest((text) => `${text}"train/x.png,red,train\n`) }),
      /csv|quote/,
      'data/labels.csv:92:1: ',
    ],
    [
      'two columns of one name',
      () => ({ 'data/labels.csv': manifest((text) => text.replace('image,label,split', 'image,label,label')) }),
      /csv|column/,
      'data/labels.csv:1:13: ',
    ],
  ])('%s: never a pass; place and remedy are said', async (_, head, code, place) => {
    const report = await pull(head())
    expect([...found(report).map((finding) => finding.code), ...errors(report)].join(' ')).toMatch(code)
    expect(exitCode(report)).toBeGreaterThan(0)
    const said = renderTerminal(report, catalogue, { width: 1000, color: false })
    expect(said).toContain(place)
    expect(said.slice(said.indexOf(place))).toMatch(/^.*\n {2}→ .+\.$/m)
  })

  test('names that try to be something else are names', async () => {
    const names = ['a\nb', '|x|', '<!-- x', '::error::x', '\u202Egnp', '__proto__', 'constructor']
    const files: Files = {}
    const rows: string[] = []
    for (const [index, name] of names.entries()) {
      files[`data/train/${name}.png`] = await picture('red', 500 + index)
      rows.push(`"train/${name}.png",red,train,x`)
    }
    files['data/labels.csv'] = manifest(
      (text) =>
        `${text
          .trim()
          .replace('image,label,split', 'image,label,split,__proto__')
          .replaceAll(/(,train|,test)$/gm, '$1,constructor')}\n${rows.join('\n')}\n`,
    )
    const report = await pull(files)
    expect([report.conclusion, errors(report)]).toEqual(['passed', []])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

test.each<[string, (filled: string, empty: string) => string, string, string[]]>([
  ['empty on both sides: nothing is known', (_, empty) => empty, 'unverified', ['empty-split', 'empty-split']],
  ['filled for the first time: nothing is compared', (filled) => filled, 'warned', []],
])('a judged split that is %s', async (_, labels, conclusion, codes) => {
  const filled = String(clean['data/labels.csv'])
  const empty = filled.replaceAll(/.*,test\n/g, '')
  const from = repository.commit({ ...clean, 'data/labels.csv': empty })
  const model = colourClassifier(4, { scale: [1, 1, 0.9] })
  const head = repository.commit({ 'model.onnx': model, 'data/labels.csv': labels(filled, empty) })
  const report = await judge(repository.path, from, head, null)
  expect([report.conclusion, errors(report)]).toEqual([conclusion, codes])
})

describe('configuration', () => {
  test.each<[string, Files, string]>([
    ['broken on head', { '.github/cv-gate.yml': CONFIG.replace('task:', 'tsak:') }, 'wrong-configuration'],
    ['a key that stands twice', { '.github/cv-gate.yml': `${CONFIG}mode: advisory\n` }, 'wrong-configuration'],
    ['NaN', { '.github/cv-gate.yml': `${CONFIG}budget: {minutes: .nan}\n` }, 'wrong-configuration'],
  ])('%s is an error of the user, with file, line and remedy', async (_, head, code) => {
    await expect(pull(head)).rejects.toMatchObject({
      code,
      owner: 'user',
      place: { path: '.github/cv-gate.yml', line: expect.any(Number) },
      hint: expect.any(String),
    })
  })

  test('deleted on head: the policy of base still judges', async () => {
    const report = await pull({ '.github/cv-gate.yml': null, 'model.onnx': colourClassifier(4, { scale: [1, 1, 0] }) })
    expect([report.conclusion, report.mode]).toEqual(['blocked', 'enforce'])
  })

  test('a target that head removes is still judged, and its removal blocks', async () => {
    const report = await pull({ '.github/cv-gate.yml': CONFIG.replace('  main:', '  other:') })
    expect(report.targets.map((target) => target.name)).toEqual(['main', 'other'])
    expect(found(report).map((finding) => finding.code)).toContain('removed')
    expect(report.conclusion).toBe('blocked')
  })

  test('the first model: relative checks do not apply, and it is said', async () => {
    const report = await pull({ 'model.onnx': colourClassifier(4) }, ['model.onnx'])
    expect(outcomes(report)['evaluation/metric-regression']).toMatchObject({
      status: 'not-applicable',
      reason: { code: 'first-model' },
    })
    expect(report.conclusion).toBe('warned')
  })
})

test('a manifest of no records on both sides is no pass, whatever the task', async () => {
  const config = CONFIG.replace('task: classification', 'task: detection').replace(/ {4}(model|primary):.*\n/g, '')
  const from = repository.commit({ '.github/cv-gate.yml': config, 'data/labels.csv': 'image,split\n' })
  const head = repository.commit({ 'data/labels.csv': 'image,split,weather\n' })
  const report = await judge(repository.path, from, head, null)
  expect([report.conclusion, errors(report), exitCode(report)]).toEqual(['unverified', ['empty-split'], 2])
})
