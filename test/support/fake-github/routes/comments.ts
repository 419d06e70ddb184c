import { type Answer, created, notFound, ok, refused } from '../answer.ts'
import type { Call, Routes } from '../call.ts'
import { accountOf } from '../identity.ts'
import { page } from '../pages.ts'
import { rank } from '../rights.ts'
import { showComment, showReaction } from '../show.ts'
import { type Comment, roleOf } from '../state.ts'

export const comments: Routes = {
  'GET /issues/{issue_number}/comments': (call) => {
    const issue = Number(call.path.issue_number)
    if (!call.world.pulls.some(({ number }) => number === issue)) return notFound
    const since = Date.parse(call.query.get('since') ?? '') || 0
    const own = call.world.comments.filter((one) => one.issue === issue && one.updated >= since)
    return page(call, call.lag.listed(own), (one) => showComment(call.world, one, call.api))
  },
  'POST /issues/{issue_number}/comments': (call) => {
    const { world, who } = call
    const pull = world.pulls.find(({ number }) => number === Number(call.path.issue_number))
    if (!pull) return notFound
    const author = accountOf(who)!
    if (pull.locked && who.kind === 'user' && rank(roleOf(world.repository, author)) < rank('write'))
      return refused(403, 'Unable to create comment because issue is locked.')
    const app = who.kind === 'integration' ? who.app : null
    const made = call.lag.born(world.say(pull.number, author, (call.body as { body: string }).body, app))
    return created(showComment(world, made, call.api))
  },
  'GET /issues/comments/{comment_id}': (call) => withComment(call, (one) => ok(showComment(call.world, one, call.api))),
  'PATCH /issues/comments/{comment_id}': (call) =>
    withComment(call, (one) => {
      if (!mayChange(call, one)) return refused(403, 'Must have admin rights to Repository.')
      call.world.edit(one, (call.body as { body: string }).body)
      return ok(showComment(call.world, one, call.api))
    }),
  'DELETE /issues/comments/{comment_id}': (call) =>
    withComment(call, (one) => {
      if (!mayChange(call, one)) return refused(403, 'Must have admin rights to Repository.')
      call.world.remove(one)
      return { status: 204 }
    }),
  'GET /issues/comments/{comment_id}/reactions': (call) =>
    withComment(call, ({ reactions }) => {
      const content = call.query.get('content')
      return page(
        call,
        call.lag.listed(reactions.filter((one) => content === null || one.content === content)),
        showReaction,
      )
    }),
  'POST /issues/comments/{comment_id}/reactions': (call) =>
    withComment(call, ({ reactions }) => {
      const user = accountOf(call.who)!
      const { content } = call.body as { content: string }
      const there = reactions.find((one) => one.user.id === user.id && one.content === content)
      if (there) return ok(showReaction(there)) // a second one of the same kind is none
      const made = call.lag.born({ id: call.world.id(), content, user, created: call.world.clock.now() })
      reactions.push(made)
      return created(showReaction(made))
    }),
  'DELETE /issues/comments/{comment_id}/reactions/{reaction_id}': (call) =>
    withComment(call, ({ reactions }) => {
      const at = reactions.findIndex(({ id }) => id === Number(call.path.reaction_id))
      if (at < 0 || reactions[at]!.user.id !== accountOf(call.who)?.id) return notFound
      reactions.splice(at, 1)
      return { status: 204 }
    }),
}

function withComment({ world, path }: Call, act: (comment: Comment) => Answer): Answer {
  const comment = world.comments.find(({ id }) => id === Number(path.comment_id))
  return comment ? act(comment) : notFound
}

/** People with write, and integrations with the right, may also change what others wrote. */
function mayChange({ world, who }: Call, { author }: Comment): boolean {
  if (who.kind !== 'user') return true
  return author?.id === who.user.id || rank(roleOf(world.repository, who.user)) >= rank('write')
}
