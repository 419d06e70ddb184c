import { StringsBuilder } from '#contract/table'
import type { TreeContents } from './contents.ts'
import type { Draft } from './draft.ts'
import { hasImageExtension } from './paths.ts'
import { type Problems, quoted } from './problems.ts'

/** Manifests call images without their extensions as well: such paths become those of the files. */
export function completeNames(draft: Draft, contents: TreeContents, problems: Problems): Draft {
  const { path } = draft
  const listed = contents.files.path
  let completed: StringsBuilder | null = null
  for (let row = 0; row < path.rows; row++) {
    const start = path.start(row)
    const end = path.ends[row]!
    const bare = !hasImageExtension(path.pool, start, end) && contents.find(path.pool, start, end) < 0
    const file = bare ? contents.stems.find(path.pool, start, end) : -1
    if (file >= 0 && completed === null) {
      completed = new StringsBuilder()
      for (let before = 0; before < row; before++)
        completed.pushRange(path.pool, path.start(before), path.ends[before]!)
    }
    if (file < 0) completed?.pushRange(path.pool, start, end)
    else completed!.pushRange(listed.pool, listed.start(file), listed.ends[file]!)
    if (file < 0 || !contents.stems.isShared(file) || draft.split[row]! < 0) continue
    const text = `${quoted(path.get(row))} is the name of several images: write it with its extension`
    problems.add('invalid-annotation', draft.source.values[draft.source.codes[row]!]!, draft.line[row]!, text)
  }
  return completed ? { ...draft, path: completed.build() } : draft
}
