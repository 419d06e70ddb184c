import { stringify } from 'yaml'
import { mde80, n80 } from '#stats/power'
import type { Layout } from './layouts.ts'

export interface ModelFound {
  readonly path: string
  /** Width of the class scores; null when no output is a list of them. */
  readonly outputs: number | null
  readonly classes: readonly string[] | null
  readonly input: { readonly width: number; readonly height: number } | null
}
export interface Proposal {
  readonly layout: Layout
  readonly model: ModelFound | null
  /** A file that names the model's outputs, one a line. */
  readonly classFile: string | null
  readonly gateSplit: string
  readonly tolerance: string
  /** What was assumed and should be checked by a person. */
  readonly guesses: readonly string[]
  /** What this test set can and cannot show. */
  readonly power: string
}

const PSI = 0.05

/** The tolerance, in steps of half a point, that the judged split can verify with power .80 at 5 % of answers flipping. */
export function verifiable(n: number): string {
  return `${Math.max(0.5, Math.ceil(mde80(PSI, Math.max(1, n)) * 200) / 2)}pp`
}

export function powerText(n: number, tolerance: string): string {
  const margin = Number.parseFloat(tolerance) / 100
  const one = Math.ceil(n80(PSI, 0.01)).toLocaleString('en')
  return `${n} judged images: a tolerance of ${tolerance} can be verified${margin > 0.01 ? `; 1pp needs ${one}` : ''} (power .80, when 5 % of the answers flip)`
}

export function renderConfig({ layout, model, classFile, gateSplit, tolerance, guesses, power }: Proposal): string {
  const classification = layout.format !== 'coco'
  const data = {
    format: layout.format,
    root: layout.root || '.',
    ...(layout.file ? { file: layout.file } : {}),
    splits: layout.splits,
    ...(Object.keys(layout.columns).length > 0 ? { columns: layout.columns } : {}),
  }
  const target = {
    task: classification ? 'classification' : 'detection',
    data,
    ...(gateSplit !== 'test' ? { 'gate-split': gateSplit } : {}),
    ...(model
      ? { model: { path: model.path, preprocess: preprocessOf(model), ...(classFile ? { classes: classFile } : {}) } }
      : {}),
    ...(model && classification ? { primary: { metric: 'accuracy', tolerance } } : {}),
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

/** ImageNet's when the input is 224 × 224; otherwise the picture is stretched to the input and scaled to 0 … 1. */
export function preprocessOf({ input }: ModelFound): string | Record<string, unknown> {
  if (input === null || (input.width === 224 && input.height === 224)) return 'imagenet'
  return { resize: { width: input.width, height: input.height }, scale: 0.00392156862745098 }
}
