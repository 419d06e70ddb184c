import { describe, expect, test } from 'vitest'
import { at, load, problem, SMALL } from '#test/config'
import { expectLinear } from '#test/cpu'

describe('errors of values and of YAML', () => {
  test.each<[string, string, string]>([
    ['a negative budget', `${SMALL}budget: {minutes: -1}\n`, '8:19 budget.minutes: is too small: more than 0'],
    ['a budget of nothing', `${SMALL}budget: {minutes: 0}\n`, '8:19 budget.minutes: is too small: more than 0'],
    ['a budget of text', `${SMALL}budget: {minutes: '5'}\n`, '8:19 budget.minutes: expected a number'],
    [
      'half a picture',
      `${SMALL}    latency: {batch: 1.5}\n`,
      '8:22 targets.main.latency.batch: expected a whole number',
    ],
    [
      'a batch of a billion',
      `${SMALL}    latency: {batch: 1e9}\n`,
      '8:22 targets.main.latency.batch: is too large: at most 1024',
    ],
    ['a negative tolerance', SMALL.replace('1pp', '-1pp'), '7:44 targets.main.primary.tolerance: write `1pp`'],
    ['a tolerance beyond all', SMALL.replace('1pp', '1e9pp'), '7:44 targets.main.primary.tolerance: write `1pp`'],
    ['a tolerance that is NaN', SMALL.replace('1pp', '.nan'), '7:44 targets.main.primary.tolerance'],
    [
      'a tolerance that YAML 1.1 took for a date',
      SMALL.replace('1pp', '2001-01-01'),
      '7:44 targets.main.primary.tolerance: write `1pp`',
    ],
    ['a version in quotes', SMALL.replace('version: 1', 'version: "1"'), '1:10 version: expected `1`'],
    ['yes', `${SMALL}mode: yes\n`, '8:7 mode: expected `advisory` or `enforce`'],
    ['a target with a slash', SMALL.replace('main:', 'a/b:'), '3:3 targets.a/b: name a target with letters'],
    ['a mapping for a name', SMALL.replace('main:', '? {a: b}\n  :'), '3:5 a key is a word, not a mapping or a list'],
    ['no target', 'version: 1\ntargets: {}\n', '2:1 targets: name at least one target'],
    ['targets of nothing', 'version: 1\ntargets:\n', '2:9 targets: expected a mapping'],
    ['a merge key deep inside', SMALL.replace('{format', '{<<: {store: dvc}, format'), '5:12 the key `<<` is refused'],
    [
      '__proto__ deep inside',
      SMALL.replace('{train: train', '{__proto__: x, train: train'),
      '5:49 the key `__proto__` is refused',
    ],
    ['an alias of nothing', `${SMALL}  two: *x\n`, '8:8 the alias `*x` stands for nothing'],
    ['an alias of itself', `${SMALL}  two: &x [*x]\n`, ''],
    ['a tag of Python', SMALL.replace('root: data', 'root: !!python/name:os.system'), '5:34 tags are refused'],
    ['a tab', 'version: 1\ntargets:\n\tmain: {}\n', '3:1 Tabs are not allowed as indentation'],
    ['indented askew', 'version: 1\n targets: {}\n', '1:10 Nested mappings'],
    ['no text at all', '\0\x01\x02', '1:1 the file: expected a mapping'],
    [
      'a gate split of a prototype',
      `${SMALL}    gate-split: __proto__\n`,
      '8:17 targets.main.gate-split: `__proto__` is not a split',
    ],
  ])('%s', (_, text, expected) => expect(at(problem(text))).toContain(expected))

  test('a byte order mark and line ends of Windows are no error', () => {
    expect(load(`\ufeff${SMALL.replaceAll('\n', '\r\n')}`).policy.mode).toBe('advisory')
  })

  test.each<[string, number, (size: number) => string]>([
    ['keys', 40_000, (size) => Array.from({ length: size }, (_, key) => `k${key}: 1\n`).join('')],
    ['lists in lists', 200_000, (size) => `a: ${'['.repeat(size)}`],
    [
      'mappings in mappings',
      1200,
      (size) => Array.from({ length: size }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
    ],
    ['documents', 50_000, (size) => '--- 1\n'.repeat(size)],
    ['anchors', 50_000, (size) => Array.from({ length: size }, (_, at) => `- &a${at} 1\n`).join('')],
    ['bytes, more than 1 MiB', 1024 * 1024 + 1, (size) => '#'.repeat(size)],
  ])('many %s: refused, in linear time', (_, size, write) =>
    expectLinear(size, (size) => {
      const text = write(size)
      return () => expect(problem(text).message.length).toBeLessThan(5000)
    }),
  )
})
