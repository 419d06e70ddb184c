import { type Answer, ok } from './answer.ts'
import type { Call } from './call.ts'

/** One page of a list with its Link header; `as` names the list where GitHub wraps it with `total_count`. */
export function page<T>(
  { url, query }: Pick<Call, 'url' | 'query'>,
  all: readonly T[],
  show: (one: T) => unknown,
  as?: string,
): Answer {
  const size = Math.max(1, Math.min(100, Number(query.get('per_page') ?? 30)))
  const number = Math.max(1, Number(query.get('page') ?? 1))
  const last = Math.max(1, Math.ceil(all.length / size))
  const shown = all.slice((number - 1) * size, number * size).map(show)
  const links = [
    ...(number > 1 ? [link(url, number - 1, 'prev'), link(url, 1, 'first')] : []),
    ...(number < last ? [link(url, number + 1, 'next'), link(url, last, 'last')] : []),
  ]
  const answer = ok(as === undefined ? shown : { total_count: all.length, [as]: shown })
  return links.length === 0 ? answer : { ...answer, headers: { link: links.join(', ') } }
}

function link(url: URL, number: number, rel: string): string {
  const there = new URL(url)
  there.searchParams.set('page', String(number))
  return `<${there}>; rel="${rel}"`
}
