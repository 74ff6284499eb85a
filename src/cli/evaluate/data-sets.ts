import { existsSync, openAsBlob, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Pair } from '../../recommender/evaluation/split';
import { boundPassed, type ImportLimits } from '../../store/importers/import-limits';
import { FileSource } from '../../store/importers/import-source';
import type { BadRow } from '../../store/importers/import-tally';
import type { ImportFile, Reading, TakePurchase } from '../../store/importers/importer';
import { Numbering } from '../../store/importers/numbering';
import { importers, readPurchases } from '../../store/importers/read-purchases';
import { rateInWords } from '../../store/importers/sampled';
import { UsageError } from '../usage-error';

/** A data set prepared for the protocol, and how it was read. */
export interface DataSet {
  readonly name: string;
  readonly pairs: readonly Pair[];
  readonly rows: number;
  readonly used: number;
  /** Unused rows by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** The first rows that could not be read. */
  readonly examples: readonly BadRow[];
  /** Sentences on how the file was read. */
  readonly notes: readonly string[];
}

const MINUTES_A_DAY = 1_440;
/** Whether a code of Online Retail is a product; the others are postage, fees and corrections. */
const isProductCode = (code: string) => /^\d{5}/.test(code);

/** Whether a file may hold purchases: other files in a folder are not opened. */
const mayHoldData = (name: string) => /\.(csv|tsv|txt|dat|data)(\.gz)?$/i.test(name);

/**
 * Returns the data files at a path: itself, or those in a folder and its subfolders. Throws UsageError if there are
 * none.
 */
export async function findData(path: string): Promise<string[]> {
  if (!existsSync(path)) throw new UsageError(`--data: ${path} does not exist.`);
  if (!statSync(path).isDirectory()) return [path];
  const found: string[] = [];
  for (const file of filesIn(path, 1)) if (await isKnown(file)) found.push(file);
  if (found.length > 0) return found;
  throw new UsageError(`--data: ${path} contains neither Online Retail nor MovieLens ratings.`);
}

function filesIn(folder: string, deeper: number): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return deeper > 0 ? filesIn(path, deeper - 1) : [];
    return mayHoldData(entry.name) ? [path] : [];
  });
}

async function isKnown(path: string): Promise<boolean> {
  try {
    const source = await FileSource.open(await fileAt(path), async () => {});
    return importers.some((importer) => importer.recognise([source]));
  } catch {
    return false;
  }
}

async function fileAt(path: string): Promise<ImportFile> {
  const blob = await openAsBlob(path);
  return {
    name: basename(path),
    size: blob.size,
    stream: () => blob.stream() as ReadableStream<Uint8Array>,
  };
}

/**
 * Reads the pairs of a data set as the page reads a shop, each pair at its earliest time. Throws UsageError with the
 * page's message and the option that helps.
 */
export async function readPairs(path: string, reading: Reading, limits: ImportLimits): Promise<DataSet> {
  let pairs = new PairColumns(limits);
  const watch = { signal: new AbortController().signal, onProgress: () => {} };
  const read = await readPurchases([await fileAt(path)], reading, watch, (_, { title }) => {
    pairs = new PairColumns(limits);
    const counts = title === 'Online Retail' ? isProductCode : () => true;
    return (row) => (counts(row.code) ? pairs.add(row) : undefined);
  });
  if (!read.ok) {
    const { what, where } = read.problem;
    const at = `${path}${where?.line ? `, line ${where.line}` : ''}`;
    const rate =
      read.fittingSample === undefined
        ? ''
        : ` --sample ${rateInWords(read.fittingSample).replace(' ', '')} reads that share of its customers, the same ones every time.`;
    throw new UsageError(`${at}: ${what}${rate}`);
  }
  const { importer, tally, notes, otherDates } = read.value;
  const other = otherDates ? [`--dates ${otherDates} reads them in the other order.`] : [];
  return {
    name: importer.title,
    pairs: pairs.list(),
    rows: tally.rows,
    used: tally.used,
    leftOut: Object.fromEntries(tally.leftOut),
    examples: tally.examples,
    notes: [...notes, ...other],
  };
}

/** Pairs of user and item with their earliest time, so that the order of rows does not matter. */
class PairColumns {
  readonly #users = new Numbering();
  readonly #items = new Numbering();
  /** Days by user and item, packed into one number. */
  readonly #days = new Map<number, number>();

  constructor(private readonly limits: ImportLimits) {}

  add({ customer, code, minute }: Parameters<TakePurchase>[0]): string | undefined {
    const present = { purchases: this.#days.size, products: this.#items.size, shoppers: this.#users.size };
    const item = this.#items.get(code);
    const user = this.#users.get(customer);
    const isNew = { product: item === undefined, shopper: user === undefined };
    const passed = boundPassed(this.limits, present, isNew);
    if (passed !== undefined) return passed;
    const key = (user ?? this.#users.add(customer)) * ITEMS + (item ?? this.#items.add(code));
    const day = minute / MINUTES_A_DAY;
    this.#days.set(key, Math.min(day, this.#days.get(key) ?? Number.POSITIVE_INFINITY));
    return undefined;
  }

  list(): Pair[] {
    return Array.from(this.#days, ([key, day]) => ({
      user: this.#users.names[Math.floor(key / ITEMS)] as string,
      item: this.#items.names[key % ITEMS] as string,
      day,
    }));
  }
}

/** An upper bound on the number of items. */
const ITEMS = 2 ** 26;
