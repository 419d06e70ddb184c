import type { CheckId, Reason } from '#contract/ids'

/** What a person asks for in a comment on a pull request. */
export type Intent =
  /** No checks named: all of them. `force`: measured again, although the artefacts are the same. */
  | { readonly kind: 'recheck'; readonly checks: readonly CheckId[]; readonly force: boolean }
  /** `finding`: 10 hex digits; `evidence`: the first 8 of what it rests on. */
  | { readonly kind: 'waive'; readonly finding: string; readonly evidence: string; readonly reason: string }
  | { readonly kind: 'unwaive'; readonly finding: string }
  /** The name of a check or the id of a finding. */
  | { readonly kind: 'explain'; readonly what: string }
  | { readonly kind: 'status' }
  | { readonly kind: 'help' }
export type CommandName = Intent['kind']

/** It was meant for us and cannot be read; `command` is null when it names none that exists. */
export interface Malformed {
  readonly kind: 'malformed'
  readonly command: CommandName | null
  readonly why: Reason
}

const PREFIX = '/cv-'
const LONGEST_BODY = 65_536
const LONGEST_LINE = 1000
const SHORTEST_REASON = 3
const LONGEST_REASON = 500
const LONGEST_CHECK = 80
const FINDING_DIGITS = 10
export const EVIDENCE_DIGITS = 8
/** What stands in the place of a reason in the lines that we offer to copy. */
export const PLACEHOLDER = 'reason'
const FORCE = '--force'

const READERS: ReadonlyMap<string, readonly [CommandName, (rest: string) => Intent | Reason]> = new Map([
  ['/cv-recheck', ['recheck', recheck]],
  ['/cv-waive', ['waive', waive]],
  ['/cv-unwaive', ['unwaive', unwaive]],
  ['/cv-explain', ['explain', explain]],
  ['/cv-status', ['status', (rest: string) => alone({ kind: 'status' }, rest)]],
  ['/cv-help', ['help', (rest: string) => alone({ kind: 'help' }, rest)]],
])

/**
 * Reads the first line of a comment that is not blank; null when it is no command, and the bot stays silent. A command
 * begins with its first character: in a quote, a list, code or after a space it is talk about a command. What stands
 * below is not read.
 */
export function parseCommand(body: string): Intent | Malformed | null {
  if (body.length > LONGEST_BODY) return null
  const line = firstLine(body)
  if (!line.startsWith(PREFIX)) return null
  const [word, rest] = cut(line)
  if (word.includes('/', 1)) return null // a path, as /cv-data/a.png
  const [command, read] = READERS.get(word) ?? [null, () => reason('unknown-command', { word })]
  const said = unreadable(line) ?? read(rest)
  return 'kind' in said ? said : { kind: 'malformed', command, why: said }
}

/** The line that `parseCommand` reads as this. */
export function formatCommand(intent: Intent): string {
  const word = `${PREFIX}${intent.kind}`
  switch (intent.kind) {
    case 'recheck':
      return [word, ...intent.checks, ...(intent.force ? [FORCE] : [])].join(' ')
    case 'waive':
      return `${word} ${intent.finding}@${intent.evidence} ${intent.reason}`
    case 'unwaive':
      return `${word} ${intent.finding}`
    case 'explain':
      return `${word} ${intent.what}`
    case 'status':
    case 'help':
      return word
  }
}

function recheck(rest: string): Intent | Reason {
  const checks = new Set<CheckId>()
  let force = false
  for (const word of wordsOf(rest)) {
    if (word === FORCE) force = true
    else if (isCheckId(word)) checks.add(word)
    else return reason(word.startsWith('-') ? 'unknown-option' : 'not-a-check', { word })
  }
  return { kind: 'recheck', checks: [...checks], force }
}

function waive(rest: string): Intent | Reason {
  const [target, why] = cut(rest)
  const [finding, evidence, ...more] = target.split('@')
  if (!isHex(finding, FINDING_DIGITS) || !isHex(evidence, EVIDENCE_DIGITS) || more.length > 0)
    return notOne('not-a-finding-and-evidence', target)
  if (why.length < SHORTEST_REASON) return reason('reason-too-short', { least: SHORTEST_REASON })
  if (why.length > LONGEST_REASON) return reason('reason-too-long', { most: LONGEST_REASON, length: why.length })
  if (why === PLACEHOLDER || why === `<${PLACEHOLDER}>`) return reason('reason-is-placeholder', {})
  return { kind: 'waive', finding, evidence, reason: why }
}

function unwaive(rest: string): Intent | Reason {
  const [finding, more] = cut(rest)
  if (!isHex(finding, FINDING_DIGITS)) return notOne('not-a-finding', finding)
  return alone({ kind: 'unwaive', finding }, more)
}

function explain(rest: string): Intent | Reason {
  const [what, more] = cut(rest)
  if (!isHex(what, FINDING_DIGITS) && !isCheckId(what)) return notOne('not-a-check-or-finding', what)
  return alone({ kind: 'explain', what }, more)
}

/** The intent, unless the line goes on. */
function alone(intent: Intent, rest: string): Intent | Reason {
  return rest === '' ? intent : reason('words-too-many', { word: rest })
}

function notOne(code: string, word: string): Reason {
  return word === '' ? reason('nothing-named', {}) : reason(code, { word })
}

function reason(code: string, args: Reason['args']): Reason {
  return { code, args }
}

function firstLine(body: string): string {
  let from = 0
  while (from < body.length) {
    const newline = body.indexOf('\n', from)
    const end = newline === -1 ? body.length : newline
    const line = body.slice(from, body[end - 1] === '\r' ? end - 1 : end)
    for (let at = 0; at < line.length; at++) if (!isBlank(line[at])) return line
    from = end + 1
  }
  return ''
}

/** Why the line is none that a command may stand in: one look-alike letter and it means something else to a reader. */
function unreadable(line: string): Reason | null {
  if (line.length > LONGEST_LINE) return reason('line-too-long', { most: LONGEST_LINE, length: line.length })
  let column = 1
  for (const character of line) {
    const point = character.codePointAt(0)!
    if ((point < 0x20 || point > 0x7e) && !isBlank(character))
      return reason('not-plain-ascii', { column, character: `U+${point.toString(16).toUpperCase().padStart(4, '0')}` })
    column++
  }
  return null
}

/** The first word, and the rest without blanks around it. */
function cut(text: string): [word: string, rest: string] {
  let end = 0
  while (end < text.length && !isBlank(text[end])) end++
  return [text.slice(0, end), text.slice(end).trim()]
}

function* wordsOf(text: string): Generator<string> {
  for (let rest = text; rest !== ''; ) {
    const [word, more] = cut(rest)
    yield word
    rest = more
  }
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t'
}

function isHex(text: string | undefined, digits: number): text is string {
  return text?.length === digits && [...text].every((digit) => '0123456789abcdef'.includes(digit))
}

/** `family/name`, each of words of a–z and 0–9 that begin with a letter where the part begins, joined by `-`. */
function isCheckId(text: string): text is CheckId {
  const parts = text.split('/')
  return text.length <= LONGEST_CHECK && parts.length === 2 && parts.every(isCheckPart)
}

function isCheckPart(part: string): boolean {
  const isWord = (word: string) => word !== '' && [...word].every((letter) => isLetter(letter) || isDigit(letter))
  return isLetter(part.charAt(0)) && part.split('-').every(isWord)
}

function isLetter(character: string): boolean {
  return character >= 'a' && character <= 'z'
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9'
}
