import type { DataPlacement } from '#contract/config'
import { isImage } from './image-names.ts'
import type { Layout } from './layout.ts'
import type { Look } from './look.ts'

/** Where the bytes of a layout lie: its first file that is a pointer tells, or what the repository says of such files. */
export async function storeOf(look: Look, { root, splits }: Layout): Promise<DataPlacement['store']> {
  const within = (path: string) => root === '' || path === root || path.startsWith(`${root}/`)
  const kinds = new Set<string>()
  const folder = look.folders.get(root)
  for (const path of folder ? look.images(folder, 50) : []) kinds.add(look.files.content.kind(look.row(path)))
  if (kinds.has('md5') || look.dvc.some((out) => within(out) || root.startsWith(`${out}/`))) return 'dvc'
  const places = Object.values(splits).map((place) => look.row(root === '' ? place : `${root}/${place}`))
  for (const row of places) if (row >= 0) kinds.add(look.files.content.kind(row))
  if (kinds.has('sha256')) return 'lfs'
  const attributes = await look.head('.gitattributes')
  return attributes?.split('\n').some(isLfsOfImages) ? 'lfs' : 'git'
}

/** `*.jpg filter=lfs diff=lfs merge=lfs -text` */
function isLfsOfImages(line: string): boolean {
  const [pattern, ...attributes] = line.trim().split(/\s+/)
  if (!attributes.includes('filter=lfs')) return false
  return isImage(pattern!) || /\.(tar|parquet)$/i.test(pattern!) || /\/\*\*?$/.test(pattern!)
}
