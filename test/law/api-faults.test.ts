import { describe, expect, test } from 'vitest'
import type { FakeGitHub } from '#test/fake-github/fake-github'
import { FAULTS, type FaultKind } from '#test/fake-github/faults'
import { FLOWS, type Flow } from '#test/fake-github/flows'
import { brokenInvariants } from '#test/fake-github/invariants'
import type { Talked } from '#test/fake-github/talk'

/** Of threats.md: each once, or lasting where GitHub's own would last. */
const KINDS = [
  ...(['500', '502', '502-after', '503', '504', 'reset', 'reset-after', 'hang', 'drip', 'truncated'] as const),
  ...(['invalid-json', 'html', '204', '301', '302', '304', '401', '403-scope', '403-secondary'] as const),
  ...(['403-secondary-retry-after', '403-other-retry-after', '403-primary', '404-lag', '404', '409', '410'] as const),
  ...(['422-length', '422-cap', '429', '429-retry-after', 'page-twice', 'page-missing'] as const),
] satisfies FaultKind[]

interface Place {
  readonly flow: Flow
  readonly call: string
  /** Of these requests; default: the first. */
  readonly nth?: number
  /** What the message has to name when the right is missing. */
  readonly needs: string
  /** The list that a write rests on: faults of pages are none of writes. */
  readonly list?: readonly [call: string, nth: number]
}

const COMMENTS = 'GET /issues/{issue_number}/comments'
const CHECKS = 'GET /commits/{ref}/check-runs'
const PULL = 'GET /pulls/{pull_number}'
const WRITE = 'pull-requests: write'
const { publish, update, merge, batches, status, recheck, stranger, waivers, looks, history } = FLOWS

const GROUPS: Readonly<Record<string, readonly Place[]>> = {
  'comments: list': [
    { flow: publish, call: COMMENTS, needs: 'pull-requests: read' },
    { flow: update, call: COMMENTS, needs: 'pull-requests: read' },
    { flow: recheck, call: COMMENTS, needs: 'pull-requests: read' },
    { flow: waivers, call: COMMENTS, nth: 2, needs: 'pull-requests: read' },
    { flow: waivers, call: 'POST /graphql', needs: 'pull-requests: read', list: [COMMENTS, 1] },
  ],
  'comments: create': [
    { flow: publish, call: 'POST /issues/{issue_number}/comments', needs: WRITE, list: [COMMENTS, 2] },
    { flow: recheck, call: 'POST /issues/{issue_number}/comments', needs: WRITE, list: [COMMENTS, 1] },
  ],
  'comments: update': [
    { flow: update, call: 'PATCH /issues/comments/{comment_id}', needs: WRITE, list: [COMMENTS, 1] },
    { flow: merge, call: 'DELETE /issues/comments/{comment_id}', needs: WRITE, list: [COMMENTS, 1] },
    { flow: recheck, call: 'POST /issues/comments/{comment_id}/reactions', needs: WRITE, list: [COMMENTS, 1] },
    { flow: recheck, call: 'POST /issues/comments/{comment_id}/reactions', nth: 2, needs: WRITE, list: [COMMENTS, 1] },
  ],
  'check: create': [
    { flow: publish, call: 'POST /check-runs', needs: 'checks: write', list: [CHECKS, 1] },
    { flow: publish, call: CHECKS, needs: 'checks: write' },
    { flow: publish, call: CHECKS, nth: 2, needs: 'checks: write' },
  ],
  'check: update': [
    { flow: publish, call: 'PATCH /check-runs/{check_run_id}', needs: 'checks: write', list: [CHECKS, 2] },
    { flow: publish, call: 'PATCH /check-runs/{check_run_id}', nth: 2, needs: 'checks: write', list: [CHECKS, 3] },
    { flow: batches, call: 'PATCH /check-runs/{check_run_id}', nth: 2, needs: 'checks: write', list: [CHECKS, 1] },
  ],
  'commit status': [
    { flow: status, call: 'POST /statuses/{sha}', needs: 'checks: write', list: ['GET /commits/{ref}/statuses', 1] },
    { flow: status, call: 'GET /commits/{ref}/statuses', needs: 'checks: write' },
    { flow: status, call: 'GET /commits/{ref}/statuses', nth: 2, needs: 'checks: write' },
  ],
  'pull request, permission': [
    { flow: publish, call: 'GET /pulls', needs: 'pull-requests: read' },
    { flow: publish, call: PULL, needs: 'pull-requests: read', list: ['GET /pulls', 1] },
    { flow: publish, call: 'GET /compare/{basehead}', needs: 'contents: read', list: ['GET /pulls', 1] },
    { flow: recheck, call: PULL, needs: 'pull-requests: read', list: [COMMENTS, 1] },
    { flow: recheck, call: 'GET /collaborators/{username}/permission', needs: 'contents: read', list: [COMMENTS, 1] },
    { flow: stranger, call: 'GET /collaborators/{username}/permission', needs: 'contents: read' },
    { flow: waivers, call: 'GET /collaborators/{username}/permission', needs: 'contents: read', list: [COMMENTS, 2] },
  ],
  'files, artifacts': [
    { flow: publish, call: 'GET /pulls/{pull_number}/files', needs: 'pull-requests: read' },
    { flow: publish, call: 'GET /actions/runs/{run_id}/artifacts', needs: 'actions: read' },
    { flow: publish, call: 'GET /actions/artifacts/{artifact_id}/{archive_format}', needs: 'actions: read' },
    { flow: publish, call: 'GET /signed', needs: 'actions: read' },
    { flow: recheck, call: 'GET /actions/runs', needs: 'actions: read' },
    {
      flow: recheck,
      call: 'POST /actions/runs/{run_id}/rerun',
      needs: 'actions: write',
      list: ['GET /actions/runs', 1],
    },
    { flow: looks, call: 'GET /actions/artifacts', nth: 2, needs: 'actions: read' },
    { flow: history, call: 'GET ', needs: 'contents: read', list: ['GET /actions/artifacts', 1] },
    { flow: history, call: 'GET /actions/artifacts', needs: 'actions: read', list: ['GET /actions/artifacts', 2] },
    { flow: history, call: 'GET /actions/runs/{run_id}', needs: 'actions: read', list: ['GET /actions/artifacts', 1] },
    { flow: history, call: 'GET /compare/{basehead}', needs: 'contents: read', list: ['GET /actions/artifacts', 1] },
    {
      flow: history,
      call: 'GET /actions/artifacts/{artifact_id}/{archive_format}',
      needs: 'actions: read',
      list: ['GET /actions/artifacts', 1],
    },
  ],
}

