import type { DataPlacement, Task } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Tree } from '#contract/ports'
import { readYoloData, YOLO_DATA_LIMIT, type YoloData } from '#formats/yolo-data'
import { YoloLabels, type YoloSink } from '#formats/yolo-labels'
import { AnnotationFiles } from './annotation-files.ts'
import { BoxRows, boxRecord } from './box-rows.ts'
import { configuredClasses, orderClasses } from './classes.ts'
import { listRoot, mustBeInGit, readManifest, TreeContents } from './contents.ts'
import { absent } from './draft.ts'
import { ImageRows } from './image-rows.ts'
import { joinPath } from './paths.ts'
import { Problems, quoted } from './problems.ts'
import type { Dataset } from './types.ts'
import { splitsOf, YoloImages } from './yolo-images.ts'

/** Two thousand outlines of a hundred points. */
const LABELS_LIMIT = 4 * 1024 * 1024

/** The data.yaml of a YOLO dataset. @throws GateError `yolo-file` */
export function yoloFile({ file, root }: DataPlacement): string {
  if (file !== null) return joinPath(root, file)
  const hint = 'Name the data.yaml: `data: {format: yolo, file: data.yaml}`.'
  throw new GateError('yolo-file', 'user', 'a YOLO dataset is described by its data.yaml', { hint })
}

/** Images and label files as Ultralytics finds them; boxes are shares of the image, for its size stands nowhere. */
export async function readYoloDataset(placement: DataPlacement, task: Task, tree: Tree): Promise<Dataset> {
  mustBeInGit(placement)
  const problems = new Problems()
  const path = yoloFile(placement)
  const data = readYoloData(await readManifest(tree, path, YOLO_DATA_LIMIT), path)
  if (task === 'keypoints' && data.keypoints === null) {
    const hint = 'Add `kpt_shape: [joints, 3]` (x, y, visibility), or `[joints, 2]`.'
    const message = `${path}: no \`kpt_shape\`, without which the joints cannot be read`
    throw new GateError('yolo-keypoints', 'artifact', message, { hint, place: { path } })
  }
  const classes = await classesOf(data, path, placement, tree, problems)
  const splits = splitsOf(placement, data, path)
  const contents = new TreeContents(await listRoot(placement, tree))
  const images = new ImageRows(contents, problems)
  const files = new AnnotationFiles(contents)
  await new YoloImages(path, tree, contents, images, files, problems).add(data, splits)

  const codes = new Map(classes.map((name, code) => [name, code]))
  const labels = data.names.map(({ text }) => codes.get(text)!)
  const boxes = new BoxRows()
  const box = boxRecord()
  const parser = new YoloLabels(labels.length, data.keypoints)
  let pathOf: () => string
  const sink: YoloSink = {
    label({ category, x, y, w, h, shape, crossed, line, column }) {
      box.label = labels[category] ?? -1
      box.x = x
      box.y = y
      box.w = w
      box.h = h
      box.shape = shape
      box.crossed = crossed
      box.line = line
      box.column = column
      boxes.push(box)
    },
    fault: (code, line, column, text) => problems.add(code, pathOf(), line, text, { column }),
  }
  for await (const { image, path, bytes } of files.read(tree, LABELS_LIMIT, problems)) {
    box.image = image
    pathOf = path
    parser.read(bytes, sink)
  }
  return {
    ...images.build(splits.map(({ name }) => name)),
    label: absent(images.rows, classes),
    columns: new Map(),
    boxes: boxes.build(true),
    classes,
    problems: problems.build(),
  }
}

/** Names in the order of their numbers, or as configured. */
async function classesOf(
  data: YoloData,
  path: string,
  placement: DataPlacement,
  tree: Tree,
  problems: Problems,
): Promise<readonly string[]> {
  const found = data.names.map(({ text }) => text)
  const configured = await configuredClasses(placement, tree)
  if (configured === null) return found
  const known = new Set(configured)
  for (const { text, line, column } of data.names)
    if (!known.has(text))
      problems.add('unknown-class', path, line, `class ${quoted(text)} is not one of the configured classes`, {
        column,
      })
  return orderClasses(found, configured)
}
