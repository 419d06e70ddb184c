import { expect, test } from 'vitest'
import { nodes, parse } from '#test/markdown'
import { codeSpan, html, visible } from './escape.ts'

test('a code span gives back what was put in, for any backticks', () => {
  for (const text of ['a', '`', '``', 'a`b``c', '`a', 'a`', ' a ', 'a|b']) {
    const [paragraph] = parse(codeSpan(text)).children
    const [code] = paragraph!.type === 'paragraph' ? paragraph.children : []
    expect(code).toMatchObject({ type: 'inlineCode', value: text })
  }
  const inTable = (text: string) => [...nodes(parse(`| a |\n| - |\n| ${codeSpan(text, true)} |`))]
  const codeOf = (text: string) => inTable(text).find((node) => node.type === 'inlineCode')
  expect(codeOf('x|y`z')).toMatchObject({ value: 'x|y`z' })
  // GitHub's tables take the backslash before a pipe away: both together have no code span.
  for (const text of ['\\|', 'a\\\\|b', '\\||', '|\\|\\', '\\\\\\|'])
    expect(inTable(text).filter(({ type }) => type === 'tableCell')).toHaveLength(2)
  expect(codeOf('\\|')).toMatchObject({ value: '\\\\u{7C}' })
})

test('a code span has no more around the text than it needs', () => {
  expect(['a', 'a b', ' a', 'a ', ' a ', '`', 'a`b'].map((text) => codeSpan(text))).toEqual([
    '`a`',
    '`a b`',
    '` a`',
    '`a `',
    '`  a  `',
    '`` ` ``',
    '``a`b``',
  ])
})

test('of nothing there is no code span: it says so', () => {
  for (const text of ['', ' ', '   ']) expect(codeSpan(text)).toBe('*(empty)*')
})

test('text in HTML is text, in attributes too', () => {
  expect(html(`<b title="x" lang='y'>&amp;</b>`)).toBe(
    '&lt;b title=&quot;x&quot; lang=&#39;y&#39;&gt;&amp;amp;&lt;/b&gt;',
  )
  expect(html('a\u202Eb')).toBe('a\\u{202E}b')
  expect([html('x'.repeat(1000)), html('x'.repeat(1001)), html('<'.repeat(9), 2)]).toEqual([
    'x'.repeat(1000),
    `${'x'.repeat(999)}…`,
    '&lt;…',
  ])
})

test('what cannot be seen is made visible, and long text is cut', () => {
  expect(visible('a\u202Eb\u200Bc\nd\u0000')).toBe('a\\u{202E}b\\u{200B}c\\u{A}d\\u{0}')
  expect(Array.from(visible('x'.repeat(65_000)))).toHaveLength(200)
  expect(visible('x'.repeat(200))).toBe('x'.repeat(200))
  expect(visible('abc', 2)).toBe('a…')
  expect(visible('👩‍👩‍👧')).not.toContain('\u200d')
})
