import { type Intent, type Malformed, parseCommand } from '#commands/grammar'
import { mayBeAnswered, mayDo, type Person } from '#commands/rights'
import { asGateError, GateError, placeText } from '#contract/errors'
import { type Comment, commentsOf, react, replyOnce } from '#host/github/comments'
import type { Connection } from '#host/github/connection'
import { fileAt } from '#host/github/contents'
import type { CommentEvent } from '#host/github/events'
import { isOwn, whoAmI } from '#host/github/identity'
import type { Inputs } from '#host/github/inputs'
import { standingOf } from '#host/github/people'
import { type Pull, pullOf } from '#host/github/pull-request'
import type { StageLog } from '#host/log/log'
import { isDone, type Reply, renderReply, replyMark } from '#render/reply'
import { catalogue } from '../catalogue.ts'
import { load } from '../load-config.ts'
import { answerTo } from './answer.ts'

/** Requests of this hour that are left to measuring and reporting, whatever number of commands is written. */
const RESERVED_REQUESTS = 500

/**
 * A comment on a pull request. A command never measures and opens no file of the pull request: it runs the pull request's
 * own run again, which reads the comments, so that the required check turns.
 */
export async function command(
  connection: Connection,
  said: CommentEvent,
  inputs: Inputs,
  { log }: { readonly log: StageLog },
): Promise<void> {
  const silence = whySilent(said)
  if (silence !== null) return log.info(silence)
  const author = said.comment.user!
  const intent = parseCommand(said.comment.body ?? '')
  if (intent === null) return log.info('the comment is no command')
  const person = { ...(await standingOf(connection, author)), login: author.login }
  const id = said.comment.id
  if (connection.spent.remaining < RESERVED_REQUESTS) throw floodError(connection.spent.remaining)
  if (!mayBeAnswered(person)) {
    await react(connection, id, '-1')
    return log.info('its author may not give commands here')
  }
  const pull = await pullOf(connection, said.issue.number)
  if (!pull.open) return log.info('the pull request is closed')
  const identity = await whoAmI(connection)
  const isOurs = ({ user }: Comment) => isOwn(user, identity)
  const marker = replyMark(id)
  const comments = await commentsOf(connection, pull.number)
  const before = comments.find((one) => isOurs(one) && one.body?.startsWith(marker))
  if (before) {
    const content = before.body!.startsWith(`${marker}done `) ? 'rocket' : '-1'
    // Whoever may run jobs may run this one again; it may have ended between its reply and its reaction.
    if (!comments.find((one) => one.id === id)?.reactions?.[content]) await react(connection, id, content)
    return log.info('it was answered before')
  }
  const reply = await answer(intent, person)
  await replyOnce(connection, pull.number, { body: renderReply(id, reply, catalogue), marker }, isOurs)
  await react(connection, id, isDone(reply) ? 'rocket' : '-1')
  log.info(`${intent.kind}: ${reply.kind}`)

  async function answer(intent: Intent | Malformed, person: Person): Promise<Reply> {
    if (intent.kind === 'malformed') return intent
    const command = intent.kind
    try {
      const waivers = await waiversOf(connection, pull, inputs)
      if (!mayDo(intent, person, waivers)) return { kind: 'no-right', command, role: person.role, waivers }
      await react(connection, id, 'eyes')
      return await answerTo(intent, { connection, said, pull, workflow: inputs.measuringWorkflow, waivers })
    } catch (thrown) {
      const error = asGateError(thrown)
      const [message, { hint }] = [`${placeText(error)}${error.message}`, error]
      log.warn(`${message} → ${hint}`)
      return { kind: 'failed', command, message, hint }
    }
  }
}

/** Why nothing is to be said to a comment at all, or null. */
function whySilent({ action, issue, comment, sender }: CommentEvent): string | null {
  if (action !== 'created') return `the comment was ${action}: only a new one is a command`
  if (!issue.pull_request) return 'the comment is on an issue, not on a pull request'
  if (issue.state !== 'open') return 'the pull request is closed'
  if (issue.locked) return 'the conversation is locked'
  if (comment.user === null) return 'the comment has no author'
  if (comment.user.type !== 'User' || sender.type !== 'User') return 'the comment is of a bot'
  return comment.user.id === sender.id ? null : 'the comment is not of whoever sent it'
}

function floodError(left: number): GateError {
  const what = `commands are not followed for now: of this hour's requests to GitHub ${left} are left, which measuring and reporting need`
  return new GateError('github-limit', 'host', what, { hint: 'Write the command again within the hour to come.' })
}

/** Who may waive, from the configuration at the tip of the base branch. */
async function waiversOf(connection: Connection, { baseRef }: Pull, { config }: Inputs): Promise<readonly string[]> {
  const file = await fileAt(connection, config, baseRef)
  if (file === null) return ['maintain', 'admin']
  return load(file.text, { path: config, commit: baseRef }).policy.waivers
}
