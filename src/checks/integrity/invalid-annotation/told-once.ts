import type { DataProblem, Dataset } from '#evidence/dataset/types'
import { annotationFile } from '../../record-places.ts'
import { BOX_CODES, type BoxFaults } from './lint.ts'

/**
 * The dataset without what its reader found odd about boxes that are at fault anyway: one finding a record. A record is
 * known by its place; where boxes are shares (YOLO) a line is a record, and readers point at the number in it.
 */
export function toldOnce(data: Dataset, faults: BoxFaults): Dataset {
  const { boxes, problems } = data
  const odd = problems.filter(({ code, line }) => code === 'odd-annotation' && line > 0)
  if (!boxes || odd.length === 0) return data
  const key = (file: string, line: number, column: number) =>
    JSON.stringify([file, line, boxes.normalised ? 0 : column])
  const lines = new Set(odd.map(({ line }) => line))
  const told = new Set<string>()
  for (const code of BOX_CODES)
    for (const box of faults[code]) {
      if (!lines.has(boxes.line[box]!)) continue // a name is only decoded where it may matter
      told.add(key(annotationFile(data, boxes.image[box]!), boxes.line[box]!, boxes.column[box]!))
    }
  const stays = ({ code, file, line, column }: DataProblem) =>
    code !== 'odd-annotation' || !told.has(key(file, line, column))
  return told.size === 0 ? data : { ...data, problems: problems.filter(stays) }
}
