import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '#contract/report'
import { judge } from '#test/golden'
import { CONFIG, colours, SmallRepository } from '#test/small-repository'

let repository: SmallRepository
let files: Awaited<ReturnType<typeof colours>>
let base: string
beforeAll(async () => {
  repository = new SmallRepository()
  files = await colours()
  base = repository.commit({ '.github/cv-gate.yml': CONFIG, ...files })
})
afterAll(() => repository.remove())

function told(report: Report): string[] {
  const outcome = report.targets[0]!.outcomes['dataset/change']!
  if (outcome.status !== 'measured') return [outcome.status]
  return outcome.findings.map(({ code, args, count }) => `${code} ${count}${args.how ? `, ${args.how}` : ''}`)
}

test('re-encoded, edited, resized and broken pictures are told apart by their pixels', {
  timeout: 60_000,
}, async () => {
  const names = Object.keys(files).filter((path) => path.startsWith('data/train/') && path.endsWith('.png'))
  const of = (at: number) => sharp(files[names[at]!] as Buffer)
  const inverted = await of(1).negate({ alpha: false }).png().toBuffer()
  const head = repository.commit({
    [names[0]!]: await of(0).png({ compressionLevel: 0 }).toBuffer(),
    [names[1]!]: inverted,
    [names[2]!]: await of(2).resize(8, 8, { kernel: 'nearest' }).png().toBuffer(),
    [names[3]!]: Buffer.from('no picture'),
  })
  const report = await judge(repository.path, base, head, null)
  const { data } = await of(1).raw().toBuffer({ resolveWithObject: true })
  const mean = data.reduce((sum, sample) => sum + Math.abs(255 - 2 * sample), 0) / (255 * data.length)
  expect(told(report)).toEqual([
    `images-edited 3, samples differ by ${(100 * mean).toFixed(1)} % on average, in one image by ${(100 * mean).toFixed(1)} %, 1 resized, 1 not compared`,
    'images-re-encoded 1',
  ])
})
