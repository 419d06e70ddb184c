import type { AnnotatedObject, AnnotationFault, AnnotationFile } from './annotation-file.ts'
import { parseDecimal } from './decimal.ts'
import { clipped, quoted } from './quoted.ts'
import { XmlReader } from './xml.ts'

const CORNERS = ['xmin', 'ymin', 'xmax', 'ymax'] as const
type Corner = (typeof CORNERS)[number]
type Field = Corner | 'filename' | 'width' | 'height' | 'object' | 'name' | 'difficult' | 'bndbox'

/** What is read of an annotation; everything else (`part`, `pose`, `truncated`, `source` …) is stepped over. */
interface Element {
  readonly field: Field | null
  readonly inner: ReadonlyMap<string, Element>
}
const element = (field: Field | null, inner: readonly [string, Element][] = []): Element => ({
  field,
  inner: new Map(inner),
})
const leaf = (field: Field): [string, Element] => [field, element(field)]
const ANNOTATION = element(null, [
  leaf('filename'),
  ['size', element(null, [leaf('width'), leaf('height')])],
  ['object', element('object', [leaf('name'), leaf('difficult'), ['bndbox', element('bndbox', CORNERS.map(leaf))]])],
])
const ROOT = element(null, [['annotation', ANNOTATION]])

interface Value {
  text: string
  readonly offset: number
}
type Values = Map<Field, Value>

const encoder = new TextEncoder()

/**
 * An annotation file of Pascal VOC. Corners are taken as torchvision and Ultralytics take them, without the + 1 that VOC's
 * inclusive pixels would give: x = xmin, w = xmax − xmin. Objects that cannot be used are left out and told.
 * @throws GateError `xml-…` with file, line, column and remedy
 */
export function readVoc(bytes: Uint8Array, path: string, fault: AnnotationFault): AnnotationFile {
  const xml = new XmlReader(bytes, path)
  const { root, objects } = readValues(xml, fault)
  const text = (field: Field) => root.get(field)?.text.trim() ?? ''
  const width = pixels(text('width'))
  const height = pixels(text('height'))
  const sized = root.get('width') ?? root.get('height')
  if (sized && (width === 0 || height === 0))
    fault('odd-annotation', xml.place(sized.offset), 'the size of the image is not two numbers of pixels')
  return {
    imageName: text('filename'),
    imageNamePlace: xml.place(root.get('filename')?.offset ?? 0),
    width,
    height,
    objects: objects.flatMap((values) => objectOf(values, xml, fault) ?? []),
  }
}

/** Texts of the elements that are read: those of the annotation, and those of each object. */
function readValues(xml: XmlReader, fault: AnnotationFault): { root: Values; objects: Values[] } {
  const root: Values = new Map()
  const objects: Values[] = []
  const around: (Element | null)[] = [ROOT]
  let values = root
  for (let token = xml.next(); token !== 'end'; token = xml.next()) {
    if (token === 'close') {
      if (around.pop()?.field === 'object') values = root
      continue
    }
    if (token === 'text') {
      const field = around.at(-1)?.field ?? null
      const value = field === null ? undefined : values.get(field)
      if (value) value.text += xml.text
      continue
    }
    const inner = around.at(-1)?.inner.get(xml.name) ?? null
    around.push(inner)
    if (xml.depth === 1 && inner === null)
      fault('invalid-annotation', xml.place(xml.start), `the root is <${clipped(xml.name)}>, not <annotation>`)
    if (inner === null || inner.field === null) continue
    if (inner.field === 'object') {
      values = new Map()
      objects.push(values)
    } else if (values.has(inner.field)) {
      fault('odd-annotation', xml.place(xml.start), `a second <${clipped(xml.name)}>: the last one counts`)
      if (inner.field === 'bndbox') for (const corner of CORNERS) values.delete(corner)
    }
    values.set(inner.field, { text: '', offset: xml.start })
  }
  return { root, objects }
}

function objectOf(values: Values, xml: XmlReader, fault: AnnotationFault): AnnotatedObject | null {
  const place = xml.place(values.get('object')!.offset)
  const name = values.get('name')?.text.trim() ?? ''
  const invalid = (at: Value | null, text: string) => {
    fault('invalid-annotation', at === null ? place : xml.place(at.offset), text)
    return null
  }
  if (name === '') return invalid(values.get('name') ?? null, 'an object without a name')
  const box = values.get('bndbox')
  if (!box) return invalid(null, `${quoted(name)} has no <bndbox>`)
  const corners: number[] = []
  for (const corner of CORNERS) {
    const value = values.get(corner)
    if (!value) return invalid(box, `the box of ${quoted(name)} has no <${corner}>`)
    const number = decimal(value.text)
    if (Number.isNaN(number)) return invalid(value, `<${corner}> is ${quoted(value.text)}, not a number`)
    corners.push(number)
  }
  const [xmin, ymin, xmax, ymax] = corners as [number, number, number, number]
  if (xmax < xmin || ymax < ymin) {
    const [low, high] = xmax < xmin ? ['xmin', 'xmax'] : ['ymin', 'ymax']
    return invalid(box, `the box of ${quoted(name)} is inside out: <${low}> is greater than <${high}>`)
  }
  const difficult = values.get('difficult')
  const flag = difficult?.text.trim() ?? ''
  if (difficult && flag !== '0' && flag !== '1')
    fault('odd-annotation', xml.place(difficult.offset), `<difficult> is ${quoted(flag)}, not 0 or 1`)
  const xywh = [xmin, ymin, xmax - xmin, ymax - ymin] as const
  return { label: name, xywh, crowd: flag === '1' ? 1 : 0, shape: 0, crossed: 0, place }
}

/** Finite, else NaN. */
function decimal(text: string): number {
  const bytes = encoder.encode(text.trim())
  const value = parseDecimal(bytes, 0, bytes.length)
  return Number.isFinite(value) ? value : Number.NaN
}
function pixels(text: string): number {
  const value = decimal(text)
  return Number.isInteger(value) && value > 0 && value < 2 ** 31 ? value : 0
}
