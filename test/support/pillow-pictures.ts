import golden from './pillow-pictures.json' with { type: 'json' }

/** A file of 7 × 5 pixels, and what Pillow 13.0.0 decodes it to: L, LA, RGB or RGBA by `channels`. */
export interface PillowPicture {
  readonly name: string
  readonly channels: number
  readonly file: Uint8Array
  readonly pixels: Uint8Array
}

export const PILLOW_PICTURES: readonly PillowPicture[] = golden.cases.map(({ name, channels, file, pixels }) => ({
  name,
  channels,
  file: Buffer.from(file, 'base64'),
  pixels: Buffer.from(pixels, 'base64'),
}))

export function pillowPicture(name: string): Buffer {
  const found = PILLOW_PICTURES.find((one) => one.name === name)
  if (!found) throw new Error(`no picture ${name}`)
  return Buffer.from(found.file)
}
