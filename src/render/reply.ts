import { type CommandName, type Intent, PLACEHOLDER } from '#commands/grammar'
import { COMMANDS } from '#commands/usage'
import type { Reason } from '#contract/ids'
import type { Finding } from '#contract/outcome'
import type { Report } from '#contract/report'
import { waiveCommand } from './blockers.ts'
import { type Section, withinBudget } from './budget.ts'
import { codeSpan } from './escape.ts'
import { reason, toMarkdown } from './fragments.ts'
import { duration } from './numbers.ts'
import { explanation } from './reply-explain.ts'
import { type StatusAsked, statusOf } from './reply-status.ts'
import { checkNames, commit, link, type RunRef, word } from './reply-words.ts'
import type { Catalogue } from './view.ts'

/** All that the bot has to say to a command. Commits are of 40 or 64 hex digits. */
export type Reply =
  | { readonly kind: 'help'; readonly waivers: readonly string[] }
  | ({ readonly kind: 'status' } & StatusAsked)
  | { readonly kind: 'explained'; readonly what: string; readonly report: Report | null }
  | {
      readonly kind: 'rerun'
      readonly intent: Rerun
      readonly head: string
      readonly run: RunRef
      readonly until?: string
    }
  | { readonly kind: 'read-at-end'; readonly intent: Exclude<Rerun, { kind: 'recheck' }>; readonly run: RunRef }
  | { readonly kind: 'unknown-check'; readonly check: string }
  | { readonly kind: 'head-moved'; readonly command: CommandName; readonly to: string }
  | { readonly kind: 'still-running'; readonly command: CommandName; readonly run: RunRef }
  | { readonly kind: 'no-run'; readonly command: CommandName; readonly head: string; readonly workflow: string }
  | { readonly kind: 'no-report'; readonly command: CommandName; readonly head: string }
  | { readonly kind: 'unknown-finding'; readonly finding: string; readonly head: string }
  | { readonly kind: 'other-evidence'; readonly finding: Finding; readonly given: string }
  | { readonly kind: 'not-a-blocker'; readonly finding: string }
  | { readonly kind: 'nothing-waived'; readonly finding: string }
  | {
      readonly kind: 'no-right'
      readonly command: CommandName
      readonly role: string
      readonly waivers: readonly string[]
    }
  | { readonly kind: 'cooldown'; readonly seconds: number }
  | { readonly kind: 'malformed'; readonly command: CommandName | null; readonly why: Reason }
  | { readonly kind: 'failed'; readonly command: CommandName; readonly message: string; readonly hint: string }
/** The commands that start the run again. */
type Rerun = Extract<Intent, { kind: 'recheck' | 'waive' | 'unwaive' }>

const MOST = 10_000
const NAMES = 20

/** The comment that answers the comment `to`. Its first line is the marker by which a second answer is known. */
export function renderReply(to: number, reply: Reply, catalogue: Catalogue): string {
  const [first, ...more] = partsOf(reply, catalogue)
  const sections = more.map((text, index): Section => ({ priority: index + 1, text }))
  const marker = `${replyMark(to)}${isDone(reply) ? 'done ' : ''}-->`
  return withinBudget([{ priority: 0, text: `${marker}\n${first}` }, ...sections], MOST)
}

/** What an answer to a comment begins with; `done` follows where what was asked for happened, or was told. */
export function replyMark(to: number): string {
  return `<!-- cv-gate:reply to=${to} `
}

const DONE: ReadonlySet<Reply['kind']> = new Set(['help', 'status', 'explained', 'rerun', 'read-at-end'])
/** Whether what was asked for happened, or was told. */
export function isDone({ kind }: Pick<Reply, 'kind'>): boolean {
  return DONE.has(kind)
}

