import {
  type DataFormat,
  type DataPlacement,
  type Placement,
  type Policy,
  type SliceRule,
  SPLIT_LIST,
  type TargetPolicy,
} from '#contract/config'
import { expandPreprocess } from './preprocess.ts'
import type { Path, Problem } from './problems.ts'
import type { Document, TargetDocument } from './schema.ts'
import { isInside, normalPath, parseTolerance } from './values.ts'

export function toPolicy(document: Document, problems: Problem[]): Policy {
  const targets = Object.entries(document.targets)
  if (targets.length === 0) problems.push({ path: ['targets'], text: 'name at least one target', onKey: true })
  return {
    mode: document.mode,
    onInconclusive: document['on-inconclusive'],
    looks: document.looks,
    waivers: document.waivers,
    budgetMinutes: document.budget?.minutes ?? null,
    trainingCode: [],
    targets: Object.fromEntries(
      targets.map(([name, target]) => [name, toTargetPolicy(target, ['targets', name], problems)]),
    ),
    checks: Object.fromEntries(
      Object.entries(document.checks).flatMap(([id, written]) => {
        if (written === undefined) return []
        const { severity, ...options } = written as { severity?: Policy['checks'][string]['severity'] }
        return [[id, { severity: severity ?? null, options }]]
      }),
    ),
  }
}

function toTargetPolicy(target: TargetDocument, path: Path, problems: Problem[]): TargetPolicy {
  const splits = splitsOf(target.data)
  // Ultralytics' data.yaml always has `val`, and `test` seldom.
  const usual = target.data.splits === undefined ? ['val'] : ['test', 'val']
  const gateSplit = target['gate-split'] ?? usual.find((name) => Object.hasOwn(splits, name))
  if (gateSplit === undefined)
    problems.push({
      path: [...path, 'data', 'splits'],
      text: 'no split is named `test` or `val`: name the judged one in `gate-split`',
      onKey: true,
    })
  else if (!Object.hasOwn(splits, gateSplit))
    problems.push({
      path: [...path, 'gate-split'],
      text: `\`${gateSplit}\` is not a split of \`data.splits\``,
      onKey: false,
    })
  if (target.primary && target.task !== 'classification')
    problems.push({
      path: [...path, 'primary'],
      text: `metrics of \`${target.task}\` are not measured by this version: remove \`primary\``,
      onKey: true,
    })
  if (target.primary && !target.model)
    problems.push({ path: [...path, 'primary'], text: 'a primary metric needs a `model`', onKey: true })
  if (target.slices.length > 0 && !target.primary)
    problems.push({
      path: [...path, 'slices'],
      text: 'slices are judged by the `primary` metric: declare it',
      onKey: true,
    })
  return {
    task: target.task,
    gateSplit: gateSplit ?? '',
    primary: target.primary ? { ...target.primary, tolerance: parseTolerance(target.primary.tolerance) } : null,
    anchor: target.anchor ?? null,
    slices: target.slices.map((slice, index) =>
      typeof slice === 'string' ? slice : toSlice(slice, [...path, 'slices', index], problems),
    ),
    latency: { profile: target.latency.profile, batch: target.latency.batch },
  }
}

type SliceDocument = Exclude<TargetDocument['slices'][number], string>
function toSlice(slice: SliceDocument, path: Path, problems: Problem[]): SliceRule {
  const tolerance = parseTolerance(slice.tolerance)
  if (typeof tolerance !== 'number')
    problems.push({
      path: [...path, 'tolerance'],
      text: 'write the tolerance of a slice in percentage points: `5pp`',
      onKey: false,
    })
  if (Object.keys(slice.where).length === 0)
    problems.push({ path: [...path, 'where'], text: 'name a column and its value', onKey: true })
  return {
    id: slice.id,
    where: slice.where as SliceRule['where'],
    tolerance: typeof tolerance === 'number' ? tolerance : tolerance.relative,
  }
}

/** Their records name images. */
const NAMING: readonly DataFormat[] = ['csv', 'jsonl', 'parquet', 'coco']

