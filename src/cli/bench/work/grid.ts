import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { policies } from '../../../cache/registry';
import { readStream, renumbered } from './streams';

/** Misses of a window of requests under other policies and sizes, on two threads. */
export interface GridTask {
  readonly work: 'grid';
}

/** The work of a thread: all sizes of these policies; threads take cells from a shared queue. */
export interface GridPart {
  readonly ids: Int32Array;
  readonly distinct: number;
  readonly policies: readonly string[];
  /** In entries. */
  readonly sizes: readonly number[];
  /** Number of cells taken so far, shared by the threads: an idle thread takes the next. */
  readonly taken: Int32Array;
  /** Misses of each cell, shared; one row per policy. */
  readonly misses: Int32Array;
}

const WINDOW = 300_000;
const SIZES = 24;
const POLICIES = 12;
const THREADS = 2;

/** Returns the milliseconds for the whole grid, on warm threads. */
export async function gridWork(_: GridTask): Promise<number> {
  const file = join(dirname(process.argv[1] as string), 'grid-thread.js');
  const threads = Array.from({ length: THREADS }, () => new Worker(file));
  const stream = readStream('zipf', 2 * WINDOW);
  await grid(threads, stream.subarray(0, WINDOW));
  const ms = await grid(threads, stream.subarray(WINDOW));
  await Promise.all(threads.map((thread) => thread.terminate()));
  return ms;
}

async function grid(threads: readonly Worker[], window: Int32Array): Promise<number> {
  const { ids, distinct } = renumbered(window);
  const part: GridPart = {
    ids: shared(ids),
    distinct,
    policies: policies.slice(0, POLICIES).map(({ name }) => name),
    sizes: Array.from({ length: SIZES }, (_, i) => Math.round(((i + 1) * distinct) / (SIZES + 1))),
    taken: shared(new Int32Array(1)),
    misses: shared(new Int32Array(POLICIES * SIZES)),
  };
  const start = performance.now();
  const done = threads.map((thread) => once(thread, 'message'));
  for (const thread of threads) thread.postMessage(part);
  await Promise.all(done);
  const ms = performance.now() - start;
  if (part.misses.includes(0)) throw new Error('A cell of the grid is empty');
  return ms;
}

function shared(numbers: Int32Array): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(numbers.byteLength));
  copy.set(numbers);
  return copy;
}
