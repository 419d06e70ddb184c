import type { Exhibit, Found } from '#contract/outcome'
import { shareValues } from '#contract/table'
import type { Dataset } from '#evidence/dataset/types'
import type { Match } from '#evidence/match/types'
import { imageRef, recordRef } from '../../record-places.ts'
import { basisOf } from '../../row-basis.ts'

export interface Given {
  readonly match: Match
  readonly base: Dataset
  readonly head: Dataset
  readonly gateSplit: string
}

export type MoveCode = 'trained-into-judged' | 'other-into-judged' | 'judged-into-other'
const REFS = 5
/** Splits that a model is not fitted to, by their usual names; every other one may be. */
const HELD_OUT = /^(val|dev|test|eval|hold)/i

/** Images (rows of head) that base has in the judged split and head in another, or the other way round. */
interface Move {
  readonly code: MoveCode
  readonly from: string
  readonly to: string
  readonly rows: number[]
}

export function findMoves({ match, base, head, gateSplit }: Given): Move[] {
  const split = shareValues(base.split, head.split)
  const gate = split.values.indexOf(gateSplit)
  const moves = new Map<number, Move>()
  for (let row = 0; row < head.rows; row++) {
    const partner = match.headToBase[row]!
    if (partner < 0) continue
    const [from, to] = [split.base[partner]!, split.head[row]!]
    if (from === to || (from !== gate && to !== gate)) continue
    const key = from * split.values.length + to
    const known = moves.get(key)
    if (known) known.rows.push(row)
    else moves.set(key, { ...named(split.values[from]!, split.values[to]!, gateSplit), rows: [row] })
  }
  return [...moves].sort(([a], [b]) => a - b).map(([, move]) => move)
}

function named(from: string, to: string, gateSplit: string): Omit<Move, 'rows'> {
  if (from === gateSplit) return { code: 'judged-into-other', from, to }
  return { code: HELD_OUT.test(from) ? 'other-into-judged' : 'trained-into-judged', from, to }
}

export function moveFinding({ code, from, to, rows }: Move, { head }: Given): Found<MoveCode> {
  const shown = rows.slice(0, REFS)
  return {
    code,
    args: { count: rows.length, from, to, example: head.path.get(rows[0]!) },
    about: [...shown.flatMap((row) => recordRef(head, row) ?? []), ...shown.map((row) => imageRef(head, row))],
    age: 'new',
    count: rows.length,
    subject: JSON.stringify([from, to]),
    basis: basisOf(head, rows),
  }
}

/** Images of each move, and the annotations that moved with them. */
export function moveTable(moves: readonly Move[], { head: { boxes, rows } }: Given): Exhibit[] {
  if (moves.length === 0) return []
  const moveOf = new Int32Array(rows).fill(-1)
  for (const [at, move] of moves.entries()) for (const row of move.rows) moveOf[row] = at
  const annotations = new Int32Array(moves.length)
  for (const image of boxes?.image ?? []) if (moveOf[image]! >= 0) annotations[moveOf[image]!]!++
  return [
    {
      kind: 'table',
      title: 'Moves into and out of the judged split',
      columns: [
        { name: 'from', unit: 'text' },
        { name: 'to', unit: 'text' },
        { name: 'images', unit: 'count' },
        { name: 'annotations', unit: 'count' },
      ],
      rows: moves.map((move, at) => [move.from, move.to, move.rows.length, boxes ? annotations[at]! : null]),
      total: moves.length,
    },
  ]
}
