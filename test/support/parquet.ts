import { parquetWriteBuffer } from 'hyparquet-writer'

type Columns = Parameters<typeof parquetWriteBuffer>[0]['columnData']
type Options = Omit<Parameters<typeof parquetWriteBuffer>[0], 'columnData'>

/** A Parquet file of plain columns. */
export function parquet(columnData: Columns, options: Options = {}): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData, ...options }))
}

/** As Hugging Face writes images: `image: {bytes, path}`, and `label` with the names of the classes in the metadata. */
export function huggingFaceParquet(
  rows: readonly { readonly bytes: Uint8Array | null; readonly path: string | null; readonly label: number }[],
  names: readonly string[],
  options: Options = {},
): Uint8Array {
  const features = { image: { _type: 'Image' }, label: { names, _type: 'ClassLabel' } }
  return parquet(
    [
      { name: 'image', data: rows.map(({ bytes, path }) => ({ bytes, path })) },
      { name: 'label', data: rows.map(({ label }) => BigInt(label)) },
    ],
    {
      schema: [
        { name: 'root', num_children: 2 },
        ...imageSchema('image'),
        { name: 'label', type: 'INT64', repetition_type: 'OPTIONAL' },
      ],
      kvMetadata: [{ key: 'huggingface', value: JSON.stringify({ info: { features } }) }],
      ...options,
    },
  )
}

export interface ObjectsRow {
  readonly file: string
  /** null: the structure is absent. */
  readonly objects: { readonly bbox: readonly (readonly number[])[]; readonly category: readonly number[] } | null
}

/** As Hugging Face writes boxes: `objects: {bbox: [[x, y, w, h]], category: [index]}`, with the names of the classes. */
export function objectsParquet(
  rows: readonly ObjectsRow[],
  names: readonly string[],
  options: Options = {},
): Uint8Array {
  const category = { feature: { names, _type: 'ClassLabel' }, _type: 'List' }
  return parquet(
    [
      { name: 'file_name', data: rows.map(({ file }) => file) },
      { name: 'objects', data: rows.map(({ objects }) => objects) },
    ],
    {
      schema: [
        { name: 'root', num_children: 2 },
        { name: 'file_name', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
        ...objectsSchema(),
      ],
      kvMetadata: [{ key: 'huggingface', value: JSON.stringify({ info: { features: { objects: { category } } } }) }],
      ...options,
    },
  )
}
type Schema = NonNullable<Options['schema']>

function imageSchema(name: string): Schema {
  return [
    { name, repetition_type: 'OPTIONAL', num_children: 2 },
    { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
    { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
  ]
}
export function objectsSchema(): Schema {
  return [
    { name: 'objects', repetition_type: 'OPTIONAL', num_children: 2 },
    ...listSchema('bbox', listSchema('element', [{ name: 'element', type: 'DOUBLE', repetition_type: 'OPTIONAL' }])),
    ...listSchema('category', [{ name: 'element', type: 'INT32', repetition_type: 'OPTIONAL' }]),
  ]
}
function listSchema(name: string, element: Schema): Schema {
  return [
    { name, converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...element,
  ]
}

/** Hugging Face's images, the bytes of each as its name, in all of these columns, then `more`. */
export function imagesParquet(
  columns: Readonly<Record<string, readonly string[]>>,
  more: { readonly data: Columns; readonly schema: Schema } = { data: [], schema: [] },
): Uint8Array {
  const images = Object.entries(columns).map(([name, paths]) => ({
    name,
    data: paths.map((path) => ({ bytes: Buffer.from(path), path })),
  }))
  const schema: Schema = [
    { name: 'root', num_children: images.length + more.data.length },
    ...images.flatMap(({ name }) => imageSchema(name)),
    ...more.schema,
  ]
  return parquet([...images, ...more.data], { schema })
}

/** The file with one count of its footer changed, wherever it stands; both take three bytes there. */
export function declaring(file: Uint8Array, count: number, declared: number): Uint8Array {
  const varint = (value: number) => [((value * 2) & 0x7f) | 0x80, (((value * 2) >> 7) & 0x7f) | 0x80, (value * 2) >> 14]
  const bytes = Buffer.from(file)
  const footer = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8)
  const [from, to] = [Buffer.from(varint(count)), Buffer.from(varint(declared))]
  for (let at = bytes.indexOf(from, footer); at >= 0; at = bytes.indexOf(from, at + 3)) to.copy(bytes, at)
  return bytes
}
