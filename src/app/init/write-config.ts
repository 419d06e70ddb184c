import { stringify } from 'yaml'
import type { Task } from '#contract/config'
import { mde80, n80 } from '#stats/power'
import type { Proposal } from './choose.ts'
import type { Layout } from './layout.ts'
import type { ModelFound } from './models.ts'

const PSI = 0.05

/** The tolerance, in steps of half a point, that the judged split can verify with power .80 at 5 % of answers flipping. */
export function verifiable(n: number | null): string {
  return n === null ? '1pp' : `${Math.max(0.5, Math.ceil(mde80(PSI, Math.max(1, n)) * 200) / 2)}pp`
}

export function powerText(task: Task, n: number | null, tolerance: string): string {
  const one = Math.ceil(n80(PSI, 0.01)).toLocaleString('en')
  if (n === null)
    return `too many judged images to count: a tolerance of 1pp needs ${one} (power .80, when 5 % of the answers flip)`
  if (task !== 'classification') return `${n} judged images`
  const margin = Number.parseFloat(tolerance) / 100
  return `${n} judged images: a tolerance of ${tolerance} can be verified${margin > 0.01 ? `; 1pp needs ${one}` : ''} (power .80, when 5 % of the answers flip)`
}

export function renderConfig({
  layout,
  store,
  model,
  classFile,
  gateSplit,
  tolerance,
  guesses,
  power,
}: Proposal): string {
  const data = {
    format: layout.format,
    root: layout.root || '.',
    ...(layout.file ? { file: layout.file } : {}),
    splits: layout.splits,
    ...(layout.images === undefined ? {} : { images: { root: layout.images } }),
    ...(Object.keys(layout.columns).length > 0 ? { columns: layout.columns } : {}),
    ...(store === 'git' ? {} : { store }),
  }
  const target = {
    task: layout.task,
    data,
    ...(gateSplit !== 'test' ? { 'gate-split': gateSplit } : {}),
    ...(model
      ? {
          model: {
            path: model.path,
            preprocess: preprocessOf(layout, model),
            ...(classFile ? { classes: classFile } : {}),
          },
        }
      : {}),
    ...(model && layout.task === 'classification' ? { primary: { metric: 'accuracy', tolerance } } : {}),
  }
  const body = stringify(
    { version: 1, mode: 'advisory', targets: { main: target } },
    { lineWidth: 120, flowCollectionPadding: false },
  )
  const head = [
    '# yaml-language-server: $schema=https://raw.githubusercontent.com/cv-gate/cv-gate/v0.1.0/dist/config.schema.json',
    '# Written by `cv-gate init`. mode: advisory reports and never blocks; change it to enforce when you trust it.',
    ...guesses.map((guess) => `# Guessed: ${guess}`),
    `# ${power}.`,
  ]
  return `${head.map((line) => line.replace(/[\r\n]+/g, ' ')).join('\n')}\n${body}`
}

/** YOLO's for its layout; ImageNet's when the input is 224 × 224; otherwise the picture is stretched to the input and scaled to 0 … 1. */
export function preprocessOf({ format }: Layout, { input }: ModelFound): string | Record<string, unknown> {
  if (format === 'yolo') return 'yolo'
  if (input === null || (input.width === 224 && input.height === 224)) return 'imagenet'
  return { resize: { width: input.width, height: input.height }, scale: 0.00392156862745098 }
}
