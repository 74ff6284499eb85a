import { type Contest, contests, type Entrant } from './contest';
import type { Suite } from './suite';

const replayed = (name: string, policy: string, target: number): Entrant => ({
  name: `replay of ${name}`,
  ours: { work: 'replay', policy },
  target,
});

const speed = { suite: 'replay', unit: 'requests/s', better: 'higher' } as const;

/** Dense ids, Zipf 0.9 over a million of which a tenth fits. */
const against: readonly Contest[] = [
  {
    ...speed,
    against: 'Map.get on the same ids',
    theirs: { work: 'map' },
    entrants: [
      replayed('LRU', 'lru', 3.5),
      replayed('SIEVE', 'sieve', 4.5),
      replayed('S3-FIFO', 's3-fifo', 2.5),
      replayed('W-TinyLFU', 'w-tinylfu', 1),
    ],
  },
  {
    ...speed,
    against: 'the same without TTL',
    theirs: { work: 'replay', policy: 'lru' },
    entrants: [
      {
        name: 'replay of LRU with eager TTL',
        ours: { work: 'replay', policy: 'lru', ttl: true },
        target: 0.45,
      },
    ],
  },
];

/** Compares replay with the minimum work of a cache in JavaScript: one lookup in a Map. */
export const replay: Suite = { name: 'replay', run: (options) => contests(against, options) };