/** Paragraphs, those that matter most first. */
function partsOf(reply: Reply, catalogue: Catalogue): string[] {
  switch (reply.kind) {
    case 'help':
      return ['What can be asked on a pull request, in the first line of a new comment:', usages(), who(reply.waivers)]
    case 'status':
      return statusOf(reply, catalogue)
    case 'explained':
      return explanation(reply.what, reply.report, catalogue)
    case 'rerun':
      return [rerun(reply)]
    case 'read-at-end':
      return [readAtEnd(reply)]
    case 'unknown-check':
      return [`There is no check ${codeSpan(reply.check)}. Nothing was started.`, checkNames(catalogue)]
    case 'head-moved':
      return [
        `${word(reply.command)} was not followed: it was written before ${commit(reply.to)} was pushed. Look at the new commit and its report first, then write the command again.`,
      ]
    case 'still-running':
      return [
        `${word(reply.command)} was not followed: ${link(reply.run)} is still in progress, and may have read the comments already. Write the command again when it has ended.`,
      ]
    case 'no-run':
      return [
        `${word(reply.command)} was not followed: there is no run of ${codeSpan(reply.workflow)} for ${commit(reply.head)} that can be started again. GitHub keeps runs for 30 days, and a pull request with a conflict gets none. Push a commit, or close and reopen the pull request: either starts a new run.`,
      ]
    case 'no-report':
      return [
        `${word(reply.command)} was not followed: there is no report for ${commit(reply.head)} yet. Wait until its run has ended; if it failed before it could report, its log says why.`,
      ]
    case 'unknown-finding':
      return [
        `The newest report, of ${commit(reply.head)}, holds no finding ${codeSpan(reply.finding)}: it is solved, or was never there. Nothing was waived. ${word('status')} lists what blocks.`,
      ]
    case 'other-evidence':
      return [
        `Nothing was waived: finding **${reply.finding.id}** rests on other evidence than ${codeSpan(reply.given)} now. Look at it again; if it may still be accepted, the command is \`${waiveCommand(reply.finding)}\`, with your reason in the place of the word “${PLACEHOLDER}”.`,
      ]
    case 'not-a-blocker':
      return [
        `Nothing was waived: finding ${codeSpan(reply.finding)} does not block, so there is nothing to accept. ${word('status')} lists what blocks.`,
      ]
    case 'nothing-waived':
      return [`Finding ${codeSpan(reply.finding)} is not waived here: there is nothing to withdraw.`]
    case 'no-right':
      return [`${word(reply.command)} was not followed: your role here is ${codeSpan(reply.role)}.`, who(reply.waivers)]
    case 'cooldown':
      return [
        `Nothing was started: a pull request has one recheck a minute and ten an hour. Write the command again in ${duration(reply.seconds)}; until then the newest report stands.`,
      ]
    case 'malformed':
      return malformed(reply.command, reply.why)
    case 'failed':
      return [
        `${word(reply.command)} was not followed: ${reply.message
          .split('\n')
          .map((line) => codeSpan(line))
          .join('\n')}`,
        `→ ${codeSpan(reply.hint)}`,
        'No verdict was changed by this. Write the command again when it is mended.',
      ]
  }
}

function rerun({ intent, head, run, until }: Extract<Reply, { kind: 'rerun' }>): string {
  const started = `${link(run)} was started again for ${commit(head)}`
  const then = 'The comment and the check change when it has ended.'
  if (intent.kind === 'unwaive') return `Waivers of finding **${intent.finding}** no longer count: ${started}. ${then}`
  if (intent.kind === 'waive') {
    const end = until === undefined ? 'for 30 days' : `until ${codeSpan(until.slice(0, 10))}`
    return `Finding **${intent.finding}** is accepted ${end}, as long as its evidence stays the same and your comment is not edited: ${started}, and will say so. ${then} \`/cv-unwaive ${intent.finding}\` withdraws it.`
  }
  const named = intent.checks.map((check) => codeSpan(check)).join(', ')
  const what = intent.force
    ? `${named || 'every check'} is measured anew and pooled with what was measured before`
    : 'what could not be measured is tried again, and what was measured on the same model and data stands'
  return `${started}: ${what}. ${then}`
}

/** A run asks for the waivers when it has measured. */
function readAtEnd({ intent, run }: Extract<Reply, { kind: 'read-at-end' }>): string {
  const what =
    intent.kind === 'waive'
      ? `Finding **${intent.finding}** is accepted for 30 days`
      : `Waivers of finding **${intent.finding}** no longer count`
  return `${what}: ${link(run)} is still in progress, and reads the comments when it has measured. If its report does not say so, it ended too soon: write \`/cv-recheck\` then.`
}

function malformed(command: CommandName | null, why: Reason): string[] {
  const wrong = `That command was not understood: ${toMarkdown(reason(why))}.`
  if (command === null) return [wrong, usages()]
  return [
    wrong,
    `Expected: \`${COMMANDS[command].usage}\`, alone in the first line. What you want to say besides goes on the lines below.`,
    WHERE[command] ?? '',
  ]
}

const LINES = `The gate's comment has the line beside each finding that blocks, and so has the answer to ${word('status')}: copy it, and put your reason in the place of the word “${PLACEHOLDER}”.`
/** Where to find what a command names. */
const WHERE: Readonly<Partial<Record<CommandName, string>>> = {
  waive: LINES,
  unwaive: `The waivers that there are stand in the gate's comment and in the answer to ${word('status')}.`,
  recheck: `Names of checks are like \`leakage/exact-duplicate\`; without a name all are meant.`,
  explain: `Names of checks are like \`leakage/exact-duplicate\`; ids of findings stand in the gate's comment.`,
}

function usages(): string {
  return Object.values(COMMANDS)
    .map(({ usage, text }) => `- \`${usage}\`: ${text}`)
    .join('\n')
}

function who(waivers: readonly string[]): string {
  const named = waivers
    .slice(0, NAMES)
    .map((entry) => codeSpan(entry))
    .join(', ')
  return `Commands are for those who may write to this repository; \`/cv-waive\` and \`/cv-unwaive\` for those of them whom the configuration on the base branch names: ${named || 'nobody'}.`
}
