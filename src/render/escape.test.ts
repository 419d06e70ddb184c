import { expect, test } from 'vitest'
import { nodes, parse } from '#test/markdown'
import { codeSpan, visible } from './escape.ts'

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

test('what cannot be seen is made visible, and long text is cut', () => {
  expect(visible('a\u202Eb\u200Bc\nd\u0000')).toBe('a\\u{202E}b\\u{200B}c\\u{A}d\\u{0}')
  expect(Array.from(visible('x'.repeat(65_000)))).toHaveLength(200)
  expect(visible('👩‍👩‍👧')).not.toContain('\u200d')
})
