import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CheckId } from '#contract/ids'
import { REASONS } from '#contract/reasons'
import { expectLinear } from '#test/cpu'
import { formatCommand, type Intent, type Malformed, PLACEHOLDER, parseCommand } from './grammar.ts'
import { COMMANDS } from './usage.ts'

const TARGET = '3a91c07be2@5f0c21aa'
const LEAK: CheckId = 'leakage/exact-duplicate'
const recheck = (checks: CheckId[] = [], force = false): Intent => ({ kind: 'recheck', checks, force })
const waive = (reason: string): Intent => ({ kind: 'waive', finding: '3a91c07be2', evidence: '5f0c21aa', reason })
const unwaive: Intent = { kind: 'unwaive', finding: '3a91c07be2' }
const status: Intent = { kind: 'status' }
const help: Intent = { kind: 'help' }
const bad = (command: Malformed['command'], code: string) => ({ kind: 'malformed', command, why: { code } })

type Case = [what: string, body: string, read: object | null]
const CASES: Case[] = [
  // what it is for
  ['recheck', '/cv-recheck', recheck()],
  ['recheck of one check', `/cv-recheck ${LEAK}`, recheck([LEAK])],
  ['of two, one named twice', `/cv-recheck ${LEAK} model/change ${LEAK}`, recheck([LEAK, 'model/change'])],
  ['by force', '/cv-recheck --force', recheck([], true)],
  ['by force, named first', `/cv-recheck --force ${LEAK}`, recheck([LEAK], true)],
  ['waive', `/cv-waive ${TARGET} known duplicate, kept on purpose`, waive('known duplicate, kept on purpose')],
  ['a reason that holds anything', `/cv-waive ${TARGET} <b> @x  #1 --force`, waive('<b> @x  #1 --force')],
  ['a reason with the last plain character', `/cv-waive ${TARGET} ~1 %`, waive('~1 %')],
  ['unwaive', '/cv-unwaive 3a91c07be2', unwaive],
  ['explain a check', `/cv-explain ${LEAK}`, { kind: 'explain', what: LEAK }],
  ['explain a finding', '/cv-explain 3a91c07be2', { kind: 'explain', what: '3a91c07be2' }],
  ['status', '/cv-status', status],
  ['help', '/cv-help', help],
  // lines and blanks
  ['prose below', '/cv-status\n\nbecause I wonder, and in any script: 誰', status],
  ['prose right below', '/cv-status\nplease', status],
  ['CRLF', '/cv-status\r\nplease\r\n', status],
  ['blank lines above', '\n\r\n  \t\n/cv-status', status],
  ['blanks at the end', '/cv-status \t ', status],
  ['several blanks between', `/cv-recheck \t ${LEAK}`, recheck([LEAK])],
  ['several commands: the first', '/cv-status\n/cv-recheck --force', status],
  ['several commands in a line', '/cv-status /cv-help', bad('status', 'words-too-many')],
  // talk about commands
  ['prose above', 'please\n/cv-recheck', null],
  ['in the middle of a line', 'try /cv-recheck', null],
  ['a quote', '> /cv-recheck', null],
  ['a quote without blank', '>/cv-recheck', null],
  ['an answer to a quote', '> /cv-recheck\n\nwhat does this do?', null],
  ['inline code', '`/cv-recheck`', null],
  ['a fence', '```\n/cv-recheck\n```', null],
  ['a fence of tildes', '~~~\n/cv-recheck\n~~~', null],
  ['indented code', '    /cv-recheck', null],
  ['a tab before', '\t/cv-recheck', null],
  ['one space before', ' /cv-recheck', null],
  ['a list', '- /cv-recheck', null],
  ['a task list', '- [ ] /cv-recheck', null],
  ['a numbered list', '1. /cv-recheck', null],
  ['a heading', '# /cv-recheck', null],
  ['bold', '**/cv-recheck**', null],
  ['an HTML comment', '<!--\n/cv-recheck\n-->', null],
  ['an HTML comment in a line', '<!-- x -->/cv-recheck', null],
  ['a mention before', '@cv-gate /cv-recheck', null],
  ['our own comment', '<!-- cv-gate:v1 key=default head=0 run=1.1 -->\n/cv-recheck', null],
  ['our own reply', '<!-- cv-gate:reply to=1 -->\n/cv-recheck', null],
  ['nothing', '', null],
  ['blanks only', ' \n\t\r\n', null],
  ['a path', '/cv-data/train/a.png is broken', null],
  ['another bot', '/retest', null],
  // look-alikes and what cannot be seen
  ['upper case', '/CV-RECHECK', null],
  ['a full-width slash', '／cv-recheck', null],
  ['a hyphen that is none', '/cv\u2011recheck', null],
  ['a byte order mark', '\uFEFF/cv-recheck', null],
  ['zero width before', '\u200B/cv-recheck', null],
  ['right-to-left before', '\u202E/cv-recheck', null],
  ['a no-break space on a line above', '\u00A0\n/cv-recheck', null],
  ['a lone CR on a line above', '\r\r\n/cv-recheck', null],
  ['a Cyrillic letter', '/cv-r\u0435check', bad(null, 'not-plain-ascii')],
  ['zero width inside', '/cv-re\u200Bcheck', bad(null, 'not-plain-ascii')],
  ['a no-break space between', '/cv-recheck\u00A0--force', bad(null, 'not-plain-ascii')],
  ['an em dash', '/cv-recheck \u2014force', bad('recheck', 'not-plain-ascii')],
  ['a lone CR', '/cv-recheck \r/cv-waive', bad('recheck', 'not-plain-ascii')],
  ['a line separator', '/cv-status \u2028', bad('status', 'not-plain-ascii')],
  ['NUL', '/cv-status \u0000', bad('status', 'not-plain-ascii')],
  ['DEL', '/cv-status \u007F', bad('status', 'not-plain-ascii')],
  ['half a pair', '/cv-status \uD800', bad('status', 'not-plain-ascii')],
  ['bidi in a reason', `/cv-waive ${TARGET} fine \u202Eenif`, bad('waive', 'not-plain-ascii')],
  // exact words
  ['a longer word', '/cv-recheckall', bad(null, 'unknown-command')],
  ['a shorter word', '/cv-rec', bad(null, 'unknown-command')],
  ['no word', '/cv-', bad(null, 'unknown-command')],
  ['a capital', '/cv-Recheck', bad(null, 'unknown-command')],
  ['a comma', '/cv-help,', bad(null, 'unknown-command')],
  ['a name of every object', '/cv-constructor', bad(null, 'unknown-command')],
  ['an option that is none', '/cv-recheck --forse', bad('recheck', 'unknown-option')],
  ['an option that goes on', '/cv-recheck --forced', bad('recheck', 'unknown-option')],
  ['a short option', '/cv-recheck -f', bad('recheck', 'unknown-option')],
  ['a family', '/cv-recheck leakage', bad('recheck', 'not-a-check')],
  ['a pattern', '/cv-recheck leakage/*', bad('recheck', 'not-a-check')],
  ['a way out', '/cv-recheck ../../etc', bad('recheck', 'not-a-check')],
  ['empty parts', '/cv-recheck /', bad('recheck', 'not-a-check')],
  ['a part with two hyphens', '/cv-recheck a--b/c', bad('recheck', 'not-a-check')],
  ['a part that begins with a digit', '/cv-recheck 1a/c', bad('recheck', 'not-a-check')],
  ['parts of all letters and digits', '/cv-recheck z09-a/zz-9', recheck(['z09-a/zz-9'])],
  ...['a_b/c', 'a:b/c', 'a.b/c', 'a{b/c', 'a`b/c', 'aB/c', '{a/c', '/c', 'a/-b'].map(
    (name): Case => [`${name}, which is no name`, `/cv-recheck ${name}`, bad('recheck', 'not-a-check')],
  ),
  ['three parts', '/cv-recheck a/b/c', bad('recheck', 'not-a-check')],
  ['a name of 80', `/cv-recheck a/${'b'.repeat(78)}`, recheck([`a/${'b'.repeat(78)}`])],
  ['a name of 81', `/cv-recheck a/${'b'.repeat(79)}`, bad('recheck', 'not-a-check')],
  ['waive without words', '/cv-waive', bad('waive', 'nothing-named')],
  ['without evidence', '/cv-waive 3a91c07be2 known', bad('waive', 'not-a-finding-and-evidence')],
  ['with blanks around @', '/cv-waive 3a91c07be2 @ 5f0c21aa known', bad('waive', 'not-a-finding-and-evidence')],
  ['upper-case digits', '/cv-waive 3A91C07BE2@5f0c21aa known', bad('waive', 'not-a-finding-and-evidence')],
  ['a digit less', '/cv-waive 3a91c07be@5f0c21aa known', bad('waive', 'not-a-finding-and-evidence')],
  ['a digit of evidence more', '/cv-waive 3a91c07be2@5f0c21aab known', bad('waive', 'not-a-finding-and-evidence')],
  ['evidence twice', `/cv-waive ${TARGET}@5f0c21aa known`, bad('waive', 'not-a-finding-and-evidence')],
  ['in brackets', `/cv-waive <${TARGET}> known`, bad('waive', 'not-a-finding-and-evidence')],
  ['digits that are letters', '/cv-waive 3a91c07bg2@5f0c21aa known', bad('waive', 'not-a-finding-and-evidence')],
  ['no reason', `/cv-waive ${TARGET}`, bad('waive', 'reason-too-short')],
  ['a reason below', `/cv-waive ${TARGET}\nknown duplicate`, bad('waive', 'reason-too-short')],
  ['a reason of two', `/cv-waive ${TARGET} ok `, bad('waive', 'reason-too-short')],
  ['a reason of three', `/cv-waive ${TARGET} yes `, waive('yes')],
  ['a reason of 500', `/cv-waive ${TARGET} ${'x'.repeat(500)}`, waive('x'.repeat(500))],
  ['a reason of 501', `/cv-waive ${TARGET} ${'x'.repeat(501)}`, bad('waive', 'reason-too-long')],
  ['the line as we offer it', `/cv-waive ${TARGET} ${PLACEHOLDER}`, bad('waive', 'reason-is-placeholder')],
  ['the line as help has it', `/cv-waive ${TARGET} <reason>`, bad('waive', 'reason-is-placeholder')],
  ['unwaive without words', '/cv-unwaive', bad('unwaive', 'nothing-named')],
  ['unwaive with evidence', `/cv-unwaive ${TARGET}`, bad('unwaive', 'not-a-finding')],
  ['unwaive and why', '/cv-unwaive 3a91c07be2 sorry', bad('unwaive', 'words-too-many')],
  ['explain nothing', '/cv-explain', bad('explain', 'nothing-named')],
  ['explain a word', '/cv-explain leakage', bad('explain', 'not-a-check-or-finding')],
  ['explain two', `/cv-explain ${LEAK} model/change`, bad('explain', 'words-too-many')],
  ['help with a word', '/cv-help me', bad('help', 'words-too-many')],
  // length
  ['a line of 1,000', `/cv-status${' '.repeat(990)}`, status],
  ['a line of 1,001', `/cv-status${' '.repeat(991)}`, bad('status', 'line-too-long')],
  ['a body of 65,536', `/cv-status\n${'x'.repeat(65_525)}`, status],
  ['a body of 65,537', `/cv-status\n${'x'.repeat(65_526)}`, null],
]

