import fc from 'fast-check';
import { policies } from '../registry';

/** Policies for live caches: they need no knowledge of future requests. */
export const names = policies.filter(({ needs }) => !needs.includes('future')).map(({ name }) => name);

const key = fc.integer({ min: 0, max: 24 });
const bytes = fc.integer({ min: 1, max: 40 });
const tag = fc.integer({ min: 0, max: 3 });

/** Few entries, few bytes, both, or bytes shared with a neighbour. */
const bounds = fc.constantFrom(
  ...([1, 2, 3, 8, 12] as const).map((maxEntries) => ({ maxEntries, maxBytes: 'unbounded' as const })),
  ...([1, 30, 100, 300] as const).map((maxBytes) => ({ maxEntries: 'unbounded' as const, maxBytes })),
  { maxEntries: 6, maxBytes: 100 },
  'shared' as const,
);

const get = fc.record({ do: fc.constant('get' as const), key });
const set = fc.record({
  do: fc.constant('set' as const),
  key,
  bytes,
  ttlMs: fc.constantFrom<number | 'never'>('never', 5, 50),
  costMs: fc.integer({ min: 1, max: 9 }),
  tags: fc.uniqueArray(tag, { maxLength: 2 }),
});
const others = fc.oneof(
  fc.record({ do: fc.constant('delete' as const), key }),
  fc.record({ do: fc.constant('neighbour sets' as const), key, bytes }),
  fc.record({ do: fc.constant('invalidate' as const), tag }),
  fc.record({ do: fc.constant('time passes' as const), ms: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ do: fc.constant('bounds' as const), bounds }),
  fc.record({ do: fc.constant('switch' as const), to: fc.constantFrom(...names), andBack: fc.boolean() }),
  fc.record({ do: fc.constant('clear' as const) }),
);
/** Any operation on a cache, or on a neighbour that may share its bytes. */
export const action = fc.oneof(
  { weight: 5, arbitrary: get },
  { weight: 7, arbitrary: set },
  { weight: 2, arbitrary: others },
);
export type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;
