import { load } from '../load-config.ts'
import { planJson, planText } from '../plan-text.ts'
import { prepare } from '../prepare.ts'
import { type Invocation, open, requestOf, selected } from './invocation.ts'

export async function plan(invocation: Invocation): Promise<number> {
  const { args, terminal } = invocation
  const only = selected(invocation)
  const gate = await open(invocation)
  try {
    const prepared = await prepare(await requestOf(invocation, gate), gate, load, only)
    terminal.stdout.write(args.has('json') ? planJson(prepared) : planText(prepared))
    return 0
  } finally {
    await gate.repository.close()
  }
}