test.each(CASES)('%s', (_, body, expected) => {
  const read = parseCommand(body)
  if (expected === null) expect(read).toBeNull()
  else if (read?.kind === 'malformed') expect(read).toMatchObject(expected)
  else expect(read).toEqual(expected)
})

test.each<[Intent, string]>([
  [recheck(), '/cv-recheck'],
  [recheck([LEAK, 'model/change']), `/cv-recheck ${LEAK} model/change`],
  [recheck([LEAK], true), `/cv-recheck ${LEAK} --force`],
  [waive('known'), `/cv-waive ${TARGET} known`],
  [unwaive, '/cv-unwaive 3a91c07be2'],
  [{ kind: 'explain', what: LEAK }, `/cv-explain ${LEAK}`],
  [status, '/cv-status'],
  [help, '/cv-help'],
])('%o is written as %s', (intent, line) => expect(formatCommand(intent)).toBe(line))

test('why it was not read is said in English, and every way of it has a case', () => {
  const seen = new Set<string>()
  for (const [, body] of CASES) {
    const read = parseCommand(body)
    if (read?.kind !== 'malformed') continue
    seen.add(read.why.code)
    const places = [...(REASONS[read.why.code] ?? 'none {none}').matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
    expect(Object.keys(read.why.args).sort()).toEqual(places.sort())
  }
  expect(seen.size).toBe(13)
})

test('a character that is not plain is named with its place', () => {
  const at = (body: string) => (parseCommand(body) as Malformed).why.args
  expect(at('/cv-r\u0435check')).toEqual({ column: 6, character: 'U+0435' })
  expect(at('/cv-status \u0000')).toEqual({ column: 12, character: 'U+0000' })
  expect(at('/cv-waive 🦊')).toEqual({ column: 11, character: 'U+1F98A' })
})

test('what docs/commands.md shows is read as what it says', () => {
  const rows = readFileSync('docs/commands.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `/cv-'))
  const shown = rows.flatMap((row) => [...row.split(' | ')[0]!.matchAll(/`([^`]+)`/g)].map(([, command]) => command!))
  expect(new Set(shown.map((command) => parseCommand(command)?.kind))).toEqual(new Set(Object.keys(COMMANDS)))
})

describe('whatever is written', () => {
  const hex = (digits: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: digits, maxLength: digits })
  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,2}$/)
  const check = fc.tuple(word, word).map((parts) => parts.join('/') as CheckId)
  const reason = fc
    .string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((point) => String.fromCodePoint(point)),
      minLength: 3,
      maxLength: 500,
    })
    .filter((text) => text.trim() === text && text.length >= 3 && text !== PLACEHOLDER)
  const intent: fc.Arbitrary<Intent> = fc.oneof(
    fc.record({
      kind: fc.constant('recheck' as const),
      checks: fc.uniqueArray(check, { maxLength: 10 }),
      force: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('waive' as const), finding: hex(10), evidence: hex(8), reason }),
    fc.record({ kind: fc.constant('unwaive' as const), finding: hex(10) }),
    fc.record({ kind: fc.constant('explain' as const), what: fc.oneof(check, hex(10)) }),
    fc.constant(status),
    fc.constant(help),
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom('/cv-', 'recheck', 'waive', ' ', '\t', '\n', '\r', '@', '-', '/', 'a', '0', '\u200B'),
    }),
  )

  test('an intent written as its command is read as the intent, prose below or not', () => {
    fc.assert(
      fc.property(intent, fc.constantFrom('', '\n', '\r\n', ' \t\n'), text, (one, end, below) => {
        expect(parseCommand(formatCommand(one) + end + (end.endsWith('\n') ? below : ''))).toEqual(one)
      }),
      { numRuns: 2000 },
    )
  })
  test('it never throws; what is read is what its own line says; one character before it and it is not read', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('', '/cv-', '/cv-waive '), (body, before) => {
        const read = parseCommand(before + body)
        if (read === null) return
        expect(parseCommand(` ${before}${body}`.replace(/^[ \t\r\n]*/, ' '))).toBeNull()
        if (read.kind === 'malformed') return
        expect(parseCommand(formatCommand(read))).toEqual(read)
      }),
      { numRuns: 5000 },
    )
  })
  test('a word that goes on is another word', () => {
    fc.assert(
      fc.property(intent, fc.stringMatching(/^[!-~]{1,20}$/), ({ kind }, more) => {
        const read = parseCommand(`/cv-${kind}${more}`)
        expect(read === null || (read.kind === 'malformed' && read.command === null)).toBe(true)
      }),
    )
  })
  test('time grows with the length, for the worst of lines too', () => {
    const worst = ['/cv-recheck ', 'a-'.repeat(10), ' ', '\n', '\r\n', ' \n', '/cv-waive @', '-', '\u200B', '🦊']
    const texts = worst.flatMap((part) =>
      ['', '/cv-', '/cv-recheck ', '/cv-waive '].map((before) => before + part.repeat(65_536)),
    )
    return expectLinear(65_536, (length) => () => {
      for (const text of texts) for (let round = 0; round < 5; round++) parseCommand(text.slice(0, length))
    })
  })
})
