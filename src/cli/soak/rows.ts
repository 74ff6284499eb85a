import type { Bytes, Milliseconds } from '../../base/units';
import { count } from '../replay/table';
import { megabytes } from './growth';

/** What a row tells of one round. */
export interface Round {
  readonly endedAtMs: Milliseconds;
  readonly tookMs: Milliseconds;
  readonly pageHeap: Bytes;
  readonly workerHeap: Bytes;
  /** What of it the checkpoints of the run take, as the engine counts it. They have a bound of their own. */
  readonly checkpoints: Bytes;
  /** Nodes of the document, and those that something still holds outside of it. */
  readonly nodes: number;
  readonly frames: number;
  readonly longTasks: number;
  readonly longestMs: Milliseconds;
  /** Since the start of the run. */
  readonly requests: number;
  /** In all memo caches. */
  readonly entries: number;
  /** Whether the counters add up. */
  readonly addUp: boolean;
}

/** Heads of the columns, each as wide as what stands below it. */
const columns: readonly {
  readonly head: string;
  readonly width: number;
  readonly cell: (of: Round) => string;
}[] = [
  { head: 'time', width: 9, cell: ({ endedAtMs }) => `${(endedAtMs / 60_000).toFixed(2)} min` },
  { head: 'page heap', width: 9, cell: ({ pageHeap }) => megabytes(pageHeap) },
  { head: 'worker heap', width: 11, cell: ({ workerHeap }) => megabytes(workerHeap) },
  { head: 'checkpoints', width: 11, cell: ({ checkpoints }) => megabytes(checkpoints) },
  { head: 'DOM nodes', width: 9, cell: ({ nodes }) => count(nodes) },
  { head: 'frames/s', width: 8, cell: ({ frames, tookMs }) => count((frames * 1_000) / tookMs) },
  { head: 'long tasks', width: 10, cell: ({ longTasks }) => count(longTasks) },
  { head: 'longest', width: 8, cell: ({ longestMs }) => `${count(longestMs)} ms` },
  { head: 'requests', width: 11, cell: ({ requests }) => count(requests) },
  { head: 'entries', width: 7, cell: ({ entries }) => count(entries) },
  { head: 'counters', width: 8, cell: ({ addUp }) => (addUp ? 'add up' : 'broken') },
];

const line = (cells: readonly string[]): string =>
  cells.map((cell, i) => cell.padStart(columns[i]?.width ?? 0)).join('  ');

/** The heads of the table, printed before its rows are known. */
export const headLine = line(columns.map(({ head }) => head));

/** Returns the row of a round, below `headLine`. */
export const rowLine = (round: Round): string => line(columns.map(({ cell }) => cell(round)));
