import { policies as registered } from '../../cache/registry';
import { contests } from './contest';
import type { Suite } from './suite';

/** Slower than this share of a Map's speed, a policy would make the grid of policies and sizes wait for it. */
const FLOOR = 0.1;

/** Every policy of the registry in replay: a new one has its row here. */
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
