import { isImage } from '../image-names.ts'
import type { Recognised, Rejected } from '../layout.ts'
import { type Folder, type Look, linesOf } from '../look.ts'

/** Files that are opened, the first of each folder. */
const MOST_FILES = 100
const EACH = 3

interface Format {
  readonly kind: 'json' | 'txt' | 'xml' | 'odgt'
  /** Whether a file that begins so is one; `lines` are those of its beginning. */
  readonly is: (head: string, lines: readonly string[], folder: Folder) => boolean
  readonly what: string
}
const CONVERT = 'are not read: convert them to COCO JSON, Pascal VOC or YOLO'
const EXPORT = 'are not read: export them as COCO JSON, Pascal VOC or YOLO'
const NUMBER = String.raw`-?\d+(\.\d+)?`
const CORNERS = new RegExp(`^(${NUMBER}\\s+){8}[A-Za-z][\\w-]*\\s+\\d$`)
const KITTI = new RegExp(`^[A-Za-z_]+(\\s+${NUMBER}){14,15}$`)

/** Annotations that people have and nobody here reads, told by what stands in them, not by whose dataset it is. */
const FORMATS: readonly Format[] = [
  {
    kind: 'xml',
    is: (head) => /<annotations>/.test(head) && /<(image|meta|track)[\s>]/.test(head),
    what: `annotations in CVAT's own XML ${EXPORT}`,
  },
  {
    kind: 'json',
    is: (head) => /"(geometryType|classTitle)"\s*:/.test(head),
    what: `annotations of Supervisely ${EXPORT}`,
  },
  {
    kind: 'json',
    is: (head) => /"shape_attributes"\s*:/.test(head),
    what: `annotations of the VGG Image Annotator ${EXPORT}`,
  },
  {
    kind: 'json',
    is: (head) => /"from_name"\s*:/.test(head) && /"result"\s*:/.test(head),
    what: `annotations as Label Studio keeps them ${EXPORT}`,
  },
  {
    kind: 'json',
    is: (head) => /"(box2d|poly2d)"\s*:/.test(head),
    what: `annotations of Scalabel, as BDD100K has them, ${CONVERT}`,
  },
  {
    kind: 'json',
    is: (head) => /^\s*\[/.test(head) && /"coordinates"\s*:\s*\{/.test(head),
    what: `annotations of Create ML ${CONVERT}`,
  },
  {
    kind: 'json',
    is: (head, _, { files }) => !files.has('image') && /"shapes"\s*:/.test(head) && /"imagePath"\s*:/.test(head),
    what: 'LabelMe files apart from their images: move each beside its image, in a folder a split',
  },
  { kind: 'odgt', is: (head) => /"gtboxes"\s*:/.test(head), what: `boxes in odgt, as CrowdHuman has them, ${CONVERT}` },
  {
    kind: 'txt',
    is: (_, lines) => lines.slice(0, 3).some((line) => CORNERS.test(line)),
    what: `corners in pixels with a class behind them, as DOTA's labelTxt has them, ${CONVERT.replace('COCO JSON, Pascal VOC or YOLO', 'YOLO, `class x1 y1 … y4` in shares of the image')}`,
  },
  { kind: 'txt', is: (_, [line = '']) => KITTI.test(line), what: `label files of KITTI ${CONVERT}` },
  {
    kind: 'txt',
    is: (_, [line = '']) => /^\d+(,-?\d+){7,9},?$/.test(line),
    what: `boxes in pixels between commas, as VisDrone has them, ${CONVERT}`,
  },
  {
    kind: 'txt',
    is: (_, [name = '', n = '', box = '']) => isImage(name) && /^\d+$/.test(n) && /^(-?\d+\s+){3}-?\d+/.test(box),
    what: `boxes on lines of their own below each image, as WIDER FACE has them, ${CONVERT}`,
  },
]

/** What nobody here reads, one rejection a format. */
export async function foreign(look: Look): Promise<Recognised> {
  const paths = new Map<string, Folder>()
  for (const folder of look.folders.values())
    for (const kind of new Set(FORMATS.map((one) => one.kind)))
      for (const path of look.in(folder, kind, EACH)) if (paths.size < MOST_FILES) paths.set(path, folder)
  const rejected = new Map<Format, Rejected>()
  for (const [path, head] of await look.heads([...paths.keys()])) {
    const folder = paths.get(path)!
    const format = FORMATS.find(
      ({ kind, is }) => path.toLowerCase().endsWith(`.${kind}`) && is(head, linesOf(head), folder),
    )
    if (format && !rejected.has(format)) rejected.set(format, { path: folder.path || path, why: format.what })
  }
  return { found: [], rejected: [...rejected.values()] }
}
