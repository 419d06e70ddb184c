import { ByteDictionary } from '#contract/byte-index'
import type { DataPlacement, Task } from '#contract/config'
import type { Tree } from '#contract/ports'
import { Contents, StringsBuilder } from '#contract/table'
import { IntColumn } from '#formats/csv-columns'
import { configuredClasses, orderClasses } from './classes.ts'
import { listRoot, mustBeInGit, refusal, TreeContents } from './contents.ts'
import { reorder, usedValues } from './draft.ts'
import { joinPath } from './paths.ts'
import { Problems, quoted } from './problems.ts'
import type { Dataset } from './types.ts'

const SLASH = 0x2f

/** Folder of each split, in the order of the configuration. */
export function splitFolders(placement: DataPlacement): string[] {
  return Object.values(placement.splits).map((folder) => joinPath(placement.root, folder))
}

/** `<root>/<split>/<class>/…/image`: the class is the first folder below the split; what is no image is not read. */
export async function readFolderDataset(placement: DataPlacement, task: Task, tree: Tree): Promise<Dataset> {
  mustBeInGit(placement)
  const contents = new TreeContents(await listRoot(placement, tree))
  const listed = contents.files.path
  const folders = splitFolders(placement)
  const problems = new Problems()
  const path = new StringsBuilder()
  const names = new ByteDictionary()
  const file = new IntColumn()
  const label = new IntColumn()
  const split = new IntColumn()
  for (const [index, folder] of folders.entries()) {
    const prefix = new TextEncoder().encode(folder === '' ? '' : `${folder}/`)
    for (const row of contents.imagesBelow(folder)) {
      const start = listed.start(row)
      const end = listed.ends[row]!
      const name = start + prefix.length
      const slash = listed.pool.indexOf(SLASH, name)
      const inClass = slash >= 0 && slash < end
      if (!inClass && task === 'classification')
        problems.add('empty-label', folder, 0, `${quoted(listed.get(row))} lies in no class folder`)
      path.pushRange(listed.pool, start, end)
      file.push(row)
      label.push(inClass ? names.code(listed.pool, name, slash) : -1)
      split.push(index)
    }
    for (const { path, why } of contents.files.refused)
      if (folder === '' || path === folder || path.startsWith(`${folder}/`))
        problems.add('not-an-image', folder, 0, refusal(path, why))
  }
  const files = file.build()
  const content = Contents.empty(files.length)
  for (let row = 0; row < files.length; row++) contents.copy(files[row]!, content, row)
  const splits = split.build()
  const found = { codes: label.build(), values: names.values() }
  const configured = await configuredClasses(placement, tree)
  const classes = orderClasses(usedValues(found), configured)
  const known = new Set(configured)
  for (const name of configured ? classes.slice(configured.length) : [])
    if (!known.has(name))
      problems.add('unknown-class', folders[0] ?? '', 0, `folder ${quoted(name)} is not one of the configured classes`)
  return {
    rows: files.length,
    path: path.build(),
    content,
    split: { codes: splits, values: Object.keys(placement.splits) },
    label: reorder(found, classes),
    line: new Uint32Array(files.length),
    source: { codes: splits, values: folders },
    columns: new Map(),
    boxes: null,
    classes,
    problems: problems.build(),
  }
}