/** What one job may take; most take a third of it. */
const BUDGET = { waitedMs: 90_000, elapsedMs: 150_000, requests: 30 }

const cases = Object.entries(GROUPS).flatMap(([group, places]) => KINDS.map((kind) => ({ group, kind, places })))

test('the matrix is whole: 32 faults, 8 groups of endpoints', () => {
  expect(new Set(KINDS).size).toBe(32)
  expect(cases).toHaveLength(256)
})

describe.each(Object.keys(GROUPS))('%s', (group) => {
  test.each(KINDS)('%s', async (kind) => {
    const broken: string[] = []
    for (const place of GROUPS[group]!) {
      const at = `${place.flow.name}: ${place.call}`
      for (const what of await problems(kind, place)) broken.push(`${at}: ${what}`)
    }
    expect(broken).toEqual([])
  })
})

/** What does not hold: while the fault is there, and when the job is run again without it. */
async function problems(kind: FaultKind, { flow, call, nth = 1, needs, list }: Place): Promise<string[]> {
  const scene = await flow.prepare()
  const { fake } = scene
  const [when, at] = kind.startsWith('page-') && list ? list : ([call, nth] as const)
  let met = 0
  const before = () => {
    met++
    // A token that has ended has ended for everything.
    if (kind === '401') fake.script = [{ when: '*', kind }]
  }
  fake.script = [{ when, nth: at, kind, before }]
  const [begun, asked] = [fake.clock.now(), fake.seen.length]
  const talked = await flow.run(scene)
  const broken = [
    ...(met > 0 ? [] : ['the fault was not met']),
    ...atRest(fake, kind, call),
    ...flow.unsafe(scene),
    ...(talked.code === 0 ? flow.wrong(scene, talked) : []),
    ...overBudget(talked, fake.clock.now() - begun, fake.seen.length - asked),
    ...(kind === '403-scope' && !talked.said.includes(needs) ? [`${needs} is not named: ${talked.said}`] : []),
  ]
  fake.script = []
  const again = await flow.run(scene)
  const healed = [
    ...atRest(fake, FAULTS[kind].stays === 'once' ? kind : '500', call),
    ...flow.unsafe(scene),
    ...flow.wrong(scene, again),
  ]
  if (again.code !== 0) healed.push(`exit ${again.code}: ${again.said}`)
  return [...broken, ...healed.map((what) => `run again: ${what}`)]
}

/** What a fault leaves that nobody can help without the right that it took; it is mended when the job is run again. */
const HELPLESS: readonly (readonly [RegExp, (kind: FaultKind, call: string) => boolean])[] = [
  // It blocks as long as it is open.
  [
    / is left in_progress$/,
    (kind, call) => kind === '401' || (isLasting(kind) && call.startsWith('PATCH /check-runs')),
  ],
  [/^two comments|^an older run overwrote/, (kind, call) => isLasting(kind) && call.startsWith('DELETE ')],
  // A client makes a GET of a POST that is moved.
  [/^GET \S+: no such operation$/, (kind, call) => (kind === '301' || kind === '302') && call.startsWith('POST ')],
]

function isLasting(kind: FaultKind): boolean {
  return FAULTS[kind].stays === 'lasting'
}

function atRest(fake: FakeGitHub, kind: FaultKind, call: string): string[] {
  const excused = HELPLESS.filter(([, applies]) => applies(kind, call))
  return brokenInvariants(fake).filter((what) => !excused.some(([pattern]) => pattern.test(what)))
}

function overBudget({ waited }: Talked, elapsed: number, requests: number): string[] {
  const spent = { waitedMs: waited, elapsedMs: elapsed, requests }
  return Object.entries(spent).flatMap(([what, much]) =>
    much <= BUDGET[what as keyof typeof BUDGET] ? [] : [`${what}: ${much}`],
  )
}
