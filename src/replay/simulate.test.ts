import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policyNamed } from '../cache/registry';
import { ADD, KEEP_TTL, READ, REMOVE, REPLACE, TOUCH, WRITE } from './ops';
import type { Requests } from './requests';
import { nextUses, type Run, simulate } from './simulate';

const lru = policyNamed('lru');
const run = (capacity: number, more: Partial<Run> = {}): Run => ({
  policy: lru,
  capacity,
  unit: 'entries',
  seed: 1,
  ...more,
});

/** The model: LRU over a Map in order of last use, with all trace features, as simple as possible. */
function model({ ids, sizes, times, ttls, ops }: Requests, { capacity, unit, ttlMs }: Run) {
  const cache = new Map<number, { size: number; deadline: number; isWritten: boolean }>();
  const lastTtl = new Map<number, number>();
  const tally = {
    hits: 0,
    misses: 0,
    evictions: 0,
    expirations: 0,
    refusals: 0,
    bytesAsked: 0,
    bytesMissed: 0,
  };
  const used = () => [...cache.values()].reduce((sum, { size }) => sum + (unit === 'bytes' ? size : 1), 0);
  ids.forEach((id, at) => {
    const now = times?.[at] ?? 0;
    const asked = sizes?.[at] ?? 1;
    const stated = ttls?.[at] ?? Infinity;
    const keeps = Number.isNaN(stated);
    for (const [key, entry] of [...cache])
      if (entry.deadline <= now) {
        cache.delete(key);
        tally.expirations++;
      }
    const op = ops?.[at] ?? READ;
    const entry = cache.get(id);
    if (op === ADD && entry?.isWritten) return;
    if (op !== READ && op !== REMOVE && !keeps) lastTtl.set(id, stated);
    const own = !keeps ? stated : op === READ ? (lastTtl.get(id) ?? Infinity) : Infinity;
    const fresh = times ? now + (ttlMs ?? own) : Infinity;
    const deadline = entry && keeps ? entry.deadline : fresh;
    if (op === REPLACE && !entry) return;
    if (op === TOUCH) {
      // With one TTL for all, a touch that removes the TTL has no effect.
      if (entry && !(ttlMs !== undefined && stated === Infinity)) entry.deadline = deadline;
      return;
    }
    if (op === READ) {
      tally.bytesAsked += asked;
      if (entry) {
        tally.hits++;
        cache.delete(id);
        cache.set(id, entry);
        return;
      }
      tally.misses++;
      tally.bytesMissed += asked;
    } else if (entry && op !== REMOVE && (unit === 'entries' || entry.size === asked)) {
      entry.deadline = deadline;
      entry.isWritten = true;
      return;
    } else cache.delete(id);
    if (op === REMOVE) return;
    if ((unit === 'bytes' ? asked : 1) > capacity) {
      tally.refusals++;
      return;
    }
    while (used() + (unit === 'bytes' ? asked : 1) > capacity) {
      cache.delete(cache.keys().next().value as number);
      tally.evictions++;
    }
    cache.set(id, { size: asked, deadline, isWritten: op !== READ });
  });
  return { ...tally, requests: tally.hits + tally.misses };
}

const request = fc.record({
  id: fc.nat({ max: 12 }),
  size: fc.integer({ min: 1, max: 6 }),
  wait: fc.constantFrom(0, 0, 0.25, 1, 3, 20),
  ttl: fc.constantFrom(0.25, 0.5, 1, 2, 10, 1e10, Infinity, KEEP_TTL),
  op: fc.constantFrom(READ, READ, READ, READ, WRITE, WRITE, REMOVE, TOUCH, ADD, REPLACE),
});

test('counts the same as a simple model, with any of bytes, TTLs, writes and removals', () => {
  fc.assert(
    fc.property(
      fc.array(request, { minLength: 1, maxLength: 120 }),
      fc.record({ sizes: fc.boolean(), ttls: fc.boolean(), ops: fc.boolean() }),
      fc.integer({ min: 1, max: 15 }),
      fc.constantFrom<Run['unit']>('entries', 'bytes'),
      fc.option(fc.constantFrom(0.5, 1, 4, 25), { nil: undefined }),
      (rows, has, capacity, unit, ttlMs) => {
        let now = 1000;
        const requests: Requests = {
          ids: Int32Array.from(rows, ({ id }) => id),
          distinct: 13,
          times: Float64Array.from(rows, ({ wait }) => (now += wait)),
          ...(has.sizes && { sizes: Float64Array.from(rows, ({ size }) => size) }),
          ...(has.ttls && { ttls: Float64Array.from(rows, ({ ttl }) => ttl) }),
          ...(has.ops && { ops: Uint8Array.from(rows, ({ op }) => op) }),
        };
        const one = run(capacity, { unit, ttlMs });
        expect(simulate(requests, one)).toEqual(model(requests, one));
      },
    ),
    { numRuns: 500 },
  );
});

describe('eager expiry', () => {
  const requests: Requests = {
    ids: Int32Array.of(0, 1, 2, 0),
    distinct: 3,
    times: Float64Array.of(0, 0, 10, 10),
  };

  test('an expired entry takes no space: the third entry evicts nothing', () => {
    expect(simulate(requests, run(2))).toMatchObject({ hits: 0, evictions: 2, expirations: 0 });
    expect(simulate(requests, run(2, { ttlMs: 10 }))).toMatchObject({
      hits: 0,
      evictions: 0,
      expirations: 2,
    });
    expect(simulate(requests, run(3, { ttlMs: 10.5 }))).toMatchObject({
      hits: 1,
      evictions: 0,
      expirations: 0,
    });
  });
});

test('the next use of a value ends where it is replaced or removed', () => {
  const ids = Int32Array.of(0, 1, 0, 0, 0, 1, 0);
  const ops = Uint8Array.of(READ, READ, READ, WRITE, READ, REMOVE, REMOVE);
  expect([...nextUses(ids, 2, ops)]).toEqual([2, Infinity, Infinity, 4, Infinity, Infinity, Infinity]);
  const touched = Uint8Array.of(READ, READ, TOUCH, ADD, READ, READ, REPLACE);
  expect([...nextUses(ids, 2, touched)]).toEqual([4, 5, 4, 4, Infinity, Infinity, Infinity]);
  expect([...nextUses(ids, 2)]).toEqual([2, 5, 3, 4, 6, Infinity, Infinity]);
});
