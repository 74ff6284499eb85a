import type { ImportLimits } from '../importers/import-limits';
import { importShop } from '../importers/import-shop';
import type { ImportFile, Reading } from '../importers/importer';
import { plainReading } from '../importers/read-purchases';

/** Returns a file in memory that is read in chunks of `piece` bytes. */
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

/** Imports files as the page does; `reading` overrides the defaults. */
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

/** Imports files and throws if the result is not a shop. */
export async function shopOf(
  files: readonly ImportFile[],
  reading?: Partial<Reading>,
  limits?: ImportLimits,
) {
  const reply = await readShop(files, reading, limits);
  if (!reply.ok) throw new Error(reply.problem.what);
  return reply.value;
}
