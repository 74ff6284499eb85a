import { policies as registered } from '../../cache/registry';
import { contest } from './contest';
import type { BenchOptions, Suite } from './suite';

/** What the issue of a fast replay asks for; `policies` has the others. */
const WANTED: Record<string, number> = { lru: 3.5, sieve: 4.5, 's3-fifo': 2.5, 'w-tinylfu': 1 };

/** Replay of dense ids, where the floor of any cache in JavaScript is one look into a Map. */
export const replay: Suite = {
  name: 'replay',
  async *run(options: BenchOptions) {
    const entrants = registered.map(({ name, label }) => ({
      name: `replay of ${label}`,
      ours: { work: 'replay', policy: name } as const,
      target: WANTED[name] ?? 0,
    }));
    const against = 'Map.get';
    const theirs = { work: 'map' } as const;
    yield* contest(
      { suite: 'replay', against, theirs, unit: 'requests/s', better: 'higher', entrants },
      options,
    );
  },
};
