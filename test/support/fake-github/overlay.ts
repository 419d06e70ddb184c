/** Limits that GitHub's description leaves out; each says where it is from. */
interface Rule {
  readonly call: RegExp
  readonly source: string
  /** What GitHub answers to a body against the rule; empty: fine. */
  faults(body: Body): readonly string[]
}
type Body = Readonly<Record<string, unknown>>
interface Output {
  readonly title?: string
  readonly summary?: string
  readonly text?: string
  readonly annotations?: readonly Annotation[]
}
interface Annotation {
  readonly start_line: number
  readonly end_line: number
  readonly start_column?: number
  readonly end_column?: number
  readonly message: string
  readonly title?: string
  readonly raw_details?: string
}

const COMMENT = 65_536
const CHECK_TEXT = 65_535
const ANNOTATIONS = 50
const CHECK_TITLE = 255
const DESCRIPTION = 140
const DETAILS_BYTES = 65_536
const CHECKS = 'https://docs.github.com/rest/checks/runs'
const CHECK_CALL = /^(POST \/check-runs|PATCH \/check-runs\/\{)/

const RULES: readonly Rule[] = [
  {
    call: /^(POST|PATCH) \/issues\/.*comments/,
    source: 'answers of the live API: "Body is too long (maximum is 65536 characters)", "Body cannot be blank"',
    faults: ({ body }) =>
      typeof body !== 'string'
        ? []
        : [
            ...(body.trim() === '' ? ['Body cannot be blank'] : []),
            ...(body.length > COMMENT ? [`Body is too long (maximum is ${COMMENT} characters)`] : []),
          ],
  },
  {
    call: CHECK_CALL,
    source: `${CHECKS}: "Required if you provide completed_at or a status of completed"; "stale" is GitHub's own`,
    faults: ({ status, conclusion, completed_at }) => [
      ...(status === 'completed' && conclusion === undefined
        ? ['conclusion is required when status is completed']
        : []),
      ...(completed_at !== undefined && conclusion === undefined ? ['conclusion is required with completed_at'] : []),
      ...(conclusion === 'stale' ? ['conclusion stale can only be set by GitHub'] : []),
      ...(conclusion !== undefined && status !== undefined && status !== 'completed'
        ? [`a conclusion and the status ${status}`]
        : []),
    ],
  },
  {
    call: CHECK_CALL,
    source: `${CHECKS}: summary and text at most ${CHECK_TEXT} characters, ${ANNOTATIONS} annotations a request`,
    faults: ({ output }) => outputFaults((output ?? {}) as Output),
  },
  {
    call: CHECK_CALL,
    source: `${CHECKS}: "Cannot be used when start_line and end_line differ"; title and raw_details bounded`,
    faults: ({ output }) => ((output as Output | undefined)?.annotations ?? []).flatMap(annotationFaults),
  },
  {
    call: /^POST \/statuses/,
    source: 'answer of the live API: "description is too long (maximum is 140 characters)"',
    faults: ({ description, target_url }) => [
      ...(typeof description === 'string' && description.length > DESCRIPTION
        ? [`description is too long (maximum is ${DESCRIPTION} characters)`]
        : []),
      ...(typeof target_url === 'string' && !/^https?:\/\//.test(target_url)
        ? ['target_url must use http(s) scheme']
        : []),
    ],
  },
]

function outputFaults({ title = '', summary = '', text = '', annotations = [] }: Output): string[] {
  return [
    ...(title.length > CHECK_TITLE ? [`title is too long (maximum is ${CHECK_TITLE} characters)`] : []),
    ...(summary.length > CHECK_TEXT ? [`summary exceeds a maximum length of ${CHECK_TEXT}`] : []),
    ...(text.length > CHECK_TEXT ? [`text exceeds a maximum length of ${CHECK_TEXT}`] : []),
    ...(annotations.length > ANNOTATIONS ? [`annotations exceeds a maximum quantity of ${ANNOTATIONS}`] : []),
  ]
}

function annotationFaults(one: Annotation): string[] {
  const { start_line, end_line, start_column, end_column, message, title = '', raw_details = '' } = one
  const columns = start_column !== undefined || end_column !== undefined
  return [
    ...(start_line < 1 ? ['start_line must be at least 1'] : []),
    ...(end_line < start_line ? ['end_line is before start_line'] : []),
    ...(columns && start_line !== end_line ? ['columns only belong to annotations of one line'] : []),
    ...((start_column ?? 1) < 1 ? ['start_column must be at least 1'] : []),
    ...((end_column ?? start_column ?? 1) < (start_column ?? 1) ? ['end_column is before start_column'] : []),
    ...(message === '' ? ['message cannot be blank'] : []),
    ...(Buffer.byteLength(message) > DETAILS_BYTES ? ['message is larger than 64 KB'] : []),
    ...(title.length > CHECK_TITLE ? [`title is too long (maximum is ${CHECK_TITLE} characters)`] : []),
    ...(Buffer.byteLength(raw_details) > DETAILS_BYTES ? ['raw_details is larger than 64 KB'] : []),
  ]
}

/** What is wrong with the body of a call by the limits. */
export function overlayFaults(call: string, body: unknown): string[] {
  return RULES.filter((rule) => rule.call.test(call)).flatMap((rule) => rule.faults((body ?? {}) as Body))
}
