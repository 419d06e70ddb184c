import type { RasterFault } from '#contract/raster'
import type { HeaderFault } from '../image-header.ts'

/** What a picture without a header is to those who want its pixels. */
export function rasterFault({ fault, detail }: HeaderFault): RasterFault {
  const unsupported = fault === 'unsupported' || fault === 'not-an-image'
  return { status: unsupported ? 'unsupported-format' : 'unreadable', detail }
}
