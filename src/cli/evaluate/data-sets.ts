import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { decodeText } from '../../base/decode';
import type { Pair } from '../../recommender/evaluation/split';
import { type CsvRow, csvRows } from '../../store/importers/csv';
import { minuteOf } from '../../store/importers/online-retail';
import { UsageError } from '../usage-error';

/** A data set that the protocol knows, and where it lies. */
export interface DataFile {
  readonly path: string;
  readonly kind: DataKind;
}

/** How pairs of user and item are read out of one kind of file. */
export interface DataKind {
  readonly name: string;
  readonly columns: readonly string[];
  /** The pair in a row; undefined for a row that does not count. `cell` is by place in `columns`. */
  readonly pairIn: (cells: readonly string[]) => Pair | undefined;
}

const MINUTES_A_DAY = 1_440;
const SECONDS_A_DAY = 86_400;
/** A rating of so many stars or more counts. */
const LIKED = 4;

const kinds: readonly DataKind[] = [
  {
    name: 'MovieLens',
    columns: ['userId', 'movieId', 'rating', 'timestamp'],
    pairIn([user = '', item = '', rating, seconds]) {
      const day = Number(seconds) / SECONDS_A_DAY;
      return user && item && seconds && Number(rating) >= LIKED && Number.isFinite(day)
        ? { user, item, day }
        : undefined;
    },
  },
  {
    name: 'Online Retail',
    columns: ['InvoiceNo', 'StockCode', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID'],
    pairIn([invoice = '', item = '', quantity, date = '', price, customer = '']) {
      const minute = minuteOf(date);
      const user = customer.replace(/\.0$/, '');
      const counts = user && !/^c/i.test(invoice) && /^\d{5}/.test(item);
      return counts && Number(quantity) > 0 && Number(price) > 0 && minute !== undefined
        ? { user, item, day: minute / MINUTES_A_DAY }
        : undefined;
    },
  },
];

const isCsv = (name: string) => /\.csv(\.gz)?$/i.test(name);

/** The data sets at a path: a file, or a folder that holds them, or whose folders do. Throws UsageError without one. */
export async function findData(path: string): Promise<DataFile[]> {
  if (!existsSync(path)) throw new UsageError(`--data: there is no ${path}.`);
  if (!statSync(path).isDirectory()) {
    const kind = await kindOf(path);
    if (kind) return [{ path, kind }];
    throw new UsageError(
      `--data: ${path} is neither Online Retail nor MovieLens ratings: no such columns in its first line.`,
    );
  }
  const found: DataFile[] = [];
  for (const file of csvFiles(path, 1)) {
    const kind = await kindOf(file);
    if (kind) found.push({ path: file, kind });
  }
  if (found.length > 0) return found;
  throw new UsageError(`--data: ${path} holds neither Online Retail nor MovieLens ratings.`);
}

function csvFiles(folder: string, deeper: number): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return deeper > 0 ? csvFiles(path, deeper - 1) : [];
    return isCsv(entry.name) ? [path] : [];
  });
}

/** The pairs of a data set, each at its first line, in time order; ties: as in the file. Throws UsageError. */
export async function readPairs({ path, kind }: DataFile): Promise<Pair[]> {
  const pairs: Pair[] = [];
  const known = new Set<string>();
  let place: number[] | undefined;
  await eachBatch(path, (rows) => {
    for (const { cells } of rows) {
      if (!place) {
        place = placesOf(kind, cells);
        continue;
      }
      const pair = kind.pairIn(place.map((at) => cells[at]?.trim() ?? ''));
      const key = `${pair?.user}\n${pair?.item}`;
      if (!pair || known.has(key)) continue;
      known.add(key);
      pairs.push(pair);
    }
    return true;
  });
  if (pairs.length === 0) throw new UsageError(`${basename(path)}: none of its rows counts.`);
  return pairs.sort((a, b) => a.day - b.day);
}

async function kindOf(path: string): Promise<DataKind | undefined> {
  let header: readonly string[] = [];
  await eachBatch(path, ([first]) => {
    header = first?.cells ?? [];
    return false;
  });
  return kinds.find((kind) => placesOf(kind, header).every((at) => at >= 0));
}

const placesOf = ({ columns }: DataKind, header: readonly string[]): number[] => {
  const names = header.map((cell) => cell.trim());
  return columns.map((column) => names.indexOf(column));
};

/** Hands over batches of rows as long as they are taken. What cannot be read is bad input. */
async function eachBatch(path: string, take: (rows: readonly CsvRow[]) => boolean): Promise<void> {
  try {
    const bytes = Readable.toWeb(createReadStream(path, { highWaterMark: 1 << 18 }));
    const text = decodeText(bytes as ReadableStream<Uint8Array>);
    for await (const rows of csvRows(text)) if (!take(rows)) return;
  } catch (thrown) {
    const what = thrown instanceof Error ? thrown.message : String(thrown);
    throw new UsageError(`${path} could not be read: ${what}.`);
  }
}
