import { expect } from 'vitest'
import { testCheck } from '#test/check-tester'
import { type SideOptions, side } from '#test/evidence-builders'
import { check } from './check.ts'

type Orphans = NonNullable<SideOptions['orphans']>
const world = (base: Orphans | null, head: Orphans) => ({
  base: base && side([{ path: 'a.jpg' }], { orphans: base }),
  head: side([{ path: 'a.jpg' }], { orphans: head }),
})

testCheck(check, [
  { name: 'every file has its record', given: world([], []) },
  {
    name: 'new ones at their file, old ones as one',
    given: world(
      [
        ['image', 'data/old.jpg'],
        ['label', 'labels/old.txt'],
      ],
      [
        ['image', 'data/new.jpg'],
        ['image', 'data/old.jpg'],
        ['label', 'labels/__proto__.txt'],
        ['label', 'labels/old.txt'],
      ],
    ),
    finds: [
      'image-without-record: data/new.jpg lies among the images of the dataset, and no record names it',
      'further-files (old): 1 further files (image-without-record), for example data/old.jpg',
      'label-without-image: labels/__proto__.txt lies among the annotation files, and there is no image of its name',
      'further-files (old): 1 further files (label-without-image), for example labels/old.txt',
    ],
    also: ({ findings, metrics }) => {
      expect(findings[0]!.about).toEqual([{ kind: 'file', side: 'head', path: 'data/new.jpg' }])
      expect(metrics.map(({ id, delta }) => [id, delta.value])).toEqual([
        ['image-without-record', 1],
        ['label-without-image', 1],
      ])
    },
  },
  {
    name: 'the first dataset with a thousand forgotten images',
    given: world(
      null,
      Array.from({ length: 1000 }, (_, i) => ['image', `${i + 1000}.jpg`]),
    ),
    finds: expect.arrayContaining([
      'further-files: 950 further files (image-without-record), for example 1050.jpg',
    ]) as unknown as string[],
    also: ({ findings }) => expect(findings).toHaveLength(51),
  },
  {
    name: 'image folders',
    given: { base: side([{ path: 'a.jpg' }]), head: side([{ path: 'a.jpg' }]) },
    notApplicable: 'no-orphans',
  },
])
