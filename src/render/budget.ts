export interface Section {
  readonly text: string
  /** 0 = always kept; the highest number goes first. */
  readonly priority: number
}

/** Sections in their order, whole ones left out by priority until all fit; what was left out is counted. */
export function withinBudget(sections: readonly Section[], most: number): string {
  const kept = sections.filter((section) => section.text !== '')
  let dropped = 0
  for (;;) {
    const note =
      dropped > 0 ? `*${dropped} section${dropped === 1 ? '' : 's'} left out here for length: see report.html.*` : ''
    const text = [...kept.map((section) => section.text), note].filter(Boolean).join('\n\n')
    if (text.length + 1 <= most) return `${text}\n`
    const worst = Math.max(...kept.map((section) => section.priority))
    if (worst <= 0) return `${text.slice(0, most - 2)}…\n`
    const at = kept.findLastIndex((section) => section.priority === worst)
    kept.splice(at, 1)
    dropped++
  }
}
