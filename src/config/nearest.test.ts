import { expect, test } from 'vitest'
import { checks } from '#test/config'
import { nearest } from './nearest.ts'
import { documentSchema } from './schema.ts'

test('every key with one letter changed is refused, and the right key is named', () => {
  const mappings: string[][] = []
  function collect(shape: {
    def: { shape?: Record<string, never>; innerType?: never; valueType?: never; element?: never; options?: never[] }
  }): void {
    if (shape.def.shape) mappings.push(Object.keys(shape.def.shape))
    for (const inner of [
      ...Object.values(shape.def.shape ?? {}),
      shape.def.innerType,
      shape.def.valueType,
      shape.def.element,
      ...(shape.def.options ?? []),
    ])
      if (inner) collect(inner)
  }
  collect(documentSchema(checks) as never)
  expect(mappings.flat().length).toBeGreaterThan(40)
  for (const keys of mappings)
    for (const key of keys) {
      if (key.length < 4) continue
      for (const typo of [
        `${key}x`,
        key.slice(1),
        `${key.slice(0, 2)}q${key.slice(3)}`,
        key[1]! + key[0]! + key.slice(2),
      ])
        if (typo !== key && !keys.includes(typo)) expect(nearest(typo, keys), `${typo} in ${keys}`).toBe(key)
    }
})
