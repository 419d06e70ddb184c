import { keptOf } from '../kept.ts'
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
    const kept = new Map(
      (await Promise.all(prepared.targets.map((target) => keptOf(target, gate)))).flatMap((one) => [...one]),
    )
    terminal.stdout.write(args.has('json') ? planJson(prepared, kept) : planText(prepared, kept))
    return 0
  } finally {
    await gate.repository.close()
  }
}
