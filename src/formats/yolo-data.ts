import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml'
import { quoted } from './quoted.ts'
import { type PlacedText, YamlFile } from './yaml-file.ts'
import type { Keypoints } from './yolo-labels.ts'

/** The largest list of classes that people have (ImageNet-21k) takes about 0.7 MB. */
export const YOLO_DATA_LIMIT = 1024 * 1024
/** `nc: 1e9` must not become a billion names. */
const CLASSES_LIMIT = 65_536
const KEYPOINTS_LIMIT = 1000

export interface YoloData {
  /** Key `path`, null when absent. */
  readonly root: PlacedText | null
  /** Folders and list files of each split that the file has; `validation` counts as `val`. */
  readonly splits: ReadonlyMap<string, readonly PlacedText[]>
  /** In the order of their numbers; distinct. */
  readonly names: readonly PlacedText[]
  readonly keypoints: Keypoints | null
}

/**
 * A data.yaml as Ultralytics reads it: `path`, the splits, `names` (list, or map from number to name) or `nc` alone, and
 * `kpt_shape` with `flip_idx`. Keys that it does not know are nobody's business.
 * @throws GateError `yaml-syntax`, `yolo-…` with file, line, column and remedy
 */
export function readYoloData(bytes: Uint8Array, path: string): YoloData {
  const file = new YamlFile(bytes, path, 'a data.yaml: a mapping with `train`, `val` and `names`')
  const splits = new Map<string, readonly PlacedText[]>()
  for (const { key, value } of file.root.items) {
    const name = isScalar(key) ? String(key.value) : ''
    if (SETTINGS.has(name) || name === '') continue
    // Any key may name a split (`minival`), but only what holds paths is one.
    const entries = file.texts(value)
    if (entries !== null && entries.length > 0) splits.set(name, entries)
    else if (SPLITS.has(name) && !isNothing(file.resolve(value)))
      throw file.error(
        'yolo-split',
        value,
        `\`${name}\` is no path and no list of paths`,
        'Write a folder or a list file.',
      )
  }
  const validation = splits.get('validation')
  if (validation && !splits.has('val')) splits.set('val', validation)
  const root = file.texts(file.get('path'))
  if (root !== null && root.length > 1)
    throw file.error('yolo-path', file.get('path'), '`path` is a list', 'Write one folder.')
  return { root: root?.[0] ?? null, splits, names: namesOf(file), keypoints: keypointsOf(file) }
}

const SPLITS = new Set(['train', 'val', 'test'])
const SETTINGS = new Set(['path', 'names', 'nc', 'kpt_shape', 'flip_idx', 'download', 'channels', 'kpt_names'])

function namesOf(file: YamlFile): PlacedText[] {
  const nc = file.get('nc')
  const count = isNothing(nc) ? null : file.integer(nc)
  const tooMany = count !== null && count > CLASSES_LIMIT
  if (!isNothing(nc) && (count === null || count < 1 || tooMany))
    throw file.error(
      'yolo-nc',
      nc,
      `\`nc\` is not a number from 1 to ${CLASSES_LIMIT}`,
      'Write how many classes there are.',
    )
  const names = file.get('names')
  if (isNothing(names)) {
    const hint = 'Add `names: [first, second, …]`, in the order of the numbers in the label files.'
    if (count === null) throw file.error('yolo-names', null, 'neither `names` nor `nc`', hint)
    return Array.from({ length: count }, (_, index) => ({ text: `class_${index}`, ...file.place(nc) }))
  }
  const found = isMap(names) ? mappedNames(names, file) : file.texts(names)
  if (found === null || found.length === 0 || (!isMap(names) && !isSeq(names))) {
    const hint = 'Write them as a list, or as a map from number to name.'
    throw file.error('yolo-names', names, '`names` is no list of names', hint)
  }
  if (found.length > CLASSES_LIMIT)
    throw file.error('yolo-names', names, `more than ${CLASSES_LIMIT} classes`, 'Keep fewer classes.')
  if (count !== null && count !== found.length)
    throw file.error(
      'yolo-nc',
      nc,
      `\`nc\` is ${count}, but \`names\` has ${found.length}`,
      'Correct the one or the other.',
    )
  const seen = new Set<string>()
  for (const name of found) {
    const fault = name.text === '' ? 'is empty' : seen.has(name.text) ? `${quoted(name.text)} stands there twice` : null
    if (fault !== null)
      throw file.errorAt('yolo-names', name, `a class name ${fault}`, 'Give every class a name of its own.')
    seen.add(name.text)
  }
  return found
}

/** `{0: person, 1: car}`: the keys are the numbers 0 to n − 1, in any order. */
function mappedNames(names: YAMLMap, file: YamlFile): PlacedText[] {
  const found = new Array<PlacedText | undefined>(names.items.length)
  const hint = `Number the classes from 0 to ${names.items.length - 1}, each once.`
  for (const { key, value } of names.items) {
    const index = file.integer(key)
    const fault = index === null ? 'is no whole number' : index < 0 || index >= found.length ? 'is out of range' : null
    const again = index !== null && found[index] !== undefined ? 'stands there twice' : null
    if (fault !== null || again !== null)
      throw file.error(
        'yolo-names',
        key,
        `the number ${quoted(isScalar(key) ? String(key.value) : '…')} of a class ${fault ?? again}`,
        hint,
      )
    const text = file.text(value)
    if (text === null) throw file.error('yolo-names', value ?? key, 'a class has no name', 'Write its name.')
    found[index!] = text
  }
  return found as PlacedText[]
}

function keypointsOf(file: YamlFile): Keypoints | null {
  const node = file.get('kpt_shape')
  if (isNothing(node)) return null
  const [count, dims, more] = isSeq(node) ? node.items.map((item) => file.integer(item)) : []
  const sound = count && count > 0 && count <= KEYPOINTS_LIMIT && (dims === 2 || dims === 3) && more === undefined
  if (!sound) {
    const hint = 'Write `kpt_shape: [joints, 2]` for x y, `[joints, 3]` for x y visibility.'
    throw file.error('yolo-keypoints', node, '`kpt_shape` is not [joints, 2 or 3]', hint)
  }
  const flip = file.get('flip_idx')
  if (!isNothing(flip)) {
    const order = isSeq(flip) ? flip.items.map((item) => file.integer(item)) : []
    const whole = order.length === count && new Set(order).size === count
    if (!whole || order.some((index) => index === null || index < 0 || index >= count)) {
      const hint = 'For every joint, write the number of its mirror image.'
      throw file.error('yolo-keypoints', flip, `\`flip_idx\` does not name each of the ${count} joints once`, hint)
    }
  }
  return { count, dims }
}

function isNothing(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null)
}
