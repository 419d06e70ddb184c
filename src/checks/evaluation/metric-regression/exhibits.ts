import type { Exhibit } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import type { Judgement } from '#evidence/judgement/types'

const SHOWN = 100
const BARS = 20

interface ClassCount {
  readonly name: string
  n: number
  base: number
  head: number
}

/** Right answers, averages over the pooled runs; largest loss of accuracy first. */
function classes({ truth, baseRight, headRight, pooled }: Judgement): ClassCount[] {
  const counts = new Map<string, ClassCount>()
  for (const [at, name] of truth.entries()) {
    const count = counts.get(name) ?? { name, n: 0, base: 0, head: 0 }
    counts.set(name, count)
    count.n++
    count.base += baseRight[at]! / pooled
    count.head += headRight[at]! / pooled
  }
  const change = ({ n, base, head }: ClassCount) => (head - base) / n
  return [...counts.values()].sort((a, b) => change(a) - change(b) || compare(a.name, b.name))
}

export function classTable(judgement: Judgement): Exhibit {
  const all = classes(judgement)
  return {
    kind: 'table',
    title: 'Accuracy per class, largest loss first',
    columns: [
      { name: 'class', unit: 'text' },
      { name: 'images', unit: 'count' },
      { name: 'base', unit: 'ratio' },
      { name: 'head', unit: 'ratio' },
      { name: 'change', unit: 'ratio', change: true },
    ],
    rows: all.slice(0, SHOWN).map(({ name, n, base, head }) => [name, n, base / n, head / n, (head - base) / n]),
    total: all.length,
  }
}

export function classBars(judgement: Judgement): Exhibit {
  const bars = classes(judgement)
    .slice(0, BARS)
    .map(({ name, n, base, head }) => ({ name, base: base / n, head: head / n }))
  return { kind: 'bars', title: 'Accuracy per class', unit: 'ratio', bars }
}

/** Base's answer is the class itself: it had these right. Of several runs, the answer is the newest one's. */
export function answersLost(judgement: Judgement, data: Dataset): Exhibit {
  const { headRow, truth, baseRight, headRight, headAnswer, pooled } = judgement
  const lost = [...headRow.keys()].filter((at) => headRight[at]! < baseRight[at]!)
  const always = lost.every((at) => baseRight[at] === pooled && headRight[at] === 0)
  const rows = lost
    .map((at): [string, string, string] => [data.path.get(headRow[at]!), truth[at]!, headAnswer[at]!])
    .sort(([a], [b]) => compare(a, b))
  return {
    kind: 'table',
    title: always ? 'Images that base has right and head has wrong' : 'Images that head has right less often',
    columns: [
      { name: 'image', unit: 'text' },
      { name: 'class', unit: 'text' },
      { name: 'answer of head', unit: 'text' },
    ],
    rows: rows.slice(0, SHOWN),
    total: rows.length,
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
