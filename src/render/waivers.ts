import type { Report, Waiver } from '#contract/report'
import type { Fragment } from './fragments.ts'

const MEANS: Readonly<Record<Exclude<Waiver['state'], 'honoured' | 'no-right'>, string>> = {
  void: 'void, for the finding rests on other evidence now: look again, and waive it anew if it still holds',
  unused: 'unused, for nothing that blocks has this id',
  expired: 'expired',
  edited: 'not honoured, for the comment was edited: write a new one',
  withdrawn: 'withdrawn',
}
const SHOWN = 50

/** Who accepted what, why and until when, and what became of it: one line a waiver, those that count first. */
export function waiverLines({ waivers }: Report): Fragment[][] {
  // Anybody may comment: what strangers write is counted, not shown.
  const rightful = waivers.filter(isRightful)
  const sorted = rightful.sort((a, b) => Number(b.state === 'honoured') - Number(a.state === 'honoured'))
  const lines = sorted.slice(0, SHOWN).map((waiver): Fragment[] => {
    const { finding, evidence, by, reason, until, pull, state } = waiver
    const standing = state === 'honoured' ? `until ${until.slice(0, 10)}` : MEANS[state]
    return [
      { own: `waiver of \`${finding}@${evidence}\` by ` },
      { untrusted: by },
      { own: ` (pull request ${pull}), ${standing}: ` },
      { untrusted: reason },
    ]
  })
  if (sorted.length > SHOWN) lines.push([{ own: `and ${sorted.length - SHOWN} more waivers` }])
  const foreign = waivers.length - rightful.length
  if (foreign > 0) lines.push([{ own: `not honoured: ${foreign} of people who may not waive here` }])
  return lines
}

type Rightful = Waiver & { readonly state: Exclude<Waiver['state'], 'no-right'> }
function isRightful(waiver: Waiver): waiver is Rightful {
  return waiver.state !== 'no-right'
}

export function honoured({ waivers }: Report): number {
  return waivers.filter(({ state }) => state === 'honoured').length
}
