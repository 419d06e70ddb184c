// Shows a comment as GitHub does:  node tools/render-comment.mjs <comment.md> <out.html> [<out.png>]
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkBreaks from 'remark-breaks'
import remarkGfm from 'remark-gfm'
import { remarkAlert } from 'remark-github-blockquote-alert'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'

const [from, html, png] = process.argv.slice(2)
const css = readFileSync(
  createRequire(import.meta.url).resolve('github-markdown-css/github-markdown-light.css'),
  'utf8',
)
const schema = {
  ...defaultSchema,
  strip: [...(defaultSchema.strip ?? []), 'style'],
  tagNames: [...defaultSchema.tagNames, 'svg', 'path'],
  attributes: {
    ...defaultSchema.attributes,
    div: [...(defaultSchema.attributes.div ?? []), ['className', /^markdown-alert/]],
    p: [...(defaultSchema.attributes.p ?? []), ['className', /^markdown-alert/]],
    svg: ['className', 'viewBox', 'width', 'height', 'ariaHidden'],
    path: ['d'],
  },
}
const body = await unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkAlert)
  .use(remarkBreaks)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize, schema)
  .use(rehypeStringify)
  .process(readFileSync(from, 'utf8'))
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>comment</title><style>${css}
body{background:#fff;margin:0;padding:16px;width:912px;box-sizing:border-box}
.box{border:1px solid #d1d9e0;border-radius:6px;overflow:hidden}
.head{background:#f6f8fa;border-bottom:1px solid #d1d9e0;padding:8px 16px;font:14px "Liberation Sans",sans-serif;color:#59636e}.head b{color:#1f2328}
.markdown-alert-title svg{margin-right:8px;fill:currentColor}
article{padding:16px}.markdown-body{font-family:"Liberation Sans","Noto Color Emoji",sans-serif;font-size:14px}</style>
<div class="box"><div class="head"><b>github-actions</b> (bot) commented</div><article class="markdown-body">${body}</article></div></html>`
writeFileSync(html, page)
if (png) {
  const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  const { chromium: browser } = await import('playwright-core')
  const launched = await browser.launch({ executablePath: chromium, args: ['--no-sandbox'] })
  const tab = await launched.newPage({ viewport: { width: 912, height: 600 }, deviceScaleFactor: 1.5 })
  await tab.goto(pathToFileURL(resolve(html)).href)
  await tab.screenshot({ path: png, fullPage: true })
  await launched.close()
}
