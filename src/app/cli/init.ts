import type { Invocation } from './invocation.ts'
export async function init(_: Invocation): Promise<number> {
  return 2
}
