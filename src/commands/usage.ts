import type { CommandName } from './grammar.ts'

export interface Usage {
  readonly usage: string
  readonly text: string
}

/** What each command looks like and does; the README's table and the bot's help are made of it. */
export const COMMANDS: Readonly<Record<CommandName, Usage>> = {
  recheck: {
    usage: '/cv-recheck [CHECK…] [--force]',
    text: 'run the gate again on the newest commit; `--force` measures the checks named, or all, anew and pools with what was measured before',
  },
  waive: {
    usage: '/cv-waive FINDING@EVIDENCE REASON',
    text: 'accept a finding that blocks, for 30 days and as long as its evidence stays the same',
  },
  unwaive: { usage: '/cv-unwaive FINDING', text: 'withdraw the waivers of a finding' },
  explain: { usage: '/cv-explain CHECK or FINDING', text: 'what it means, and what to do' },
  status: { usage: '/cv-status', text: 'the newest verdict, and what stands in the way of merging' },
  help: { usage: '/cv-help', text: 'these commands, and who may give them' },
}
