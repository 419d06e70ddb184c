/** What the fake says, before faults and the way change it. */
export interface Answer {
  readonly status: number
  readonly data?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** In place of `data`: a download. */
  readonly bytes?: Uint8Array
}

export function ok(data: unknown): Answer {
  return { status: 200, data }
}

export function created(data: unknown): Answer {
  return { status: 201, data }
}

export function refused(status: number, message: string, more: Record<string, unknown> = {}): Answer {
  return {
    status,
    data: { message, documentation_url: 'https://docs.github.com/rest', status: String(status), ...more },
  }
}

export const notFound = refused(404, 'Not Found')
export const byIntegration = refused(403, 'Resource not accessible by integration')

/** As GitHub words a body that it does not take. */
export function invalid(...messages: string[]): Answer {
  return refused(422, `Validation Failed: ${messages.join('; ')}`, {
    errors: messages.map((message) => ({ message, code: 'unprocessable' })),
  })
}
