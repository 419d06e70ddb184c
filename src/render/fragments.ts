import { REASONS } from '#contract/reasons'
import { codeSpan, html, visible } from './escape.ts'
import { argument } from './numbers.ts'

type Args = Readonly<Record<string, string | number>>
/** Text of this program (with `code` marks), a number, or text from a pull request. */
export type Fragment = { own: string } | { untrusted: string }

/** A template with its `{places}` filled in. A place without argument stays as it is; an empty text leaves nothing. */
export function fill(template: string, args: Args): Fragment[] {
  return template.split(/(\{\w+\})/).flatMap((part): Fragment[] => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined || !Object.hasOwn(args, name)) return part === '' ? [] : [{ own: part }]
    const value = args[name]!
    if (typeof value === 'number') return [{ own: argument(name, value) }]
    return value === '' ? [] : [{ untrusted: value }]
  })
}

export function reason({ code, args }: { code: string; args: Args }): Fragment[] {
  const template = Object.hasOwn(REASONS, code) ? REASONS[code]! : null
  return template === null ? unknown(code, args) : fill(template, args)
}

/** A code that this version does not know is shown as code and arguments. */
export function unknown(code: string, args: Args): Fragment[] {
  return [{ untrusted: code }, { own: ' ' }, { untrusted: JSON.stringify(args) }]
}

export function toMarkdown(fragments: readonly Fragment[], cell = false): string {
  return fragments
    .map((part) =>
      'own' in part ? (cell ? part.own.replaceAll('|', '\\|') : part.own) : codeSpan(part.untrusted, cell),
    )
    .join('')
}

export function toHtml(fragments: readonly Fragment[]): string {
  return fragments
    .map((part) =>
      'own' in part
        ? html(part.own, 10_000).replace(/`([^`]*)`/g, '<code>$1</code>')
        : `<code>${html(part.untrusted)}</code>`,
    )
    .join('')
}

export function toPlain(fragments: readonly Fragment[]): string {
  return fragments.map((part) => ('own' in part ? part.own : visible(part.untrusted))).join('')
}
