import { isImage } from '../image-names.ts'
import type { Look } from '../look.ts'

export interface Columns {
  readonly image: string
  readonly label: string
  readonly split: string | null
}
const NAMES = {
  image: [
    'image',
    'file_name',
    'filename',
    'image_path',
    'image_file',
    'filepath',
    'file_path',
    'file',
    'path',
    'img',
    'img_path',
    'image_name',
    'img_name',
    'photo',
    'picture',
  ],
  label: [
    'label',
    'class',
    'class_name',
    'category',
    'label_name',
    'target',
    'y',
    'class_id',
    'label_id',
    'category_id',
    'class_index',
    'labels',
    'fine_label',
    'diagnosis',
    'dx',
    'species',
    'breed',
    'tag',
  ],
  split: ['split', 'subset', 'set', 'partition', 'fold'],
} as const

function named(role: keyof typeof NAMES, all: readonly string[]): string | null {
  const names: readonly string[] = NAMES[role]
  const plain = (one: string) => one.toLowerCase().replace(/[\s_-]+/g, '')
  return names.map((name) => all.find((one) => plain(one) === plain(name))).find((one) => one !== undefined) ?? null
}
export function labelOf(names: readonly string[]): string | null {
  return named('label', names)
}

/**
 * What the columns are for, by their names, and by the first record where no name tells the images. `boxed`: boxes stand
 * in `objects`, and labels are asked for nowhere else.
 */
export function columnsOf(
  first: ReadonlyMap<string, string>,
  look: Look,
  boxed = false,
): { columns: Columns; guesses: readonly string[] } | string {
  const all = [...first.keys()]
  const list = all.slice(0, 8).join(', ')
  if (!boxed && all.some((name) => /^(x_?min|bbox|boxes|bboxes|x1|objects)$/i.test(name)))
    return `a table of boxes (columns: ${list}): write them as COCO JSON, Pascal VOC or YOLO`
  const image = named('image', all)
  const split = named('split', all)
  const others = all.filter((name) => name !== image)
  const likely = image === null ? others : [image, ...others]
  const label = boxed ? 'label' : labelOf(all)
  // A number may be the name of an image by chance: what has another role is not asked.
  const stems = likely.filter((name) => name !== label && name !== split)
  const filed =
    likely.find((name) => isImage(first.get(name)!)) ??
    stems.find((name) => look.names.folderOf(first.get(name)!) !== null) ??
    image
  if (filed === null) return `no column of image files (columns: ${list}): call the one with their names \`image\``
  const marks = all.filter((name) => /^\s*[01](\.0)?\s*$/.test(first.get(name)!))
  if (label === null && marks.length > 1 && marks.length === all.length - 1)
    return `a column a class (${marks
      .slice(0, 5)
      .map((name) => name.trim())
      .join(', ')}): write one column \`label\` with the name of the class`
  if (label === null)
    return `no column of labels (columns: ${list}): call it \`label\`, or name it by hand in \`data.columns\``
  const guesses = filed === image ? [] : [`columns.image: the values of \`${filed}\` are names of images`]
  return { columns: { image: filed, label, split }, guesses }
}
