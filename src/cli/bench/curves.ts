import { againstBound, type Contest, contests } from './contest';
import type { BenchOptions, Suite } from './suite';

const speed = { suite: 'curves', unit: 'requests/s', better: 'higher' } as const;
const error = { suite: 'curves', unit: 'of miss ratio', better: 'lower', bound: 0.005, rounds: 1 } as const;

const against: readonly Contest[] = [
  {
    ...speed,
    against: 'a Fenwick tree over time',
    theirs: { work: 'exact-curve', by: 'fenwick' },
    entrants: [
      {
        name: 'exact LRU miss-ratio curve, 10M requests',
        ours: { work: 'exact-curve', by: 'ours' },
        target: 1.8,
      },
    ],
  },
  {
    ...speed,
    against: 'full simulation',
    theirs: { work: 'curve', policy: 'sieve', share: 1 },
    entrants: [
      {
        name: 'miniature simulation at 10 %, SIEVE, 24 sizes',
        ours: { work: 'curve', policy: 'sieve', share: 0.1 },
        target: 12,
      },
    ],
  },
];

/**
 * Curves of miss ratio over size, and the grid of policies and sizes. Errors are equal in every round: one is enough.
 */
export const curves: Suite = {
  name: 'curves',
  async *run(options: BenchOptions) {
    yield* contests(against, options);
    for (const stream of ['zipf', 'loop'] as const)
      yield* againstBound(
        {
          ...error,
          name: `miniature simulation at 10 %: mean error, worst of five policies, ${stream === 'zipf' ? 'Zipf' : 'loop'}`,
          task: { work: 'curve-error', stream },
        },
        options,
      );
    yield* againstBound(
      {
        suite: 'curves',
        unit: 'ms',
        better: 'lower',
        bound: 1_000,
        name: '288 what-if cells on 300k requests, two threads',
        task: { work: 'grid' },
      },
      options,
    );
  },
};
