/** A kind of file that people upload in place of the text that it contains, or a text in an encoding that is not read. */
export interface Archive {
  /** As in "this is …". */
  readonly name: string;
  readonly advice: string;
}

const ARCHIVES: readonly (Archive & { readonly magic: readonly number[] })[] = [
  {
    magic: [0x50, 0x4b, 0x03, 0x04],
    name: 'a zip archive or an Excel workbook',
    advice: 'unpack it, or save the sheet as CSV',
  },
  { magic: [0xd0, 0xcf, 0x11, 0xe0], name: 'an Excel workbook', advice: 'save the sheet as CSV' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], name: 'packed with zstd', advice: 'unpack it, or pack it with gzip' },
  { magic: [0x42, 0x5a, 0x68], name: 'packed with bzip2', advice: 'unpack it, or pack it with gzip' },
  { magic: [0xfd, 0x37, 0x7a, 0x58], name: 'packed with xz', advice: 'unpack it, or pack it with gzip' },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], name: 'a 7z archive', advice: 'unpack it' },
  { magic: [0x50, 0x41, 0x52, 0x31], name: 'a Parquet file', advice: 'write it as CSV' },
  { magic: [0xff, 0xfe, 0x00, 0x00], name: 'a text in UTF-32', advice: 'save it as UTF-8' },
  { magic: [0x00, 0x00, 0xfe, 0xff], name: 'a text in UTF-32', advice: 'save it as UTF-8' },
];

/** Number of leading bytes that identify the kind of a file. */
export const MAGIC_BYTES = 4;

/** Returns the kind of a file with these first bytes, if it is an archive or a workbook. */
export const archiveOf = (first: Uint8Array): Archive | undefined =>
  ARCHIVES.find(({ magic }) => magic.every((byte, at) => first[at] === byte));

export const isGzip = (first: Uint8Array): boolean => first[0] === 0x1f && first[1] === 0x8b;
