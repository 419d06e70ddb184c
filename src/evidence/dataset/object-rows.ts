import { BoxRows, boxRecord } from './box-rows.ts'
import { quoted } from './problems.ts'
import type { Boxes } from './types.ts'

type Item = Readonly<Record<string, unknown>>

/**
 * Annotations as Hugging Face datasets write them: `{bbox: [[x, y, w, h], …], categories: [class, …]}` (also `category`),
 * or a list of `{bbox, category}`; boxes in pixels from the top left corner, as COCO; a class is a name or an index.
 */
export class ObjectRows {
  readonly #boxes = new BoxRows()
  readonly #codes = new Map<string, number>()
  readonly #box = boxRecord()

  /** The annotations of one record; what is wrong with them goes to `faults`, and is left out. */
  add(value: unknown, image: number, line: number, faults: string[]): void {
    const lists = listsOf(value)
    // What has no lines says itself whose annotations these are.
    const name = isItem(value) ? field(value, 'image') : undefined
    const of = typeof name === 'string' ? `${quoted(name)}: ` : ''
    if (typeof lists === 'string') {
      faults.push(of + lists)
      return
    }
    for (const [index, box] of lists.bbox.entries()) {
      const category = lists.category[index]
      const fault = faultOf(box, category)
      if (fault !== null) {
        faults.push(of + fault)
        continue
      }
      const [x, y, w, h] = box as [number, number, number, number]
      this.#boxes.push(Object.assign(this.#box, { image, line, x, y, w, h, label: this.#code(String(category)) }))
    }
  }

  build(): { boxes: Boxes; labels: readonly string[] } {
    return { boxes: this.#boxes.build(), labels: [...this.#codes.keys()] }
  }

  #code(label: string): number {
    const known = this.#codes.get(label)
    if (known !== undefined) return known
    this.#codes.set(label, this.#codes.size)
    return this.#codes.size - 1
  }
}

/** Boxes and classes in step, or what is wrong. */
function listsOf(value: unknown): { bbox: readonly unknown[]; category: readonly unknown[] } | string {
  if (Array.isArray(value)) {
    if (!value.every(isItem)) return 'an annotation is not an object'
    return { bbox: value.map((item) => field(item, 'bbox')), category: value.map(categoryOf) }
  }
  if (!isItem(value)) return '`objects` is neither an object nor a list'
  const bbox = field(value, 'bbox')
  const category = categoryOf(value)
  if (!Array.isArray(bbox)) return '`objects` has no list `bbox`'
  if (!Array.isArray(category)) return '`objects` has no list `categories`'
  if (bbox.length === category.length) return { bbox, category }
  return `\`bbox\` has ${bbox.length} boxes, \`categories\` ${category.length} classes`
}

function faultOf(box: unknown, category: unknown): string | null {
  const numbers = Array.isArray(box) && box.length === 4 && box.every((side) => Number.isFinite(side))
  if (!numbers) return 'a box is not four finite numbers'
  if ((box[2] as number) < 0 || (box[3] as number) < 0) return `box [${box.join(', ')}] has a negative size`
  if (typeof category === 'string') return category === '' ? 'a class without a name' : null
  if (Number.isSafeInteger(category) && (category as number) >= 0) return null
  return `class ${quoted(String(JSON.stringify(category)))} is neither a name nor an index`
}

function categoryOf(item: Item): unknown {
  return field(item, 'categories') ?? field(item, 'category')
}

function field(item: Item, name: string): unknown {
  return Object.hasOwn(item, name) ? item[name] : undefined
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
