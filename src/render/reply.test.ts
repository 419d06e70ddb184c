import { describe, expect, test } from 'vitest'
import { catalogue } from '#app/catalogue'
import { parseCommand } from '#commands/grammar'
import { active, nodes, parse } from '#test/markdown'
import { finding, HOSTILE, hostileReport, report } from '#test/reports'
import { isDone, type Reply, renderReply } from './reply.ts'

const head = '8c1e'.repeat(10)
const run = { id: 991, url: 'https://github.com/octo/repo/actions/runs/991' }
const roles = ['maintain', 'admin']
const say = (reply: Reply) => renderReply(7, reply, catalogue)

/** Every kind of answer, `text` in each place that somebody else fills. */
function answers(text: string): { [K in Reply['kind']]: Extract<Reply, { kind: K }>[] } {
  const hostile = hostileReport(text)
  const at = { id: 1, url: text.startsWith('https:') ? '' : text } // an address of the API's own is a link
  return {
    help: [{ kind: 'help', waivers: [text, ...Array<string>(100).fill(text)] }],
    status: [
      { kind: 'status', head: text, report: null, run: null },
      { kind: 'status', head: text, report: null, run: at },
      { kind: 'status', head: text, report: hostile, run: at },
    ],
    explained: [
      ...[null, hostile].map((one) => ({ kind: 'explained' as const, what: text, report: one })),
      ...hostile.targets[0]!.blockers.map((what) => ({ kind: 'explained' as const, what, report: hostile })),
      ...[...catalogue.keys()].map((what) => ({ kind: 'explained' as const, what, report: hostile })),
    ],
    rerun: [
      { kind: 'rerun', intent: { kind: 'recheck', checks: ['model/change'], force: true }, head: text, run: at },
      { kind: 'rerun', intent: { kind: 'recheck', checks: [], force: false }, head: text, run: at },
      { kind: 'rerun', intent: { kind: 'unwaive', finding: '3a91c07be2' }, head: text, run: at },
      ...[{}, { until: text }].map((more) => ({
        kind: 'rerun' as const,
        intent: { kind: 'waive' as const, finding: '3a91c07be2', evidence: '5f0c21aa', reason: text },
        head: text,
        run: at,
        ...more,
      })),
    ],
    'read-at-end': [
      { kind: 'read-at-end', intent: { kind: 'unwaive', finding: '3a91c07be2' }, run: at },
      {
        kind: 'read-at-end',
        intent: { kind: 'waive', finding: '3a91c07be2', evidence: '5f0c21aa', reason: text },
        run: at,
      },
    ],
    'unknown-check': [{ kind: 'unknown-check', check: text }],
    'head-moved': [{ kind: 'head-moved', command: 'waive', to: text }],
    'still-running': [{ kind: 'still-running', command: 'recheck', run: at }],
    'no-run': [{ kind: 'no-run', command: 'recheck', head: text, workflow: text }],
    'no-report': [{ kind: 'no-report', command: 'waive', head: text }],
    'unknown-finding': [{ kind: 'unknown-finding', finding: text, head: text }],
    'other-evidence': [{ kind: 'other-evidence', finding: finding(9), given: text }],
    'not-a-blocker': [{ kind: 'not-a-blocker', finding: text }],
    'nothing-waived': [{ kind: 'nothing-waived', finding: text }],
    'no-right': [{ kind: 'no-right', command: 'waive', role: text, waivers: [text] }],
    cooldown: [{ kind: 'cooldown', seconds: 40 }],
    malformed: [
      { kind: 'malformed', command: null, why: { code: 'unknown-command', args: { word: text } } },
      { kind: 'malformed', command: 'waive', why: { code: 'not-a-finding-and-evidence', args: { word: text } } },
      { kind: 'malformed', command: 'waive', why: { code: text, args: { word: text } } },
    ],
    failed: [{ kind: 'failed', command: 'recheck', message: text, hint: text }],
  }
}

describe.each(HOSTILE)('%j', (text) => {
  test('does nothing in any reply, and no reply is long or a command', () => {
    for (const reply of Object.values(answers(text)).flat()) {
      const shown = say(reply)
      expect(active(shown), reply.kind).toEqual([])
      expect(shown.length).toBeLessThanOrEqual(10_000)
      expect(shown.startsWith(`<!-- cv-gate:reply to=7 ${isDone(reply) ? 'done ' : ''}-->\n`)).toBe(true)
      expect(shown).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u)
      expect(parseCommand(shown)).toBeNull()
    }
  })
})

