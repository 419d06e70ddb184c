import type { MemoryFile } from './memory-tree.ts'

export interface VocImage {
  /** Without extension. */
  readonly name: string
  readonly split: string
  readonly width: number
  readonly height: number
  readonly objects: readonly {
    readonly name: string
    /** xmin, ymin, xmax, ymax. */
    readonly corners: readonly [number, number, number, number]
    readonly difficult: boolean
  }[]
}

/** A dataset as the devkit of Pascal VOC has it, below `root`. */
export function vocFiles(images: readonly VocImage[], root = 'data'): Map<string, MemoryFile> {
  const files = new Map<string, MemoryFile>()
  for (const split of new Set(images.map((image) => image.split))) {
    const names = images.filter((image) => image.split === split).map((image) => `${image.name}\n`)
    files.set(`${root}/ImageSets/Main/${split}.txt`, names.join(''))
  }
  for (const image of images) {
    files.set(`${root}/JPEGImages/${image.name}.jpg`, `pixels of ${image.name}`)
    files.set(`${root}/Annotations/${image.name}.xml`, vocXml(image))
  }
  return files
}

export function vocXml({ name, width, height, objects }: VocImage): string {
  const written = objects.map(
    ({ name, corners: [xmin, ymin, xmax, ymax], difficult }) => `	<object>
		<name>${escaped(name)}</name>
		<pose>Unspecified</pose>
		<truncated>0</truncated>
		<difficult>${difficult ? 1 : 0}</difficult>
		<bndbox>
			<xmin>${xmin}</xmin>
			<ymin>${ymin}</ymin>
			<xmax>${xmax}</xmax>
			<ymax>${ymax}</ymax>
		</bndbox>
	</object>
`,
  )
  return `<annotation>
	<folder>VOC</folder>
	<filename>${escaped(name)}.jpg</filename>
	<size>
		<width>${width}</width>
		<height>${height}</height>
		<depth>3</depth>
	</size>
	<segmented>0</segmented>
${written.join('')}</annotation>
`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
