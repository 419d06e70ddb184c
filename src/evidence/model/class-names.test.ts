import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classNames } from './class-names.ts'

function names(text: string, key = 'names'): readonly string[] | null {
  return classNames(new Map([[key, text]]))
}

test('a dict as Python prints it', () => {
  expect(names("{0: 'person', 1: 'bicycle'}")).toEqual(['person', 'bicycle'])
  expect(names(`{1: "driver's licence", 0: 'a "b"',}`)).toEqual(['a "b"', "driver's licence"])
  expect(names("{0: 'tab\\tquote\\' back\\\\slash \\xe9 \\u20ac \\U0001f600'}")).toEqual([
    "tab\tquote' back\\slash é € 😀",
  ])
})
test('lists, tuples, JSON', () => {
  expect(names("['cat', 'dog']", 'classes')).toEqual(['cat', 'dog'])
  expect(names("('cat',)")).toEqual(['cat'])
  expect(names('["caf\\u00e9", "a/b"]')).toEqual(['café', 'a/b'])
  expect(names('{"0": "cat", "1": "dog"}')).toEqual(['cat', 'dog'])
  expect(names("['__proto__', 'constructor', '<!--']")).toEqual(['__proto__', 'constructor', '<!--'])
})
test('names before classes, and nothing from elsewhere', () => {
  expect(
    classNames(
      new Map([
        ['classes', "['b']"],
        ['names', "['a']"],
      ]),
    ),
  ).toEqual(['a'])
  expect(classNames(new Map([['author', "['b']"]]))).toBe(null)
})
test('null, rather than a list that is shifted or made up', () => {
  const wrong = [
    '',
    '{}',
    '[]',
    "{0: 'a', 2: 'b'}",
    "{1: 'a'}",
    "{0: 'a', 0: 'b'}",
    "{0: 'a' 1: 'b'}",
    "['a', 1]",
    "['a'] trailing",
    "['a'",
    "{0: 'a",
    "{'x': 'a'}",
    "{99999999: 'a'}",
    "[['a']]",
    'cat,dog',
    'null',
  ]
  for (const text of wrong) expect(names(text), text).toBe(null)
})
test('any text gives names or null; what was printed comes back', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void names(text)))
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary-ascii' }), { minLength: 1 }), (list) => {
      expect(names(JSON.stringify(list))).toEqual(list)
    }),
  )
})
