import type { JsonCursor } from '../json-cursor.ts'
import type { AnnotationRows } from './annotations.ts'
import { keyOf } from './key.ts'

/**
 * Annotations of a panoptic file: one an image, which names a PNG and lists segments. A segment is read as an annotation of
 * that image.
 */
export class PanopticList {
  readonly #segments: AnnotationRows
  readonly #files = new Map<number, string>()
  /** The first annotation tells it of all: no file mixes them. */
  #isPanoptic: boolean | null = null

  constructor(segments: AnnotationRows) {
    this.#segments = segments
  }

  /** Reads an annotation that has segments; false, with the cursor where it was, when it has none. */
  read(cursor: JsonCursor): boolean {
    if (this.#isPanoptic === false || cursor.kind() !== 'object') return false
    const mark = cursor.mark()
    const { image, file, segments } = this.#outline(cursor)
    this.#isPanoptic ??= segments !== null
    if (segments === null || image === null) {
      cursor.restore(mark)
      return false
    }
    const end = cursor.mark()
    if (file !== null) this.#files.set(image, file)
    cursor.restore(segments)
    cursor.open()
    for (let first = true; cursor.nextItem(first); first = false) {
      cursor.peek()
      this.#segments.read(cursor, image)
    }
    cursor.restore(end)
    return true
  }

  /** Where the segments stand, and what they belong to: these keys may come after them. */
  #outline(cursor: JsonCursor) {
    let image: number | null = null
    let file: string | null = null
    let segments: ReturnType<JsonCursor['mark']> | null = null
    cursor.open()
    for (let first = true; cursor.nextKey(first); first = false) {
      const key = keyOf(cursor)
      // Only panoptic annotations have no box of their own: others are left to their reader at once.
      if (key === 'bbox' || key === 'segmentation') return { image: null, file, segments: null }
      const kind = cursor.kind()
      if (key === 'segments_info' && kind === 'list') segments = cursor.mark()
      if (key === 'image_id' && kind === 'number') image = cursor.number()
      else if (key === 'file_name' && kind === 'string') {
        cursor.string()
        file = cursor.text()
      } else cursor.skip()
    }
    return { image, file, segments }
  }

  /** PNG of each image, null when the file is not panoptic. */
  build(images: number, find: (id: number) => number): string[] | null {
    if (this.#files.size === 0) return null
    const files = new Array<string>(images).fill('')
    for (const [id, file] of this.#files) {
      const row = find(id)
      if (row >= 0) files[row] = file
    }
    return files
  }
}
