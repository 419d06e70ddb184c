import type { DataPlacement } from '#contract/config'
import type { Tree } from '#contract/ports'
import { readLabelme } from '#formats/labelme'
import { readAnnotatedImages } from './annotated-images.ts'
import { AnnotationFiles } from './annotation-files.ts'
import { listRoot, mustBeInGit, TreeContents, tellLinks } from './contents.ts'
import { splitFolders } from './folder.ts'
import { ImageRows } from './image-rows.ts'
import { Problems } from './problems.ts'
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
  const format = { limit: JSON_LIMIT, nameField: '"imagePath"', read: readLabelme }
  return readAnnotatedImages({ placement, tree, images, files, problems }, format)
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
      const image = images.addListed(row, json, split, folder)
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
