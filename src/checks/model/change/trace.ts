import type { ModelNode, ModelStructure, ModelTensor } from '#evidence/model/types'

/** Where a tensor goes in: the operator and the number of its input. */
export interface Use {
  readonly tensor: ModelTensor
  readonly role: string
}

/**
 * A graph without names: two models compute by the same rule exactly when their steps are equal, and then the tensors at
 * equal places of `uses` correspond, whatever they are called.
 */
export interface Trace {
  /** One line a node (Constants are tensors, not steps), and one for the outputs of the network. */
  readonly steps: readonly string[]
  /** Every use of a tensor, in the order of the steps. */
  readonly uses: readonly Use[]
}

export function traceOf(model: ModelStructure): Trace {
  return new Tracer(model).trace()
}

export function sameSteps(a: Trace, b: Trace): boolean {
  return a.steps.length === b.steps.length && a.steps.every((step, index) => step === b.steps[index])
}

class Tracer {
  readonly #model: ModelStructure
  readonly #tensors = new Map<string, ModelTensor>()
  /** What stands for a value instead of its name: the step that makes it, or the order in which it first comes. */
  readonly #values = new Map<string, string>()
  readonly #uses: Use[] = []

  constructor(model: ModelStructure) {
    this.#model = model
  }

  trace(): Trace {
    for (const tensor of this.#model.tensors) {
      const key = keyOf(tensor.within, tensor.name)
      if (!this.#tensors.has(key)) this.#tensors.set(key, tensor)
    }
    for (const [index, { name }] of this.#model.inputs.entries()) this.#values.set(keyOf('', name), `input ${index}`)
    const steps: string[] = []
    for (const node of this.#model.nodes) if (!isConstant(node)) steps.push(this.#step(node, steps.length))
    const outputs = this.#model.outputs.map(({ name }) => this.#value('', name, 'output'))
    steps.push(JSON.stringify(outputs))
    return { steps, uses: this.#uses }
  }

  #step({ domain, operator, within, attributes, inputs, outputs }: ModelNode, index: number): string {
    const from = inputs.map((name, slot) => this.#value(within, name, `${operator} ${slot}`))
    for (const [slot, name] of outputs.entries()) this.#values.set(keyOf(within, name), `${index}.${slot}`)
    return JSON.stringify([domain, operator, within, attributes, from, outputs.length])
  }

  #value(within: string, name: string, role: string): string {
    if (name === '') return ''
    const key = keyOf(within, name)
    const tensor = this.#tensors.get(key)
    if (tensor) {
      this.#uses.push({ tensor, role })
      return 'tensor'
    }
    const known = this.#values.get(key)
    if (known !== undefined) return known
    // An input of a subgraph or function: it is known by its place in the order of first sight.
    const made = `value ${this.#values.size}`
    this.#values.set(key, made)
    return made
  }
}

function isConstant({ domain, operator }: ModelNode): boolean {
  return domain === '' && operator === 'Constant'
}
function keyOf(within: string, name: string): string {
  return `${within}\0${name}`
}
