import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Report } from '#contract/report'
import { sha256 } from '#host/hash'
import { judge } from '#test/golden'
import { colourClassifier } from '#test/onnx-writer'
import { huggingFaceParquet } from '#test/parquet'
import { picture, SmallRepository } from '#test/small-repository'
import { tar } from '#test/tar'

const COLOURS = ['red', 'green', 'blue'] as const
/** A picture with its class, as it stands in a shard or a table. */
interface Sample {
  readonly bytes: Uint8Array
  readonly label: number
}
type Splits = Readonly<Record<'train' | 'test', readonly Sample[]>>

let repository: SmallRepository
beforeEach(() => {
  repository = new SmallRepository()
})
afterEach(() => repository.remove())

async function samples(from: number, count: number): Promise<Sample[]> {
  const all = Array.from({ length: count }, (_, i) => i + from)
  return Promise.all(all.map(async (i) => ({ bytes: await picture(COLOURS[i % 3]!, i), label: i % 3 })))
}
const clean = async (): Promise<Splits> => ({ train: await samples(0, 30), test: await samples(100, 60) })
/** A copy of a test picture in train, and a picture of which the end is lost. */
function broken({ train, test: judged }: Splits): Splits {
  const [first, second] = judged as [Sample, Sample]
  return {
    train: [...train, first, { ...second, bytes: second.bytes.subarray(0, second.bytes.length - 30) }],
    test: judged,
  }
}

const config = (data: string) => `version: 1
mode: enforce
targets:
  main:
    task: classification
    data: ${data}
    model: {path: model.onnx, preprocess: {scale: 1}, classes: [red, green, blue]}
    primary: {metric: accuracy, tolerance: 10pp}
checks:
  latency/latency-regression: {severity: 'off'}
  integrity/image-quality: {severity: 'off'}
`

function shardsOf(splits: Splits): Record<string, Uint8Array> {
  const shard = (rows: readonly Sample[]) =>
    tar(
      rows.flatMap(({ bytes, label }, i) => [
        { name: `${i}.png`, bytes },
        { name: `${i}.cls`, bytes: String(label) },
      ]),
    )
  const { train } = splits
  return {
    'data/train-000.tar': shard(train.slice(0, 10)),
    'data/train-001.tar': shard(train.slice(10)),
    'data/test.tar': shard(splits.test),
  }
}
function tablesOf(splits: Splits): Record<string, Uint8Array> {
  const table = (rows: readonly Sample[]) =>
    huggingFaceParquet(
      rows.map((row, i) => ({ ...row, path: i % 2 ? `${i}.png` : null })),
      COLOURS,
      { rowGroupSize: 7 },
    )
  const { train } = splits
  return {
    'data/train-00000-of-00002.parquet': table(train.slice(0, 10)),
    'data/train-00001-of-00002.parquet': table(train.slice(10)),
    'data/test-00000-of-00001.parquet': table(splits.test),
  }
}

function told({ targets }: Report): string[] {
  return Object.values(targets[0]!.outcomes).flatMap((outcome) =>
    outcome.status === 'measured'
      ? outcome.findings.map(({ code }) => code)
      : outcome.status === 'error'
        ? [outcome.code]
        : [],
  )
}

describe.each([
  [
    'tar shards',
    '{format: webdataset, root: data, splits: {train: "train-{000..001}.tar", test: test.tar}, classes: [red, green, blue]}',
    shardsOf,
    'data/train-001.tar/21.png',
  ],
  [
    'Parquet files',
    '{format: parquet, root: data, splits: {train: "train-*.parquet", test: "test-*.parquet"}}',
    tablesOf,
    'data/train-00001-of-00002.parquet/21.png',
  ],
])('images inside %s', (_, data, write, truncated) => {
  test('a copy across splits and a truncated picture block', async () => {
    const good = await clean()
    const base = repository.commit({
      '.github/cv-gate.yml': config(data),
      'model.onnx': colourClassifier(4),
      ...write(good),
    })
    const head = repository.commit(write(broken(good)))
    const report = await judge(repository.path, base, head, null)
    expect(report.conclusion).toBe('blocked')
    expect(told(report)).toEqual(expect.arrayContaining(['across-splits', 'unreadable']))
    expect(JSON.stringify(report.targets[0]!.outcomes['integrity/unreadable-image'])).toContain(truncated)
  })
  test('more pictures to train pass, and the model is judged on those inside', async () => {
    const good = await clean()
    const base = repository.commit({
      '.github/cv-gate.yml': config(data),
      'model.onnx': colourClassifier(4),
      ...write(good),
    })
    const more = { train: [...good.train, ...(await samples(500, 3))], test: good.test }
    const head = repository.commit({ ...write(more), 'model.onnx': colourClassifier(4, { scale: [2, 2, 2] }) })
    const report = await judge(repository.path, base, head, null)
    expect(told(report).filter((code) => code.includes('-'))).not.toContain('missing-prediction')
    const outcome = report.targets[0]!.outcomes['evaluation/metric-regression']!
    expect(outcome.status).toBe('measured')
    expect(report.conclusion).toBe('passed')
  })
})

test('shards in Git LFS are read from its store', async () => {
  const good = await clean()
  const data =
    '{format: webdataset, root: data, splits: {train: "train-*.tar", test: test.tar}, classes: [red, green, blue]}'
  const pointers = (files: Record<string, Uint8Array>) =>
    Object.fromEntries(
      Object.entries(files).map(([path, bytes]) => {
        const oid = Buffer.from(sha256(bytes)).toString('hex')
        const folder = join(repository.path, '.git/lfs/objects', oid.slice(0, 2), oid.slice(2, 4))
        mkdirSync(folder, { recursive: true })
        writeFileSync(join(folder, oid), bytes)
        return [path, `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${bytes.length}\n`]
      }),
    )
  const shared = {
    '.github/cv-gate.yml': config(data),
    'model.onnx': colourClassifier(4),
    '.gitattributes': '*.tar filter=lfs\n',
  }
  const base = repository.commit({ ...shared, ...pointers(shardsOf(good)) })
  const head = repository.commit(pointers(shardsOf(broken(good))))
  const report = await judge(repository.path, base, head, null)
  expect(told(report)).toEqual(expect.arrayContaining(['across-splits', 'unreadable']))
  expect(report.conclusion).toBe('blocked')
})
