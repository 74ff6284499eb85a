import type { ImportLimits } from '../importers/import-limits';
import { importShop } from '../importers/import-shop';
import type { ImportFile, Reading } from '../importers/importer';
import { plainReading } from '../importers/read-purchases';

/** A file in memory, given out in pieces of `piece` bytes. */
export const bytesFile = (name: string, bytes: Uint8Array, piece = 7): ImportFile => ({
  name,
  size: bytes.byteLength,
  stream: () =>
    new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.byteLength; at += piece) controller.enqueue(bytes.slice(at, at + piece));
        controller.close();
      },
    }),
});

export const textFile = (name: string, text: string, piece?: number): ImportFile =>
  bytesFile(name, new TextEncoder().encode(text), piece);

/** Imports files as the page does, read as they are unless `reading` says otherwise. */
export const readShop = (
  files: readonly ImportFile[],
  reading: Partial<Reading> = {},
  limits?: ImportLimits,
) =>
  importShop(
    files,
    { signal: new AbortController().signal, onProgress: () => {} },
    { ...plainReading, ...reading },
    limits,
  );

/** The same, of which nothing less than a shop is expected. */
export async function shopOf(
  files: readonly ImportFile[],
  reading?: Partial<Reading>,
  limits?: ImportLimits,
) {
  const reply = await readShop(files, reading, limits);
  if (!reply.ok) throw new Error(reply.problem.what);
  return reply.value;
}
