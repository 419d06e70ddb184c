import { expect } from 'vitest'
import { testCheck } from '#test/check-tester'
import { many, type Picture, type SideOptions, side } from '#test/evidence-builders'
import { check } from './check.ts'

const sound: Picture[] = [
  { path: 'a.jpg', split: 'train' },
  { path: 'b.jpg', split: 'test' },
]
const world = (base: readonly Picture[] | null, head: readonly Picture[], options: SideOptions = {}) => ({
  base: base && side(base, options),
  head: side(head, options),
})
const cut: Picture = {
  path: 'cut.jpg',
  split: 'train',
  status: 'unreadable',
  detail: 'VipsJpeg: premature end of JPEG image',
}

testCheck(check, [
  {
    name: 'all sound',
    given: world(sound, sound),
    also: ({ metrics }) =>
      expect(metrics).toMatchObject([
        { slice: 'train', head: { value: 0, n: 1 }, delta: { value: 0 } },
        { slice: 'test', head: { value: 0, n: 1 }, delta: { value: 0 } },
      ]),
  },
  {
    name: 'one for each kind of fault, by path; a missing file is not of this check',
    given: world(sound, [
      ...sound,
      cut,
      { path: 'page.jpg', status: 'unsupported-format', detail: 'HTML' },
      { path: 'bomb.png', status: 'too-large', detail: '65500 × 65500' },
      { path: 'oom.tif', status: 'out-of-memory' },
      { path: 'slow.svg', status: 'timeout' },
      { path: 'crash.webp', status: 'crash' },
      { path: 'gone.jpg', content: null },
    ]),
    finds: [
      'unreadable: bomb.png cannot be decoded (too-large): 65500 × 65500',
      'unreadable: crash.webp cannot be decoded (crash): it is crash',
      'unreadable: cut.jpg cannot be decoded (unreadable): VipsJpeg: premature end of JPEG image',
      'unreadable: oom.tif cannot be decoded (out-of-memory): it is out-of-memory',
      'unreadable: page.jpg cannot be decoded (unsupported-format): HTML',
      'unreadable: slow.svg cannot be decoded (timeout): it is timeout',
    ],
    also: ({ findings, metrics }) => {
      expect(findings[2]!.about).toEqual([
        { kind: 'file', side: 'head', path: 'data/manifest.csv', line: 4 },
        { kind: 'image', side: 'head', id: 'cut.jpg' },
      ])
      expect(metrics.map(({ slice, delta }) => [slice, delta.value])).toEqual([
        ['train', 1],
        ['test', 5],
      ])
    },
  },
  {
    name: 'in a folder there is no line: the file itself is meant',
    given: world(sound, [...sound, { ...cut, line: 0 }]),
    finds: ['unreadable: cut.jpg cannot be decoded (unreadable): VipsJpeg: premature end of JPEG image'],
    also: ({ findings }) =>
      expect(findings[0]!.about).toEqual([
        { kind: 'file', side: 'head', path: 'cut.jpg' },
        { kind: 'image', side: 'head', id: 'cut.jpg' },
      ]),
  },
  {
    name: 'old: same path and bytes; new: other bytes that cannot be read either',
    given: world(
      [...sound, cut, { path: 'gone.jpg', content: null }, { path: 'x.jpg', content: '1', status: 'unreadable' }],
      [...sound, cut, { path: 'gone.jpg', content: null }, { path: 'x.jpg', content: '2', status: 'unreadable' }],
    ),
    finds: [
      'unreadable: x.jpg cannot be decoded (unreadable): it is unreadable',
      'unreadable (old): cut.jpg cannot be decoded (unreadable): VipsJpeg: premature end of JPEG image',
    ],
  },
  {
    name: 'a thousand one by one, the rest as numbers',
    given: world(sound, [
      ...sound,
      ...many(1003, (i) => ({
        path: `${String(i).padStart(4, '0')}.jpg`,
        status: i === 1002 ? 'crash' : 'unreadable',
      })),
    ]),
    finds: expect.arrayContaining([
      'more-at-fault: 1 more images are at fault (crash), for example 1002.jpg',
      'more-at-fault: 2 more images are at fault (unreadable), for example 1000.jpg',
    ]) as unknown as string[],
    also: ({ findings }) => expect(findings).toHaveLength(1002),
  },
  {
    name: 'bytes that are not on this machine: one finding a split',
    given: world(sound, [
      ...sound,
      ...many(3, (i) => ({ path: `${i}.jpg`, split: 'train', status: 'absent' as const })),
    ]),
    finds: ['not-read: 3 images of train were not read: it is absent'],
    also: ({ metrics }) => expect(metrics[0]!.head.value).toBe(0),
  },
  {
    name: 'nothing here at all is not read, not empty',
    given: world(
      sound.map((one) => ({ ...one, status: 'absent' })),
      sound.map((one) => ({ ...one, status: 'absent' })),
    ),
    finds: [
      'not-read (old): 1 images of train were not read: it is absent',
      'not-read (old): 1 images of test were not read: it is absent',
    ],
  },
  {
    name: 'a split that became empty, one that always was, one that nobody can read',
    given: world(
      [
        { path: 'a.jpg', split: 'train' },
        { path: 'b.jpg', split: 'test' },
      ],
      [{ path: 'a.jpg', split: 'train', status: 'unreadable', content: 'x' }],
      { splits: ['train', 'test', 'val'] },
    ),
    finds: [
      'unreadable: a.jpg cannot be decoded (unreadable): it is unreadable',
      'empty-split: the split train has no image that can be decoded (1 listed)',
      'empty-split: the split test has no image that can be decoded (0 listed)',
      'empty-split (old): the split val has no image that can be decoded (0 listed)',
    ],
  },
  {
    name: 'the first dataset: all is new',
    given: world(null, [...sound, cut]),
    finds: ['unreadable: cut.jpg cannot be decoded (unreadable): VipsJpeg: premature end of JPEG image'],
    also: ({ metrics }) =>
      expect(metrics[0]!.base).toEqual({ value: null, reason: { code: 'absent-on-base', args: {} } }),
  },
  {
    name: 'hostile names',
    given: world(sound, [
      ...sound,
      { path: '__proto__', status: 'crash' },
      { path: '::error::x\n|<!--', status: 'unreadable' },
    ]),
    finds: [
      'unreadable: ::error::x\n|<!-- cannot be decoded (unreadable): it is unreadable',
      'unreadable: __proto__ cannot be decoded (crash): it is crash',
    ],
  },
])
