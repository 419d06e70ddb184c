import { asGateError } from '#contract/errors'
import type { Evidence, Scene } from '#contract/evidence'
import type { EachTable, ImagePair, Ports } from '#contract/ports'
import type { Dataset } from '../dataset/types.ts'
import { ImageReader } from '../image-reader.ts'
import type { Match } from '../match/types.ts'
import { EDIT_KINDS, type EditKind, type Edits } from './types.ts'

const VERSION = 1
/** kind (u8) · share of changed pixels (f64 LE) · mean difference (f64 LE) */
const RECORD = 1 + 8 + 8

/** Both versions of every image whose bytes changed, decoded and compared: the cost is that of what changed. */
export const evidence: Evidence<'edits'> = {
  id: 'edits',
  version: VERSION,
  perMachine: false,
  unavailable: async () => null, // what its needs lack, it lacks
  needs: () => [
    { evidence: 'match', at: 'pair' },
    { evidence: 'dataset', at: 'base' },
    { evidence: 'dataset', at: 'head' },
  ],
  inputs: async () => [],
  async compute(scene, _at, resolve, ports) {
    const [match, base, head] = await Promise.all([
      resolve('match', 'pair'),
      resolve('dataset', 'base'),
      resolve('dataset', 'head'),
    ])
    const headRow = changedRows(match, base, head)
    const edits = {
      baseRow: headRow.map((row) => match.headToBase[row]!),
      headRow,
      kind: new Uint8Array(headRow.length),
      changed: new Float64Array(headRow.length).fill(Number.NaN),
      mean: new Float64Array(headRow.length).fill(Number.NaN),
    }
    if (headRow.length > 0) await compareAll(edits, base, head, scene, ports)
    return edits
  },
  swap: (edits) => ({ ...edits, baseRow: edits.headRow, headRow: edits.baseRow }),
}

/** Rows of head whose partner has other bytes, where both are known. */
function changedRows(match: Match, base: Dataset, head: Dataset): Int32Array {
  const rows: number[] = []
  for (let row = 0; row < head.rows; row++) {
    const partner = match.headToBase[row]!
    if (partner < 0 || match.sameContent[row] === 1) continue
    if (base.content.kinds[partner] !== 0 && head.content.kinds[row] !== 0) rows.push(row)
  }
  return Int32Array.from(rows)
}

async function compareAll(edits: Edits, base: Dataset, head: Dataset, { tree }: Scene, ports: Ports): Promise<void> {
  const table = await ports.each.open(`edits-${VERSION}`, RECORD)
  const keyOf = (at: number) => ports.hash(base.content.hash(edits.baseRow[at]!), head.content.hash(edits.headRow[at]!))
  const todo = [...edits.headRow.keys()].filter((at) => !fill(edits, at, table.get(keyOf(at))))
  if (todo.length === 0) return
  await ports.log.stage('compare edited images', async (progress) => {
    progress.total(todo.length)
    async function* pairs(): AsyncGenerator<ImagePair> {
      const [ofBase, ofHead] = [new ImageReader(base, tree.base, ports), new ImageReader(head, tree.head, ports)]
      try {
        for (const at of todo) {
          const before = await ofBase.read(edits.baseRow[at]!)
          const after = await ofHead.read(edits.headRow[at]!)
          if (typeof before !== 'string' && typeof after !== 'string') yield { key: at, before, after }
          else ports.unsettled()
        }
      } finally {
        await ofBase.close()
        await ofHead.close()
      }
    }
    try {
      for await (const one of ports.sandbox.compare(pairs())) {
        progress.step()
        if (one.status === 'ok') save(edits, one.key, one, table, keyOf(one.key))
        else ports.unsettled()
      }
    } catch (error) {
      // The diff stands without it: what was edited is known, by how much is not.
      ports.unsettled()
      ports.log.warn(`edited images were not compared: ${asGateError(error).message}`)
    }
    await table.save()
  })
}

function save(
  edits: Edits,
  at: number,
  { same, resized, changed, mean }: { same: boolean; resized: boolean; changed: number; mean: number },
  table: EachTable,
  key: Uint8Array,
): void {
  const kind: EditKind = same ? 're-encoded' : resized ? 'resized' : 'edited'
  const record = new Uint8Array(RECORD)
  const view = new DataView(record.buffer)
  record[0] = EDIT_KINDS.indexOf(kind)
  view.setFloat64(1, changed, true)
  view.setFloat64(9, resized ? Number.NaN : mean, true)
  table.put(key, record)
  fill(edits, at, record)
}

function fill({ kind, changed, mean }: Edits, at: number, record: Uint8Array | null): boolean {
  if (record === null) return false
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength)
  kind[at] = record[0]!
  changed[at] = view.getFloat64(1, true)
  mean[at] = view.getFloat64(9, true)
  return true
}
