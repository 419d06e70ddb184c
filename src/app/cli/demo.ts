import type { Invocation } from './invocation.ts'
export async function demo(_: Invocation): Promise<number> { return 2 }