test('a reply says what was done, or why not, and what to do next', () => {
  const sentences: [Reply, ...RegExp[]][] = [
    [answers('x').rerun[1]!, /run 1 was started again/, /stands\. The comment and the check change when it has ended/],
    [answers('x').rerun[0]!, /`model\/change` is measured anew/],
    [answers('x').rerun[2]!, /Waivers of finding \*\*3a91c07be2\*\* no longer count/],
    [
      answers('2026-02-01T00:00:00Z').rerun[4]!,
      /accepted until `2026-02-01`/,
      /`\/cv-unwaive 3a91c07be2` withdraws it/,
    ],
    [
      { kind: 'read-at-end', intent: { kind: 'unwaive', finding: '3a91c07be2' }, run },
      /still in progress, and reads the comments/,
      /`\/cv-recheck`/,
    ],
    [answers('a/b')['unknown-check'][0]!, /no check `a\/b`/, /`leakage\/exact-duplicate`/],
    [answers(head)['head-moved'][0]!, /`8c1e8c1e8c`/, /write the command again/],
    [{ kind: 'still-running', command: 'recheck', run }, /\[run 991\]\(https:.*\/991\)/, /again when it has ended/],
    [answers(head)['no-run'][0]!, /Push a commit, or close and reopen/],
    [answers(head)['no-report'][0]!, /Wait until its run has ended/],
    [answers('x')['unknown-finding'][0]!, /no finding `x`/, /`\/cv-status` lists/],
    [answers('5f0c21aa')['other-evidence'][0]!, /than `5f0c21aa` now/, /`\/cv-waive 0000000009@bbbbbbbb reason`/],
    [answers('x')['not-a-blocker'][0]!, /does not block/],
    [answers('x')['nothing-waived'][0]!, /nothing to withdraw/],
    [
      { kind: 'no-right', command: 'waive', role: 'triage', waivers: roles },
      /your role here is `triage`/,
      /`maintain`, `admin`/,
    ],
    [{ kind: 'no-right', command: 'waive', role: 'admin', waivers: [] }, /names: nobody/],
    [answers('x').cooldown[0]!, /one recheck a minute and ten an hour/, /again in 40/],
    [
      answers('/cv-wave').malformed[0]!,
      /there is no command `\/cv-wave`/,
      /`\/cv-waive FINDING@EVIDENCE REASON`/,
      /\/cv-help/,
    ],
    [answers('3a91').malformed[1]!, /`3a91` is not a finding/, /Expected: `\/cv-waive FINDING@EVIDENCE REASON`/],
    [answers('no actions: write').failed[0]!, /`no actions: write`/, /No verdict was changed/],
    [{ kind: 'help', waivers: roles }, /`\/cv-recheck \[CHECK…\] \[--force\]`/, /`maintain`, `admin`/],
  ]
  for (const [reply, ...parts] of sentences) for (const part of parts) expect(say(reply)).toMatch(part)
  expect(new Set(sentences.map(([{ kind }]) => kind)).size).toBe(Object.keys(answers('')).length - 2)
})

test('every way to be misread has its words', () => {
  for (const body of ['/cv-wave', '/cv-recheck -x', '/cv-waive', '/cv-waive 1', '/cv-explain \u0435', '/cv-help me']) {
    const read = parseCommand(body)
    if (read?.kind !== 'malformed') throw new Error(body)
    expect(say(read)).toMatch(/That command was not understood: [^{}]+\.\n/)
  }
})

test('status: the newest verdict, of which commit, what blocks with its line, what failed, looks', () => {
  const blocked = hostileReport('data/a.png')
  const shown = say({ kind: 'status', head, report: { ...blocked, looks: { k: 2, alpha: 0.025 } }, run })
  expect(shown).toContain('⛔ **blocked: ')
  expect(shown).toContain('It is of an older commit: the pull request is at `8c1e8c1e8c`.')
  expect(shown).toContain('[run 991](https://github.com/octo/repo/actions/runs/991) is measuring')
  expect(shown).toContain('or accept it: `/cv-waive 0000000001@bbbbbbbb reason`')
  expect(shown).toContain('- waiver of `0000000001@bbbbbbbb` by `data/a.png` (pull request 7), until 2026-02-01')
  expect(shown).toContain('void, for the finding rests on other evidence now')
  expect(shown).toContain('🚧 **onnx-malformed** `data/a.png`')
  expect(shown).toContain('Looks: 2; what is shown must hold at α = 0.025.')
  const links = [...nodes(parse(shown))].filter((node) => node.type === 'link')
  expect(links).toMatchObject([{ url: run.url }])
  const passed = say({ kind: 'status', head: report().commits.head, report: report(), run: null })
  expect(passed).toContain('✅ **passed** at `aaaaaaaaaa`.\n\nNothing to do.\n\nNothing is waived.')
})

test('explain: a check with its state and messages, a finding with its place and way out', () => {
  const one = hostileReport('data/a.png')
  const check = say({ kind: 'explained', what: 'leakage/exact-duplicate', report: one })
  const meta = catalogue.get('leakage/exact-duplicate')!
  expect(check).toContain(`**${meta.title}** \`leakage/exact-duplicate\`: ${meta.why}`)
  expect(check).toContain('In the newest report: ⛔ `data/a.png` 2 blocking')
  for (const [code, { fix }] of Object.entries(meta.messages)) {
    expect(check).toContain(`- **${code}** (`)
    expect(check).toContain(fix)
  }
  const blocker = say({ kind: 'explained', what: '0000000001', report: one })
  expect(blocker).toContain('It is a blocker, caused by this pull request, found by')
  expect(blocker).toContain('`/cv-waive 0000000001@bbbbbbbb reason`')
  expect(blocker).toContain('- `head: data/a.png:3`')
  const old = say({ kind: 'explained', what: '0000000003', report: one })
  expect(old).toContain('for information: it does not block, on base already')
  expect(old).not.toContain('/cv-waive')
  expect(say({ kind: 'explained', what: 'ffffffffff', report: one })).toContain('no finding `ffffffffff`')
  expect(say({ kind: 'explained', what: 'ffffffffff', report: null })).toContain('no report for this pull request yet')
  expect(say({ kind: 'explained', what: 'no/check', report: null })).toContain('There is no check `no/check`.')
})

test('nothing of the longest explanation is left out', () => {
  for (const what of catalogue.keys())
    expect(say({ kind: 'explained', what, report: null })).not.toContain('left out here for length')
})

test('an address that is not a plain one is no link', () => {
  for (const url of [
    'javascript:alert(1)',
    'https://x.example/a)b',
    'https://x.example/ y',
    'http://x\n',
    'https://u@x',
  ])
    expect(say({ kind: 'still-running', command: 'recheck', run: { id: 5, url } })).toContain(': run 5 is still')
})
