import type { Owner } from './outcome.ts'

export interface Place {
  path: string
  line?: number
  column?: number
}

/**
 * Every error that this program raises on purpose. `owner` decides log level and exit: an error of the user's
 * configuration ends the run with exit 3; any other makes the check that needed it `error`, the conclusion `unverified`.
 * `message` says what and where, `hint` what to do. Untrusted text in either is escaped where it is shown, not here.
 */
export class GateError extends Error {
  readonly code: string
  readonly owner: Owner
  readonly hint: string
  readonly place: Place | null
  constructor(code: string, owner: Owner, message: string, options: { hint: string; place?: Place; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'GateError'
    this.code = code
    this.owner = owner
    this.hint = options.hint
    this.place = options.place ?? null
  }
}

/** A wrong command line or configuration: exit code 3. */
export class UsageError extends GateError {
  constructor(code: string, message: string, options: { hint: string; place?: Place; cause?: unknown }) {
    super(code, 'user', message, options)
    this.name = 'UsageError'
  }
}

export function asGateError(error: unknown): GateError {
  if (error instanceof GateError) return error
  const message = error instanceof Error ? error.message : String(error)
  if (isOfTheSystem(error))
    return new GateError('machine-refused', 'host', message, {
      hint: 'Make room, or give the right, on the machine that runs cv-gate, and run it again.',
      cause: error,
    })
  return new GateError('internal', 'us', message, {
    hint: 'This is a defect of cv-gate: please report it with the log of this run.',
    cause: error,
  })
}

/** As Node tells of a full disk, a folder that may not be written, a process that cannot be started. */
function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'errno' in error
}

/** `path:line:column: `, or nothing where the message itself begins with the place. */
export function placeText({ place, message }: GateError): string {
  if (place === null) return ''
  const { path, line, column } = place
  if (message.startsWith(line === undefined ? path : `${path}:${line}:`)) return ''
  return `${[path, line, column].filter((part) => part !== undefined).join(':')}: `
}
