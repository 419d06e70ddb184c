import type { CommandName } from '#commands/grammar'
import { codeSpan } from './escape.ts'
import type { Catalogue } from './view.ts'

/** A run of the measuring workflow; `url` is the one that the API gave. */
export interface RunRef {
  readonly id: number
  readonly url: string
}

/** A link only where the address is a plain one: letters, digits and the marks of a path. */
export function link({ id, url }: RunRef): string {
  return /^https?:\/\/[\w.:/-]+$/.test(url) ? `[run ${id}](${url})` : `run ${id}`
}

export function commit(sha: string): string {
  return codeSpan(sha.slice(0, 10))
}

export function word(command: CommandName): string {
  return `\`/cv-${command}\``
}

export function checkNames(catalogue: Catalogue): string {
  return `Checks are ${[...catalogue.keys()].map((id) => codeSpan(id)).join(', ')}.`
}
