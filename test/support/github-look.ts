import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize, { defaultSchema, type Options } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkBreaks from 'remark-breaks'
import remarkGfm from 'remark-gfm'
import { remarkAlert } from 'remark-github-blockquote-alert'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'

const { attributes, tagNames, strip } = defaultSchema
const schema: Options = {
  ...defaultSchema,
  strip: [...(strip ?? []), 'style'],
  tagNames: [...(tagNames ?? []), 'svg', 'path'],
  attributes: {
    ...attributes,
    div: [...(attributes?.div ?? []), ['className', /^markdown-alert/]],
    p: [...(attributes?.p ?? []), ['className', /^markdown-alert/]],
    svg: ['className', 'viewBox', 'width', 'height', 'ariaHidden'],
    path: ['d'],
  },
}
const renderer = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkAlert)
  .use(remarkBreaks)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize, schema)
  .use(rehypeStringify)

/** What GitHub makes of a comment: GFM with alerts and hard breaks, HTML cleaned. */
export async function commentHtml(markdown: string): Promise<string> {
  return String(await renderer.process(markdown))
}

/** GitHub's style of `.markdown-body`, and of the boxes that comments stand in. */
export function commentCss(): string {
  const file = createRequire(`${process.cwd()}/package.json`).resolve('github-markdown-css/github-markdown-light.css')
  return `${readFileSync(file, 'utf8')}
.box{border:1px solid #d1d9e0;border-radius:6px;overflow:hidden}
.head{background:#f6f8fa;border-bottom:1px solid #d1d9e0;padding:8px 16px;font:14px "Liberation Sans",sans-serif;color:#59636e}.head b{color:#1f2328}
.markdown-alert-title svg{margin-right:8px;fill:currentColor}
article{padding:16px}.markdown-body{font-family:"Liberation Sans","Noto Color Emoji",sans-serif;font-size:14px}`
}

/** Where Chromium is; null where it is not installed. */
export const CHROMIUM =
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path)) ?? null
