import type { Nodes, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

export const parse = (text: string): Root => unified().use(remarkParse).use(remarkGfm).parse(text)

export function* nodes(node: Nodes): Generator<Nodes> {
  yield node
  if ('children' in node) for (const child of node.children) yield* nodes(child)
}
/** Everything outside code that GitHub would act on: links, images, mentions, references, HTML that is not ours. */
export function active(text: string): string[] {
  return [...nodes(parse(text))].flatMap((node) => {
    if (
      node.type === 'link' ||
      node.type === 'image' ||
      node.type === 'linkReference' ||
      node.type === 'imageReference' ||
      node.type === 'definition'
    )
      return [node.type]
    if (node.type === 'html') return OURS.test(node.value) ? [] : [`html ${node.value}`]
    if (node.type === 'text')
      return (node.value.match(/@[a-z][\w-]*|(?<![\w`])#\d+|GH-\d+|https?:\/\/|www\./gi) ?? []).map(
        (found) => `text ${found}`,
      )
    return []
  })
}
/** The only HTML that this program writes. */
const OURS =
  /^(<!-- cv-gate:v1 key=default head=a{40} run=1\.1 -->|<!-- cv-gate:reply to=\d+ (done )?-->|<\/?(details|summary|sub|code)>|<details><summary>[A-Z][a-z]+<\/summary>|<br>)+$/
