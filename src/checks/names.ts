/** Names come from the pull request and may have any length. */
const LONGEST = 100
/** Names in one line; the others are counted. */
const NAMED = 5

export function clip(name: string): string {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST)}…`
}

/** `a, b, c, d, e, 3 more` */
export function listed(names: readonly string[]): string {
  const more = names.length > NAMED ? `, ${names.length - NAMED} more` : ''
  return names.slice(0, NAMED).map(clip).join(', ') + more
}
