import type { Task } from '#contract/config'
import type { ModelStructure } from '#evidence/model/types'

type Port = ModelStructure['inputs'][number]

/** How many classes an output has room for; more than one number where decoding may read it in more than one way. */
export interface Room {
  readonly output: string
  readonly width: number
  readonly classes: readonly number[]
}

/** Null wherever it is not certain what the output's axes are. */
export function roomOf({ inputs, outputs }: ModelStructure, task: Task): Room | null {
  const [output, other] = outputs
  if (!output?.dims || other || !output.dtype.startsWith('float')) return null
  if (task === 'classification' || task === 'multi-label') return classifier(output)
  return task === 'detection' && inputs.length === 1 ? detector(inputs[0]!, output) : null
}

/** `[batch, classes]`; a single score is one of two classes, and says nothing of their number. */
function classifier({ name, dims }: Port): Room | null {
  const width = dims?.length === 2 ? dims[1] : null
  return typeof width === 'number' && width > 1 ? { output: name, width, classes: [width] } : null
}

/** Strides of the grids of the YOLO family, and boxes a cell. */
const STRIDES = [
  [8, 16, 32],
  [8, 16, 32, 64],
  [16, 32],
]
const ANCHORS = [1, 3]

/**
 * `[1, 4 + classes, cells]` or `[1, cells, 5 + classes]`: certain where the number of cells is that of the family's grids
 * for the size of the input. Exporters differ in whether a row has an objectness, so both are allowed.
 */
function detector(input: Port, { name, dims }: Port): Room | null {
  const size = sizeOf(input)
  if (!size || dims?.length !== 3) return null
  const cells = STRIDES.flatMap((strides) => {
    const whole = strides.every((stride) => size.width % stride === 0 && size.height % stride === 0)
    const count = strides.reduce((sum, stride) => sum + (size.width / stride) * (size.height / stride), 0)
    return whole ? ANCHORS.map((anchors) => anchors * count) : []
  })
  const [, a, b] = dims
  if (typeof a !== 'number' || typeof b !== 'number') return null
  const width = cells.includes(b) ? a : cells.includes(a) ? b : 0
  return width > 5 ? { output: name, width, classes: [width - 4, width - 5] } : null
}

function sizeOf({ dims }: Port): { width: number; height: number } | null {
  if (dims?.length !== 4) return null
  const [, a, b, c] = dims
  const [height, width] = a === 3 || a === 1 ? [b, c] : [a, b]
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : null
}
