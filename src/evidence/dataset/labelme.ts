import type { DataPlacement } from '#contract/config'
import type { Tree } from '#contract/ports'
import { readLabelme } from '#formats/labelme'
import { AnnotationFiles, tellBroken } from './annotation-files.ts'
import { BoxRows, boxRecord } from './box-rows.ts'
import { ClassNames } from './class-names.ts'
import { listRoot, mustBeInGit, TreeContents, tellLinks } from './contents.ts'
import { absent } from './draft.ts'
import { splitFolders } from './folder.ts'
import { ImageRows } from './image-rows.ts'
import { baseName, stemOf } from './paths.ts'
import { Problems, quoted } from './problems.ts'
import { Siblings } from './sibling.ts'
import type { Dataset } from './types.ts'

/** A 20-megapixel picture in base64 (`imageData`), which is not read, and its shapes. */
const JSON_LIMIT = 32 * 1024 * 1024

/** Folders of images with the JSON of LabelMe beside each; an image without has no annotations. */
export async function readLabelmeDataset(placement: DataPlacement, tree: Tree): Promise<Dataset> {
  mustBeInGit(placement)
  const problems = new Problems()
  const contents = new TreeContents(await listRoot(placement, tree))
  const images = new ImageRows(contents, problems)
  const files = new AnnotationFiles(contents)
  addImages(splitFolders(placement), contents, images, files, problems)

  const names = new ClassNames()
  const boxes = new BoxRows()
  const box = boxRecord()
  const sizes = { width: new Int32Array(images.rows), height: new Int32Array(images.rows) }
  const columns = images.build(Object.keys(placement.splits))
  for await (const { image, path, bytes } of files.read(tree, JSON_LIMIT, problems)) {
    const file = path()
    const labelme = tellBroken(problems, () =>
      readLabelme(bytes, file, (code, { line, column }, text) => problems.add(code, file, line, text, { column })),
    )
    if (labelme === null) continue
    sizes.width[image] = labelme.width
    sizes.height[image] = labelme.height
    const { imagePath } = labelme
    if (imagePath !== '' && stemOf(baseName(imagePath)) !== stemOf(baseName(columns.path.get(image))))
      problems.add('odd-annotation', file, 0, `"imagePath" is ${quoted(imagePath)}: the annotation of another image?`)
    box.image = image
    for (const { label, xywh, shape, place } of labelme.shapes) {
      box.label = names.code(label, file, place.line, place.column)
      ;[box.x, box.y, box.w, box.h] = xywh
      box.shape = shape
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

function addImages(
  folders: readonly string[],
  contents: TreeContents,
  images: ImageRows,
  files: AnnotationFiles,
  problems: Problems,
): void {
  const { path: listed, refused } = contents.files
  const siblings = new Siblings(contents, { extension: '.json' })
  for (const [split, folder] of folders.entries()) {
    const before = images.rows
    let annotated = 0
    for (const row of contents.imagesBelow(folder)) {
      const json = siblings.find(listed.pool, listed.start(row), listed.ends[row]!)
      const annotations = json < 0 ? '' : listed.get(json)
      const image = images.add({ path: listed.get(row), split, source: folder, line: 0, annotations })
      if (json >= 0) files.push(json, image)
      const link = json < 0 && refused.length > 0 ? contents.refused(siblings.path) : null
      if (link !== null) problems.add('missing-file', folder, 0, link)
      if (json >= 0 || link !== null) annotated++
    }
    tellLinks(folder, contents, problems, '.json')
    if (images.rows === before) problems.add('missing-file', folder, 0, 'the split has no image')
    else if (annotated === 0) problems.add('odd-annotation', folder, 0, 'no image of the split has a JSON beside it')
  }
}
