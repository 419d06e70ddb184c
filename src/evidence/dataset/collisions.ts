import { equalBytes, hashBytes, mix, SEED, slotsFor } from '#contract/byte-index'
import { codeAt } from '#contract/table'
import { Problems, quoted } from './problems.ts'
import type { DataProblem, Dataset } from './types.ts'

const encoder = new TextEncoder()

/**
 * Images whose paths differ only by case or by Unicode form (NFC, NFD): on the file systems of Windows and macOS they are
 * one file, so that who trains there has fewer images than the gate has judged. One pass, a hash a row; a path is only
 * made a string where it is not ASCII, or where two hashes meet.
 */
export function nameCollisions(dataset: Dataset): DataProblem[] {
  const { rows, path, source, line } = dataset
  const problems = new Problems()
  const mask = slotsFor(rows) - 1
  const slots = new Int32Array(mask + 1).fill(-1)
  const hashes = new Int32Array(rows)
  const told = new Set<string>()
  for (let row = 0; row < rows; row++) {
    const hash = foldedHash(path.pool, path.start(row), path.ends[row]!)
    hashes[row] = hash
    let slot = hash & mask
    let other = slots[slot]!
    while (other >= 0 && !(hashes[other] === hash && sameFile(dataset, other, row))) {
      slot = (slot + 1) & mask
      other = slots[slot]!
    }
    if (other < 0) slots[slot] = row
    else if (
      !equalBytes(path.pool, path.start(row), path.ends[row]!, path.pool, path.start(other), path.ends[other]!)
    ) {
      const [name, first] = [path.get(row), path.get(other)]
      if (told.has(name)) continue // in another split, too
      told.add(name)
      const text = `${quoted(name)} and ${quoted(first)} are one file where case or Unicode form does not count`
      problems.add('name-collision', codeAt(source, row) ?? name, line[row]!, text)
    }
  }
  return problems.build()
}

function sameFile({ path }: Dataset, a: number, b: number): boolean {
  return (
    equalBytes(path.pool, path.start(a), path.ends[a]!, path.pool, path.start(b), path.ends[b]!) ||
    fold(path.get(a)) === fold(path.get(b))
  )
}

/** As APFS and NTFS compare names, nearly: full case folding of a few letters beyond ASCII is theirs alone. */
function fold(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC')
}

/** Hash of `fold`; of ASCII without making a string. */
function foldedHash(pool: Uint8Array, start: number, end: number): number {
  let hash = SEED
  for (let i = start; i < end; i++) {
    const byte = pool[i]!
    if (byte >= 0x80) return hashText(pool.subarray(start, end))
    const lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
    hash = Math.imul(hash ^ lower, 0x01000193)
  }
  return mix(hash)
}
function hashText(bytes: Uint8Array): number {
  const folded = encoder.encode(fold(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)))
  return hashBytes(folded, 0, folded.length)
}
