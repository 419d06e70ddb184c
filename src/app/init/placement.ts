import type { DataPlacement } from '#contract/config'
import type { Layout } from './layout.ts'

/** As the configuration will say it, for a reader that is asked what it makes of it. */
export function placementOf({ format, root, file, splits, columns, images }: Layout): DataPlacement {
  const defaults = { image: 'image', label: 'label', split: 'split', group: null, time: null, digest: null }
  return {
    format,
    root,
    file,
    splits,
    columns: { ...defaults, ...columns },
    classes: null,
    store: 'git',
    fetch: 'never',
    images: images === undefined ? null : { root: images },
  }
}
