// Shows a comment as GitHub does:  node tools/run.mjs tools/render-comment.ts <comment.md> <out.html> [<out.png>]
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CHROMIUM, commentCss, commentHtml } from '#test/github-look'

const [from, html, png] = process.argv.slice(2)
if (!from || !html) throw new Error('usage: render-comment.ts <comment.md> <out.html> [<out.png>]')
writeFileSync(
  html,
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>comment</title><style>${commentCss()}
body{background:#fff;margin:0;padding:16px;width:912px;box-sizing:border-box}</style>
<div class="box"><div class="head"><b>github-actions</b> (bot) commented</div><article class="markdown-body">${await commentHtml(readFileSync(from, 'utf8'))}</article></div></html>`,
)
if (png && CHROMIUM) {
  const { chromium } = await import('playwright-core')
  const launched = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  const tab = await launched.newPage({ viewport: { width: 912, height: 600 }, deviceScaleFactor: 1.5 })
  await tab.goto(pathToFileURL(resolve(html)).href)
  await tab.screenshot({ path: png, fullPage: true })
  await launched.close()
}
