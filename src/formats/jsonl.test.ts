import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { CSV_COLUMN_LIMIT, CSV_FIELD_LIMIT } from './csv-fault.ts'
import { JsonlReader, type RecordColumn } from './jsonl.ts'
import { JSONL_RECORD_LIMIT } from './jsonl-fault.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
type Values = [name: string, text: string][]

/** Records as lists of names and texts; `nested` names take objects and lists too. */
function read(
  text: string | Uint8Array,
  nested: readonly string[] = [],
  chunk = 1 << 20,
): { records: Values[]; lines: number[] } {
  const records: Values[] = []
  const lines: number[] = []
  let record: Values = []
  const column = (name: string): RecordColumn => {
    const push = (bytes: Uint8Array, start: number, end: number) => {
      record.push([name, decoder.decode(bytes.subarray(start, end))])
    }
    return nested.includes(name) ? { push, nested: push } : { push }
  }
  const row = (line: number) => {
    records.push(record)
    lines.push(line)
    record = []
  }
  const bytes = typeof text === 'string' ? encoder.encode(text) : text
  const reader = new JsonlReader('data/m.jsonl', { column, row })
  for (let at = 0; at < bytes.length; at += chunk) reader.push(bytes.slice(at, at + chunk))
  expect(reader.end()).toBe(records.length)
  return { records, lines }
}
function fault(text: string | Uint8Array, nested: readonly string[] = [], chunk?: number): string {
  try {
    read(text, nested, chunk)
  } catch (error) {
    if (!(error instanceof GateError)) throw error
    expect(error.hint).not.toBe('')
    expect(error.message).toContain(`data/m.jsonl:${error.place?.line}:${error.place?.column}: `)
    return `${error.code} ${error.place?.line}:${error.place?.column}`
  }
  return 'read'
}

describe('grammar', () => {
  test('line ends, blank lines, byte order mark, spaces', () => {
    const text = '\ufeff{"a":1}\r\n\n  \t\n{ "a" : "x" ,\t"b" : true }\r{}\n{"b":null}'
    expect(read(text)).toEqual({
      records: [
        [['a', '1']],
        [
          ['a', 'x'],
          ['b', 'true'],
        ],
        [],
        [],
      ],
      lines: [1, 4, 5, 6],
    })
  })
  test('numbers stay as they are written, escapes are undone', () => {
    expect(
      read('{"a":-1.50e+3,"b":12345678901234567890,"c":"\\u00fc\\ud83d\\udc31\\"\\\\\\/\\n\\t"}').records[0],
    ).toEqual([
      ['a', '-1.50e+3'],
      ['b', '12345678901234567890'],
      ['c', 'ü🐱"\\/\n\t'],
    ])
  })
  test('names of Object.prototype are ordinary, however they are written', () => {
    expect(read('{"__proto__":"constructor","\\u0063onstructor":"__proto__","toString":1}').records[0]).toEqual([
      ['__proto__', 'constructor'],
      ['constructor', '__proto__'],
      ['toString', '1'],
    ])
  })
  test('objects and lists go only where they are wanted', () => {
    expect(read('{"a":{"b":[1,{"c":null}]},"d":[]}', ['a', 'd']).records[0]).toEqual([
      ['a', '{"b":[1,{"c":null}]}'],
      ['d', '[]'],
    ])
  })
})

test.each([
  ['jsonl-empty 1:1', ''],
  ['jsonl-empty 1:1', '\ufeff'],
  ['jsonl-empty 4:1', '\n\r\n \n'],
  ['json-not-text 1:3', '{"\0":1}'],
  ['jsonl-not-object 1:1', '[{"a":1}]'],
  ['jsonl-not-object 2:1', '{"a":1}\n"x"\n'],
  ['jsonl-not-object 1:8', '{"a":1},\n{"a":2}\n'],
  ['jsonl-not-object 1:8', '{"a":1}{"a":2}'],
  ['json-syntax 1:9', '{"ä":1\t,}'],
  ['json-syntax 1:2', '{\n"a":1}'],
  ['json-syntax 2:6', '{"a":1}\n{"a":'],
  ['json-syntax 2:8', '{"a":1}\r{"a":"x'],
  ['json-syntax 1:8', '{"a":"x\ty"}'],
  ['json-syntax 1:7', '{"a":"\\x"}'],
  ['json-syntax 1:7', '{"a":"\\u12g4"}'],
  ['json-syntax 1:6', '{"a":01}'],
  ['json-syntax 1:8', '{"a":1.}'],
  ['json-syntax 1:8', '{"a":1e}'],
  ['json-syntax 1:6', '{"a":+1}'],
  ['json-syntax 1:2', "{'a':1}"],
  ['json-syntax 1:6', '{"a" 1}'],
  ['json-syntax 1:8', '{"a":1 "b":2}'],
  ['json-syntax 1:2', '{,"a":1}'],
  ['json-syntax 1:2', '{a:1}'],
  ['json-not-finite 1:6', '{"a":NaN}'],
  ['json-not-finite 1:6', '{"a":Infinity}'],
  ['json-not-finite 1:6', '{"a":-Infinity}'],
  ['json-not-finite 1:6', '{"a":None}'],
  ['json-surrogate 1:7', '{"a":"\\ud800"}'],
  ['json-surrogate 1:7', '{"a":"\\ud800\\u0041"}'],
  ['json-surrogate 1:7', '{"a":"\\udc00"}'],
  ['jsonl-duplicate-key 2:8', '{"a":1}\n{"a":1,"a":2}'],
  ['jsonl-duplicate-key 1:8', '{"a":1,"\\u0061":2}'],
  ['jsonl-nested 1:6', '{"a":[1]}'],
  ['jsonl-nested 1:6', '{"a":{}}'],
  ['jsonl-field-too-long 1:6', `{"a":"${'x'.repeat(CSV_FIELD_LIMIT + 1)}"}`],
  ['jsonl-too-many-names 1:8108', `{${Array.from({ length: CSV_COLUMN_LIMIT + 1 }, (_, i) => `"${i}":1`).join(',')}}`],
])('%s', (expected, text) => {
  expect(fault(text)).toBe(expected)
  if (text.length < 1000) expect(fault(text, [], 1)).toBe(expected)
})