export function toPlacement(target: TargetDocument, path: Path, problems: Problem[]): Placement {
  const { data, model } = target
  const format = data.format ?? recognised(data)
  if (data.images?.digest && data.columns.digest === undefined)
    problems.push({
      path: [...path, 'data', 'images'],
      text: 'name the column of the digests as `columns.digest`; or leave `digest` out: images are then known by reading them',
      onKey: true,
    })
  const splits = splitsOf(data)
  const lists = format === 'folder' && Object.values(splits).every((place) => SPLIT_LIST.test(place))
  const named = lists || NAMING.includes(format)
  const inside = data.images !== undefined && !data.images.root.startsWith('$')
  if (inside && (!named || data.images?.digest))
    problems.push({
      path: [...path, 'data', 'images'],
      text: 'a folder of the repository is for tables (csv, jsonl, parquet), COCO and lists of images, without `digest`; images outside git lie below `$data`',
      onKey: true,
    })
  const perSplit = data.images?.root.includes('{split}') === true
  if (perSplit && (!named || data.file !== undefined))
    problems.push({
      path: [...path, 'data', 'images'],
      text: '`{split}` is for a manifest or a list a split: `splits: {train: train.csv, test: test.csv}`, without `file`',
      onKey: true,
    })
  for (const name of perSplit ? Object.keys(splits) : [])
    if (!isInside(name))
      problems.push({
        path: [...path, 'data', 'splits', name],
        text: 'as `{split}` in `images.root` its name is a folder: write it without `..`',
        onKey: true,
      })
  if (Object.keys(splits).length === 0)
    problems.push({ path: [...path, 'data', 'splits'], text: 'name at least one split', onKey: true })
  // Of a table with a split column they are its values, of YOLO keys of data.yaml.
  const places = format !== 'yolo' && (!NAMING.includes(format) || data.file === undefined)
  if (places)
    for (const [name, place] of Object.entries(splits))
      if (!isInside(place))
        problems.push({
          path: [...path, 'data', 'splits', name],
          text: 'write a path below `root`, without `..`',
          onKey: false,
        })
  return {
    data: {
      format,
      root: normalPath(data.root),
      file: data.file ?? null,
      splits: places
        ? Object.fromEntries(Object.entries(splits).map(([name, place]) => [name, normalPath(place)]))
        : splits,
      columns: toColumns(data.columns),
      classes: toClasses(data.classes),
      store: data.store,
      fetch: data.fetch,
      images: data.images ? { root: data.images.root } : null,
    },
    model: model
      ? {
          path: normalPath(model.path),
          preprocess: expandPreprocess(model.preprocess),
          adapter: model.adapter ?? null,
          classes: toClasses(model.classes),
        }
      : null,
  }
}

/** Format by the names of files. */
function recognised(data: TargetDocument['data']): DataFormat {
  const places = data.file === undefined ? Object.values(data.splits ?? {}) : [data.file]
  const all = (pattern: RegExp) => places.length > 0 && places.every((place) => pattern.test(place))
  if (all(/\.json$/i)) return 'coco'
  if (all(/\.jsonl$/i)) return 'jsonl'
  if (all(/\.parquet$/i)) return 'parquet'
  if (all(/\.tar$/i)) return 'webdataset'
  if (all(/\.ya?ml$/i)) return 'yolo'
  if (data.file !== undefined || all(/\.[ct]sv$/i)) return 'csv'
  return 'folder'
}

const YOLO_SPLITS = { train: 'train', val: 'val', test: 'test' }
/** Only data.yaml tells its splits itself. */
function splitsOf(data: TargetDocument['data']): Record<string, string> {
  if (data.splits !== undefined) return data.splits
  return (data.format ?? recognised(data)) === 'yolo' ? YOLO_SPLITS : {}
}

function toColumns({
  image,
  label,
  split,
  group,
  time,
  digest,
}: TargetDocument['data']['columns']): DataPlacement['columns'] {
  return { image, label, split, group: group ?? null, time: time ?? null, digest: digest ?? null }
}

function toClasses(written: string | string[] | undefined): DataPlacement['classes'] {
  if (written === undefined) return null
  return typeof written === 'string' ? { file: normalPath(written) } : written
}
