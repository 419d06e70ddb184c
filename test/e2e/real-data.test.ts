import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REAL_DATA } from '#test/built'
import { judge } from '#test/golden'

const env = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@b.c',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@b.c',
}
let folder: string
const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { env, encoding: 'utf8' }).trim()

const CONFIG = `version: 1
mode: enforce
targets:
  main:
    task: classification
    data: {format: csv, root: data, file: manifest.csv, splits: {test: test}}
    model: {path: model.onnx, preprocess: imagenet, classes: data/classes.txt}
    primary: {metric: accuracy, tolerance: 2pp}
checks:
  latency/latency-regression: {severity: 'off'}
`

/** MobileNetV2 int8 on 200 photographs, one of every fifth class of ImageNet. */
describe.skipIf(!REAL_DATA)('MobileNetV2 on 200 photographs', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cv-gate-real-'))
    const classes = readFileSync(join(REAL_DATA!, 'imagenet/classes.txt'), 'utf8').split('\n')
    const rows = readFileSync(join(REAL_DATA!, 'imagenet/labels.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    mkdirSync(join(folder, 'data'))
    mkdirSync(join(folder, '.github'))
    for (const [image] of rows) cpSync(join(REAL_DATA!, 'imagenet', image!), join(folder, 'data', image!))
    writeFileSync(join(folder, 'data/classes.txt'), classes.join('\n'))
    writeFileSync(
      join(folder, 'data/manifest.csv'),
      `image,label,split\n${rows.map(([image, index]) => `${image},${classes[Number(index)]},test`).join('\n')}\n`,
    )
    writeFileSync(join(folder, '.github/cv-gate.yml'), CONFIG)
    cpSync(join(REAL_DATA!, 'models/mobilenetv2-int8.onnx'), join(folder, 'model.onnx'))
    git('init', '--quiet', '-b', 'main')
    git('add', '--all')
    git('commit', '--quiet', '-m', 'base')
    git('checkout', '--quiet', '-b', 'pull')
    cpSync(join(REAL_DATA!, 'models/mobilenetv2-int8-broken.onnx'), join(folder, 'model.onnx'))
    git('commit', '--quiet', '-am', 'head')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('against the broken model: blocked, 172 of 200 → 1 of 200', { timeout: 180_000 }, async () => {
    const report = await judge(folder, git('rev-parse', 'main'), git('rev-parse', 'pull'), null)
    const outcome = report.targets[0]!.outcomes['evaluation/metric-regression']!
    if (outcome.status !== 'measured') throw new Error(JSON.stringify(outcome))
    const [accuracy] = outcome.metrics
    if (accuracy!.base.value === null || accuracy!.head.value === null) throw new Error('no accuracy')
    // The Python reference has 172 and 1; the closest call is .005 logits.
    expect(Math.abs(accuracy!.base.value * 200 - 172)).toBeLessThanOrEqual(1)
    expect(Math.abs(accuracy!.head.value * 200 - 1)).toBeLessThanOrEqual(1)
    expect(accuracy!.base.n).toBe(200)
    expect(report.conclusion).toBe('blocked')
    const contract = report.targets[0]!.outcomes['model/contract-change']!
    const codes = contract.status === 'measured' ? contract.findings.map((finding) => finding.code) : []
    expect(
      codes.filter((code) => code.includes('narrowed') || code.includes('opset') || code.includes('ir')).length,
    ).toBeGreaterThanOrEqual(3)
  })

  test('against itself: unchanged, nothing decoded or inferred, in under a second', { retry: 2 }, async () => {
    const report = await judge(folder, git('rev-parse', 'main'), git('rev-parse', 'main'), null)
    expect(report.conclusion).toBe('passed')
    const statuses = Object.values(report.targets[0]!.outcomes).map((outcome) => outcome.status)
    for (const status of statuses) expect(['unchanged', 'skipped', 'not-applicable']).toContain(status)
    expect(Object.keys(report.timing.stages)).toEqual(['plan'])
    expect(report.timing.seconds).toBeLessThan(1) // one inference alone takes 60 ms: 400 of them would take 24 s
  })
})
