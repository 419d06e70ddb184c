import { describe, expect, test } from 'vitest'
import { catalogue } from '#app/catalogue'
import { active, nodes, parse } from '#test/markdown'
import { HOSTILE, hostileReport } from '#test/reports'
import { annotationsOf } from './annotations.ts'
import { renderComment } from './comment.ts'
import { codeSpan, visible } from './escape.ts'
import { renderHtml } from './html.ts'
import { renderSummary } from './summary.ts'
import { renderTerminal } from './terminal.ts'

const marker = { key: 'default', head: 'a'.repeat(40), run: '1.1' }
describe.each(HOSTILE)('%j', (text) => {
  const report = hostileReport(text)
  test('does nothing in the comment and the summary', () => {
    expect(active(renderComment(report, catalogue, { marker }))).toEqual([])
    expect(active(renderSummary(report, catalogue))).toEqual([])
  })
  test('is text in the page', () => {
    const page = renderHtml(report, catalogue)
    const tags = new Set([...page.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag!.toLowerCase()))
    for (const tag of ['script', 'img', 'iframe', 'a', 'object', 'link', 'form', 'base'])
      expect(tags.has(tag), tag).toBe(false)
    expect(page.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/<[^>]+\son\w+=/i)
  })
  test('is one visible line in a terminal and in annotations', () => {
    const terminal = renderTerminal(report, catalogue, { width: 100, color: false })
    expect(terminal).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u)
    for (const { message } of annotationsOf(report, catalogue))
      expect(message.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}/u)
  })
})

test('a code span gives back what was put in, for any backticks', () => {
  for (const text of ['a', '`', '``', 'a`b``c', '`a', 'a`', ' a ', 'a|b']) {
    const [paragraph] = parse(codeSpan(text)).children
    const [code] = paragraph!.type === 'paragraph' ? paragraph.children : []
    expect(code).toMatchObject({ type: 'inlineCode', value: text })
  }
  const table = parse(`| a |\n| - |\n| ${codeSpan('x|y`z', true)} |`)
  expect([...nodes(table)].find((node) => node.type === 'inlineCode')).toMatchObject({ value: 'x|y`z' })
})

test('what cannot be seen is made visible, and long text is cut', () => {
  expect(visible('a\u202Eb\u200Bc\nd\u0000')).toBe('a\\u{202E}b\\u{200B}c\\u{A}d\\u{0}')
  expect(Array.from(visible('x'.repeat(65_000)))).toHaveLength(200)
  expect(visible('👩‍👩‍👧')).not.toContain('\u200d')
})