test('depth, and records without end', () => {
  const deep = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`
  expect(fault(deep(64), ['a'])).toBe('read')
  expect(fault(deep(65), ['a'])).toBe(`json-too-deep 1:70`)
  expect(fault(deep(1_000_000), ['a'])).toContain('json-too-deep')
  expect(fault(`{"a":"${'x'.repeat(JSONL_RECORD_LIMIT)}"}`)).toBe('jsonl-record-too-long 1:1')
})

test('names that every record would pay for', () => {
  const names = Array.from({ length: CSV_COLUMN_LIMIT }, (_, i) => `"${i}":1`).join(',')
  expect(fault(`{${names}}\n${'{}\n'.repeat(300_000)}`)).toBe('jsonl-too-many-names 262145:1')
})

test.each([
  ['UTF-16 LE', [0xff, 0xfe, 0x7b, 0], 'json-not-text 1:1'],
  ['UTF-16 BE', [0xfe, 0xff, 0, 0x7b], 'json-not-text 1:1'],
  ['UTF-16 without mark', [0x7b, 0, 0x22, 0], 'json-not-text 1:2'],
  ['Latin-1', [0x7b, 0x7d, 0x0a, 0x7b, 0x22, 0xdc, 0x22, 0x3a, 0x31, 0x7d], 'json-not-utf8 2:2'],
])('%s', (_, bytes, expected) => {
  expect(fault(Uint8Array.from(bytes))).toBe(expected)
})

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
)
const name = fc.oneof(fc.constantFrom('a', '__proto__', 'constructor'), fc.string({ unit: 'grapheme' }))
const record = fc.uniqueArray(fc.tuple(name, scalar), { selector: ([key]) => key, maxLength: 4 })

test('what a writer wrote comes back', () => {
  const newline = fc.constantFrom('\n', '\r\n', '\r')
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 6 }), newline, fc.boolean(), (records, end, ascii) => {
      const json = (value: unknown) => {
        const text = JSON.stringify(value)
        // As Python's json.dumps writes it by default.
        return ascii
          ? text.replaceAll(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
          : text
      }
      const lines = records.map(
        (values) => `{${values.map(([key, value]) => `${json(key)}: ${json(value)}`).join(', ')}}`,
      )
      const expected = records.map((values) =>
        values.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
      )
      for (const chunk of [1, 7, 1 << 20]) expect(read(lines.join(end), [], chunk).records).toEqual(expected)
    }),
  )
})

test('a line is read when JSON.parse reads it and no name stands twice; else it is refused with its place', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    '"a"',
    ':',
    ',',
    '1',
    '-',
    '.5',
    'e',
    'null',
    'true',
    '\\',
    ' ',
    '\\u00',
    'ü',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const line = pieces.join('')
      const result = fault(line, ['a', ''])
      let value: unknown
      try {
        value = JSON.parse(line)
      } catch {
        expect(result).not.toBe('read')
        return
      }
      const object = typeof value === 'object' && value !== null && !Array.isArray(value)
      if (!object) expect(result).not.toBe('read')
      else if (result !== 'read') expect(result).toMatch(/^jsonl-(duplicate-key|nested)/)
    }),
    { numRuns: 5000 },
  )
})

test('mutated files are read or refused, never worse', () => {
  const good = encoder.encode(
    '{"image":"a.jpg","label":"c\\u00e4t","n":1.5}\r\n{"image":"ü.jpg","tags":["x",{"y":null}]}\n',
  )
  const edit = fc.record({ at: fc.nat(good.length - 1), byte: fc.nat(255) })
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.nat(good.length), (edits, length) => {
      const bytes = good.slice(0, length)
      for (const { at, byte } of edits) if (at < length) bytes[at] = byte
      expect(fault(bytes, ['tags'])).toMatch(/^(read|jsonl?-[a-z0-9-]+ \d+:\d+)$/)
    }),
    { numRuns: 3000 },
  )
})
