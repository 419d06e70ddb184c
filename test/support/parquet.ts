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
        { name: 'image', repetition_type: 'OPTIONAL', num_children: 2 },
        { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
        { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
        { name: 'label', type: 'INT64', repetition_type: 'OPTIONAL' },
      ],
      kvMetadata: [{ key: 'huggingface', value: JSON.stringify({ info: { features } }) }],
      ...options,
    },
  )
}
