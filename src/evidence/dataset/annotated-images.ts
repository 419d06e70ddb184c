import type { DataPlacement } from '#contract/config'
import type { Tree } from '#contract/ports'
import type { AnnotationFault, AnnotationFile } from '#formats/annotation-file'
import { type AnnotationFiles, tellBroken } from './annotation-files.ts'
import { BoxRows, boxRecord } from './box-rows.ts'
import { ClassNames } from './class-names.ts'
import { absent } from './draft.ts'
import type { ImageRows } from './image-rows.ts'
import { baseName, stemOf } from './paths.ts'
import { type Problems, quoted } from './problems.ts'
import type { Dataset } from './types.ts'

/** Images, and the file of each that says what is on it. */
export interface AnnotatedImages {
  readonly placement: DataPlacement
  readonly tree: Tree
  readonly images: ImageRows
  readonly files: AnnotationFiles
  readonly problems: Problems
}
export interface AnnotationFormat {
  /** Bytes that a file has at most. */
  readonly limit: number
  /** What calls the image by its name, as it is written. */
  readonly nameField: string
  /** null: the file is none of this format, which is told. @throws GateError of the owner `artifact` */
  read(bytes: Uint8Array, path: string, fault: AnnotationFault): AnnotationFile | null
  /** Names what belongs to all objects of an image, 0 when there is nothing. */
  shapeOf?(stem: string): number
}

/** Formats with a file an image, whose objects name their classes: all files → dataset. */
export async function readAnnotatedImages(of: AnnotatedImages, format: AnnotationFormat): Promise<Dataset> {
  const { placement, tree, images, problems } = of
  const names = new ClassNames()
  const boxes = new BoxRows()
  const box = boxRecord()
  const sizes = { width: new Int32Array(images.rows), height: new Int32Array(images.rows) }
  const columns = images.build(Object.keys(placement.splits))
  for await (const { image, path, bytes } of of.files.read(tree, format.limit, problems)) {
    const file = path()
    const fault: AnnotationFault = (code, { line, column }, text) => problems.add(code, file, line, text, { column })
    const read = tellBroken(problems, () => format.read(bytes, file, fault))
    if (read === null) continue
    const { imageName, objects } = read
    sizes.width[image] = read.width
    sizes.height[image] = read.height
    const stem = stemOf(baseName(columns.path.get(image)))
    if (imageName !== '' && stemOf(baseName(imageName)) !== stem && imageName !== stem)
      fault(
        'odd-annotation',
        read.imageNamePlace,
        `${format.nameField} is ${quoted(imageName)}: the annotation of another image?`,
      )
    box.image = image
    const common = objects.length > 0 && format.shapeOf ? format.shapeOf(stem) : 0
    for (const { label, xywh, crowd, shape, crossed, place } of objects) {
      box.label = names.code(label, file, place.line, place.column)
      ;[box.x, box.y, box.w, box.h] = xywh
      box.crowd = crowd
      box.shape = common || shape
      box.crossed = crossed
      box.line = place.line
      box.column = place.column
      boxes.push(box)
    }
  }
  const built = boxes.build()
  const classes = await names.settle(built, placement, tree, problems)
  return {
    ...columns,
    ...sizes,
    label: absent(images.rows, classes),
    columns: new Map(),
    boxes: built,
    classes,
    problems: problems.build(),
  }
}
