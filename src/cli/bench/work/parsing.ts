import { existsSync, readFileSync } from 'node:fs';
import { readTrace } from '../../../replay/read-trace';
import { readStream, writeWhole } from './streams';

/** Parses a request trace in CSV, interning keys as dense numbers. */
export interface ParsingTask {
  readonly work: 'parsing';
  readonly by: 'ours' | 'split';
}

const FILE = '.cache/bench/trace.csv';
const LINES = 2_000_000;
const PIECE_BYTES = 1 << 18;

/** Returns lines per second. */
export async function parsingWork({ by }: ParsingTask): Promise<number> {
  if (!existsSync(FILE)) writeWhole(FILE, csv());
  const file = readFileSync(FILE);
  const read = by === 'ours' ? ours : split;
  await read(stream(file.subarray(0, file.indexOf('\n', file.length / 10) + 1)));
  const start = performance.now();
  const requests = await read(stream(file));
  const seconds = (performance.now() - start) / 1_000;
  if (requests !== LINES) throw new Error(`${requests} of ${LINES} lines were read`);
  return LINES / seconds;
}

function csv(): Uint8Array {
  const lines = Array.from(
    readStream('zipf', LINES),
    (id, at) => `${at * 37},key:${id},${100 + (id % 4_000)},get`,
  );
  return Buffer.from(`time,key,size,op\n${lines.join('\n')}\n`);
}

function stream(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, at + PIECE_BYTES));
      at += PIECE_BYTES;
    },
  });
}

async function ours(bytes: ReadableStream<Uint8Array>): Promise<number> {
  const { requests } = await readTrace(bytes);
  return requests.ids.length;
}

/** The simple method: text, lines, cells, and a Map for the keys. */
async function split(bytes: ReadableStream<Uint8Array>): Promise<number> {
  const numbers = new Map<string, number>();
  const ids: number[] = [];
  const sizes: number[] = [];
  const decoder = new TextDecoder();
  let rest = '';
  let isHead = true;
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, key = '', size] = line.split(',');
      if (isHead) {
        isHead = false;
        continue;
      }
      let id = numbers.get(key);
      if (id === undefined) {
        id = numbers.size;
        numbers.set(key, id);
      }
      ids.push(id);
      sizes.push(Number(size));
    }
  }
  return ids.length;
}
