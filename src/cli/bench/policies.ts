import { policies as registered } from '../../cache/registry';
import { contests } from './contest';
import type { Suite } from './suite';

/** Share of a Map's speed below which a policy would dominate the time of the grid of policies and sizes. */
const FLOOR = 0.1;

/** Replays every policy of the registry: a new one gets its row here. */
export const policies: Suite = {
  name: 'policies',
  run: (options) =>
    contests(
      [
        {
          suite: 'policies',
          unit: 'requests/s',
          better: 'higher',
          against: 'Map.get on the same ids',
          theirs: { work: 'map' },
          entrants: registered.map(({ name, label }) => ({
            name: `replay of ${label}`,
            ours: { work: 'replay', policy: name },
            target: FLOOR,
          })),
        },
      ],
      options,
    ),
};
