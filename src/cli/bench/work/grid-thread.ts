import { parentPort } from 'node:worker_threads';
import { policyNamed } from '../../../cache/registry';
import { lruMisses } from '../../../replay/curves/stack-distance';
import { simulate } from '../../../replay/simulate';
import type { GridPart } from './grid';

parentPort?.on('message', (part: GridPart) => {
  const cells = part.policies.length * part.sizes.length;
  for (let cell = next(part); cell < cells; cell = next(part)) fill(part, cell);
  parentPort?.postMessage('done');
});

const next = ({ taken }: GridPart): number => Atomics.add(taken, 0, 1);

/** Fills a cell. One pass gives all of LRU's cells, with the first of them; the others are simulated singly. */
function fill({ ids, distinct, policies, sizes, misses }: GridPart, cell: number): void {
  const policy = policies[Math.floor(cell / sizes.length)] as string;
  const column = cell % sizes.length;
  if (policy !== 'lru') {
    const run = { policy: policyNamed(policy), capacity: sizes[column] as number, unit: 'entries', seed: 1 };
    misses[cell] = simulate({ ids, distinct }, { ...run, unit: 'entries' }).misses;
  } else if (column === 0) {
    const curve = lruMisses(ids, distinct);
    for (const [i, size] of sizes.entries()) misses[cell + i] = curve[size] as number;
  }
}
