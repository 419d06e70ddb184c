import { GateError } from '#contract/errors'
import type { Tree } from '#contract/ports'
import { IntColumn } from '#formats/csv-columns'
import type { TreeContents } from './contents.ts'
import type { Problems } from './problems.ts'

/** Annotation files of images, one each, in the order in which they are to be read. */
export class AnnotationFiles {
  readonly #contents: TreeContents
  readonly #file = new IntColumn()
  readonly #image = new IntColumn()

  constructor(contents: TreeContents) {
    this.#contents = contents
  }

  /** `file` is a row of the listing, `image` one of the dataset. */
  push(file: number, image: number): void {
    this.#file.push(file)
    this.#image.push(image)
  }

  /**
   * Bytes of each file, many requests in flight. A file of more than `limit` bytes is told and passed over; one whose
   * content is not on this machine is an error, for its image is not one without annotations.
   * @throws GateError `content-absent`
   */
  async *read(
    tree: Tree,
    limit: number,
    problems: Problems,
  ): AsyncIterable<{ readonly image: number; readonly path: () => string; readonly bytes: Uint8Array }> {
    const { files } = this.#contents
    const images = this.#image.build()
    let at = 0
    for await (const { row, bytes, fault } of tree.readEach(files, this.#file.build(), limit)) {
      const image = images[at++]!
      const path = () => files.path.get(row)
      if (bytes) yield { image, path, bytes }
      else if (fault === 'file-too-large')
        problems.add('invalid-annotation', path(), 0, `larger than ${limit} bytes: no annotation file of one image`)
      else throw absent(path())
    }
  }
}

function absent(path: string): GateError {
  const hint = 'Run `git lfs pull` before (in a workflow: actions/checkout with `lfs: true`).'
  const message = `${path}: its content is not on this machine, so the annotations of the image are not known`
  return new GateError('content-absent', 'host', message, { hint, place: { path } })
}

/** What a reader of one file gives, or null when it cannot be read at all: that is told, and the image stays. */
export function tellBroken<T>(problems: Problems, read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof GateError) || error.owner !== 'artifact' || error.place === null) throw error
    const { path, line = 0, column = 0 } = error.place
    const what = error.message.replace(`${path}:${line}:${column}: `, '').replace(`${path}: `, '')
    problems.add('invalid-annotation', path, line, `${what}: the file is not read. ${error.hint}`, { column })
    return null
  }
}
