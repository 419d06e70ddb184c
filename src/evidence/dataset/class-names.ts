import type { DataPlacement } from '#contract/config'
import type { Tree } from '#contract/ports'
import { configuredClasses, orderClasses } from './classes.ts'
import { type Problems, quoted } from './problems.ts'
import type { Boxes } from './types.ts'

interface Found {
  readonly code: number
  readonly file: string
  readonly line: number
  readonly column: number
  count: number
}

/** Classes of annotations that name them: numbered as they first come, put in order when all are known. */
export class ClassNames {
  readonly #found = new Map<string, Found>()

  code(name: string, file: string, line: number, column: number): number {
    const known = this.#found.get(name)
    if (known) {
      known.count++
      return known.code
    }
    const code = this.#found.size
    this.#found.set(name, { code, file, line, column, count: 1 })
    return code
  }

  /**
   * The classes in their order, to which the labels of `boxes` are moved. Each that is not configured is told once, on its
   * first annotation.
   */
  async settle(boxes: Boxes, placement: DataPlacement, tree: Tree, problems: Problems): Promise<readonly string[]> {
    const configured = await configuredClasses(placement, tree)
    const classes = orderClasses(this.#found.keys(), configured)
    const known = new Set(configured)
    for (const [name, { file, line, column, count }] of configured ? this.#found : [])
      if (!known.has(name)) {
        const text = `class ${quoted(name)} is not one of the configured classes`
        problems.add('unknown-class', file, line, text, { count, column })
      }
    const order = new Map(classes.map((name, code) => [name, code]))
    const moved = Int32Array.from(this.#found.keys(), (name) => order.get(name)!)
    for (const [row, label] of boxes.label.entries()) boxes.label[row] = moved[label]!
    return classes
  }
}
