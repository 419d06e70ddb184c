import type { JsonCursor } from '../json-cursor.ts'
import { keyOf } from './key.ts'
import type { CocoFile, CocoProblem } from './types.ts'
import { readId } from './values.ts'

/** More categories than any dataset has; each costs an object. */
const CATEGORY_LIMIT = 100_000

interface Category {
  readonly id: number
  readonly name: string
  readonly joints: number
}

/** Categories as they stream by. What makes references ambiguous is an error of the file. */
export class CategoryList {
  readonly #problem: CocoProblem
  readonly #found: Category[] = []
  readonly #ids = new Set<number>()
  readonly #names = new Set<string>()

  constructor(problem: CocoProblem) {
    this.#problem = problem
  }

  /** @throws GateError `coco-category`, `coco-id` */
  read(cursor: JsonCursor): void {
    const { line, column } = cursor
    let id = Number.NaN
    let name: string | null = null
    let joints = 0
    if (cursor.kind() !== 'object') throw cursor.error('coco-category', 'a category is no object', NAME_IT)
    cursor.open()
    for (let first = true; cursor.nextKey(first); first = false) {
      const key = keyOf(cursor)
      if (key === 'id') id = readId(cursor, 'the id of a category')
      else if (key === 'name' && cursor.kind() === 'string') {
        cursor.string()
        name = cursor.text()
      } else if (key === 'keypoints' && cursor.kind() === 'list') joints = count(cursor)
      else cursor.skip()
    }
    const place = { line, column }
    if (name === null) throw cursor.error('coco-category', 'a category has no name', NAME_IT, place)
    if (Number.isNaN(id)) throw cursor.error('coco-id', 'a category has no id', 'Give every category its id.', place)
    if (this.#ids.has(id))
      throw cursor.error('coco-id', `two categories have the id ${id}`, 'Give each an id of its own.', place)
    if (this.#names.has(name))
      this.#problem('odd-annotation', `two categories have the name "${name}": they are taken for one class`, place)
    if (this.#found.length === CATEGORY_LIMIT)
      throw cursor.error(
        'coco-category',
        `more than ${CATEGORY_LIMIT} categories`,
        'Is this the list of images?',
        place,
      )
    this.#ids.add(id)
    this.#names.add(name)
    this.#found.push({ id, name, joints })
  }

  /** Ascending by id. */
  build(): CocoFile['categories'] {
    this.#found.sort((a, b) => a.id - b.id)
    return {
      id: this.#found.map(({ id }) => id),
      name: this.#found.map(({ name }) => name),
      joints: this.#found.map(({ joints }) => joints),
    }
  }
}

const NAME_IT = 'Give every category its name.'

function count(cursor: JsonCursor): number {
  let items = 0
  cursor.open()
  for (let first = true; cursor.nextItem(first); first = false) {
    cursor.skip()
    items++
  }
  return items
}
