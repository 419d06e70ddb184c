import fc from 'fast-check'

/** A file with some of its bytes changed, and perhaps its end lost. */
export function mutations(good: Uint8Array): fc.Arbitrary<Uint8Array> {
  const edit = fc.tuple(fc.nat(good.length - 1), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff)))
  return fc
    .tuple(
      fc.array(edit, { maxLength: 5 }),
      fc.oneof({ weight: 3, arbitrary: fc.constant(good.length) }, fc.nat(good.length)),
    )
    .map(([edits, length]) => {
      const bytes = Uint8Array.from(good)
      for (const [at, byte] of edits) bytes[at] = byte
      return bytes.subarray(0, length)
    })
}
