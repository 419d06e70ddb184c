import type { MemoryFile } from './memory-tree.ts'

export interface LabelmeImage {
  readonly name: string
  readonly split: string
  readonly shapes: readonly {
    readonly label: string
    readonly kind: string
    readonly points: readonly (readonly [number, number])[]
  }[]
}

/** Folders of images with the JSON of LabelMe beside each, below `root`. */
export function labelmeFiles(images: readonly LabelmeImage[], root = 'data'): Map<string, MemoryFile> {
  const files = new Map<string, MemoryFile>()
  for (const { name, split, shapes } of images) {
    files.set(`${root}/${split}/${name}.jpg`, `pixels of ${name}`)
    files.set(`${root}/${split}/${name}.json`, labelmeJson(name, shapes))
  }
  return files
}

/** One shape a line, from line 5 on. */
export function labelmeJson(name: string, shapes: LabelmeImage['shapes']): string {
  const written = shapes.map(({ label, kind, points }) =>
    JSON.stringify({ label, points, group_id: null, shape_type: kind, flags: {} }),
  )
  return `{
"version": "5.5.0",
"flags": {"shapes": [1]},
"shapes": [
${written.join(',\n')}
],
"imagePath": ${JSON.stringify(`${name}.jpg`)},
"imageData": null,
"imageHeight": 480,
"imageWidth": 640
}
`
}
