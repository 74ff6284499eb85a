import { NotText } from '../../base/decode';
import { failed, ok, type Problem, type Reply } from '../../base/result';
import { FileSource } from './import-source';
import type { ImportTally } from './import-tally';
import type { Importer, ImportFile, ImportSource, Reading, ReadResult, TakePurchase } from './importer';
import { movielens } from './movielens';
import { onlineRetail } from './online-retail';
import { TooLarge } from './read-rows';
import { CsvError } from './records';
import { fittingRate, rateInWords } from './sampled';

/** All formats that can be imported as a shop. */
export const importers: readonly Importer[] = [onlineRetail, movielens];

export interface ImportWatch {
  readonly signal: AbortSignal;
  /** May delay the import, so that the event loop runs. */
  onProgress(bytesRead: number, bytesTotal: number, rows: number): Promise<void> | void;
}

export interface PurchasesRead extends ReadResult {
  readonly importer: Importer;
}

/** A failed import. When a file exceeds the limits, it carries the share of its customers that would fit. */
export type ReadReply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem; readonly fittingSample?: number };

/** Reads all customers; the whole file decides the order of dates. */
export const plainReading: Reading = { sample: 1, withNames: true };

/**
 * Reads the purchases in files of any known format and passes them on, in constant memory. The format is recognised by
 * content. Every error in the input is returned as a Problem.
 */
export async function readPurchases(
  files: readonly ImportFile[],
  reading: Reading,
  watch: ImportWatch,
  begin: (tally: ImportTally, importer: Importer) => TakePurchase,
): Promise<ReadReply<PurchasesRead>> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const sources: FileSource[] = [];
  const onBatch = async () => {
    const read = sources.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
    const rows = sources.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
    await watch.onProgress(Math.min(read, total), total, rows);
    watch.signal.throwIfAborted();
  };
  let name = '';
  try {
    for (const file of files) {
      name = file.name;
      sources.push(await FileSource.open(file, onBatch));
    }
    const importer = importers.find((one) => one.recognise(sources));
    if (!importer) return unknown(sources);
    const read = await importer.read(sources, reading, (tally) => begin(tally, importer));
    if (!read.ok) return read;
    const notes = [...encodingNotes(sources), ...read.value.notes, ...sampleNotes(reading)];
    return ok({ ...read.value, notes, importer });
  } catch (error) {
    if (watch.signal.aborted) return failed('cancelled', 'The import was cancelled.');
    if (error instanceof TooLarge)
      return {
        ok: false,
        problem: error.problem,
        fittingSample: fittingRate(reading.sample, error.shareRead),
      };
    const file = sources.find(({ bytesRead }) => bytesRead > 0)?.file.name ?? name;
    if (error instanceof CsvError)
      return failed('broken-csv', `${error.message}.`, { file, line: error.line });
    if (error instanceof RangeError)
      return failed('too-large', `The file does not fit into memory (${error.message}).`, { file });
    if (error instanceof NotText)
      return failed('not-text', `The file could not be read: ${error.message}.`, { file });
    return failed(
      'unreadable-file',
      `The file could not be read: ${error instanceof Error ? error.message : String(error)}.`,
      { file },
    );
  }
}

const encodingNotes = (sources: readonly FileSource[]): string[] =>
  sources.flatMap(({ file, encoding }) =>
    encoding === undefined || encoding === 'utf-8' ? [] : [`${file.name} was read as ${NAMES[encoding]}.`],
  );
const NAMES = {
  'windows-1252': 'Latin-1 (Windows-1252)',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
} as const;

const sampleNotes = ({ sample }: Reading): string[] =>
  sample < 1
    ? [
        `A sample: ${rateInWords(sample)} of the customers, chosen by a hash of their ids, the same ones every time.`,
      ]
    : [];

/** Files of an unknown kind that a message tells of. */
const MOST_FILES_TOLD = 3;
/** Characters of a file's first line that a message quotes. */
const MOST_QUOTED = 80;

function unknown(sources: readonly ImportSource[]): Reply<never> {
  const near = importers.map((one) => one.nearMiss(sources)).find((what) => what !== undefined);
  const where = { ...(sources[0] && { file: sources[0].file.name }), line: 1 };
  if (near) return failed('unknown-format', `${near}.`, where);
  const seen = sources.slice(0, MOST_FILES_TOLD).map(beginningOf);
  if (sources.length > seen.length) seen.push(`${sources.length - seen.length} files more`);
  return failed(
    'unknown-format',
    `This is neither Online Retail nor MovieLens: ${seen.join('; ') || 'no file was given'}.`,
    where,
  );
}

/** What a file begins with. Bytes of a picture or an archive say nothing: a file with control characters is named so. */
function beginningOf({ file: { name }, beginning }: ImportSource): string {
  const line =
    beginning
      .trimStart()
      .split(/[\r\n]/, 1)[0]
      ?.slice(0, MOST_QUOTED) ?? '';
  if (line === '') return `${name} is empty`;
  if (/^[[{]/.test(line)) return `${name} looks like JSON`;
  return /[^\P{Cc}\t]|\ufffd/u.test(line) ? `${name} is not a text file` : `${name} begins with “${line}”`;
}
