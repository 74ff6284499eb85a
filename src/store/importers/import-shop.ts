import { decodeText } from '../../base/decode';
import { failed, ok, type Reply } from '../../base/result';
import { CsvError, type CsvRow, csvRows } from './csv';
import {
  type Importer,
  type ImportFile,
  type ImportResult,
  type ImportSource,
  ImportTally,
} from './importer';
import { movielens } from './movielens';
import { onlineRetail } from './online-retail';

/** Every kind of data that can become a shop. */
export const importers: readonly Importer[] = [onlineRetail, movielens];

export interface ImportWatch {
  readonly signal: AbortSignal;
  /** May hold the import up for a moment, so that others get their turn. */
  onProgress(bytesRead: number, bytesTotal: number, rows: number): Promise<void> | void;
}

/**
 * Reads files into a shop, at constant memory beside the shop itself. The kind is recognised by what is in the files.
 * Whatever is wrong with them comes back as a Problem.
 */
export async function importShop(files: readonly ImportFile[], watch: ImportWatch): Promise<ImportResult> {
  const tally = new ImportTally();
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let read = 0;
  const count = (bytes: number) => {
    read += bytes;
  };
  try {
    const sources: ImportSource[] = [];
    for (const file of files)
      sources.push(
        await sourceOf(file, count, async () => {
          await watch.onProgress(Math.min(read, total), total, tally.rows);
          watch.signal.throwIfAborted();
        }),
      );
    // Looking at the headers read a first piece of each file; it will be read again.
    read = 0;
    const importer = importers.find((one) => one.recognise(sources));
    if (!importer) return unknown(sources);
    const data = await importer.read(sources, tally);
    return data.ok ? ok({ format: importer.format, data: data.value, tally }) : data;
  } catch (error) {
    if (watch.signal.aborted) return failed('cancelled', 'The import was cancelled.');
    if (error instanceof CsvError) return failed('broken-csv', `${error.message}.`, { line: error.line });
    return failed(
      'unreadable-file',
      `A file could not be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

async function sourceOf(
  file: ImportFile,
  onBytes: (bytes: number) => void,
  onBatch: () => Promise<void>,
): Promise<ImportSource> {
  const open = () => csvRows(decodeText(file.stream(), onBytes));
  let header: readonly string[] = [];
  for await (const batch of open()) {
    header = batch[0]?.cells.map((cell) => cell.trim()) ?? [];
    break;
  }
  async function* rows(): AsyncGenerator<CsvRow[]> {
    let first = true;
    for await (const batch of open()) {
      await onBatch();
      yield first ? batch.slice(1) : batch;
      first = false;
    }
  }
  return { file, header, rows };
}

function unknown(sources: readonly ImportSource[]): Reply<never> {
  const seen = sources
    .map(({ file, header }) => `${file.name} begins with “${header.join(',').slice(0, 80)}”`)
    .join('; ');
  return failed(
    'unknown-format',
    `This is neither Online Retail nor MovieLens: ${seen || 'there is no file'}.`,
    {
      file: sources[0]?.file.name,
      line: 1,
    },
  );
}
