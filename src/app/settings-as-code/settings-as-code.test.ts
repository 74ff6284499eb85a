import { QueryClient } from '@tanstack/react-query';
import fc from 'fast-check';
import { LRUCache } from 'lru-cache';
import { describe, expect, test } from 'vitest';
import { livePolicies } from '../../cache/registry';
import { defaultSettings, type Settings, settings as table } from '../../engine/contract/settings';
import { libraries } from '.';
import { type Library, settingsAsCode, settingsOfCache } from './library';

const grace = fc.oneof(fc.constant('off' as const), fc.integer({ min: 100, max: 3_600_000 }));
const limit = fc.oneof(fc.constant('off' as const), fc.integer({ min: 1, max: 60_000 }));
const time = fc.oneof(fc.constant('never' as const), fc.integer({ min: 100, max: 86_400_000 }));
const arbitrary: fc.Arbitrary<Settings> = fc
  .record({
    entries: fc.integer({ min: 1, max: 20_000 }),
    bytes: fc.integer({ min: 10_000, max: 1_000_000_000 }),
    budget: fc.constantFrom('shared', 'own'),
    policy: fc.constantFrom(...livePolicies.map(({ name }) => name)),
    ttl: time,
    expiry: fc.constantFrom('active', 'lazy'),
    memoKind: fc.constantFrom('memoize', 'dictionary'),
    invalidation: fc.constantFrom('none', 'tags', 'write-through'),
    messageLoss: fc.constantFrom(0, 10),
    singleFlight: fc.boolean(),
    leases: fc.boolean(),
    staleWhileRevalidate: grace,
    staleIfError: grace,
    negativeCaching: grace,
    refreshAhead: fc.constantFrom('off', '0.5', '0.95'),
    softLimit: limit,
    hardLimit: limit,
    aliasing: fc.boolean(),
    scanBypass: fc.boolean(),
    staleTime: time,
    gcTime: time,
    retry: fc.integer({ min: 0, max: 6 }),
    refetchOnWindowFocus: fc.boolean(),
  } as const)
  .map((some) => ({ ...defaultSettings, ...some }));

const libraryNamed = (name: string): Library => {
  const found = libraries.find((library) => library.name === name);
  if (!found) throw new Error(`There is no library ${name}`);
  return found;
};

/** Runs JavaScript that imports and exports, with stand-ins for what it imports; returns what it exports. */
function run(code: string, imported: Readonly<Record<string, unknown>>): unknown {
  const exports = [...code.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
  const body = code.replace(/^import .*$/gm, '').replace(/^export /gm, '');
  return new Function(...Object.keys(imported), `${body}\nreturn ${exports[0]};`)(...Object.values(imported));
}

/** Holds for any settings, given the code of a library. */
const always = (name: string, check: (settings: Settings, code: string) => void) =>
  fc.assert(
    fc.property(arbitrary, (settings) => check(settings, settingsAsCode(libraryNamed(name), settings))),
    { numRuns: 40 },
  );

test('lru-cache takes its code: the cache has these options', () => {
  always('lru-cache', (settings, code) => {
    const cache = run(code, { LRUCache }) as LRUCache<string, object>;
    expect(cache.max).toBe(settings.entries);
    expect(cache.maxSize).toBe(Math.floor(settings.bytes / 3));
    expect(cache.ttl).toBe(settings.ttl === 'never' ? 0 : settings.ttl);
    expect(cache.ttlAutopurge).toBe(settings.ttl !== 'never' && settings.expiry === 'active');
    expect(cache.allowStale).toBe(settings.staleWhileRevalidate !== 'off');
    expect(cache.allowStaleOnFetchRejection ?? false).toBe(settings.staleIfError !== 'off');
  });
});

test('the cache of lru-cache joins equal fetches and evicts beyond its bound', async () => {
  const settings = { ...defaultSettings, entries: 2, ttl: 'never' as const };
  const cache = run(settingsAsCode(libraryNamed('lru-cache'), settings), { LRUCache }) as LRUCache<
    string,
    string
  >;
  const both = [cache.fetch('a'), cache.fetch('a')];
  expect(cache.size).toBe(1);
  expect(await Promise.all(both)).toEqual(['a', 'a']);
  for (const key of ['b', 'c']) await cache.fetch(key);
  expect([...cache.keys()]).toEqual(['c', 'b']);
});

test('TanStack Query takes its code: the client has these defaults', () => {
  always('tanstack-query', ({ staleTime, gcTime, retry, refetchOnWindowFocus }, code) => {
    const client = run(code, { QueryClient }) as QueryClient;
    expect(client.getDefaultOptions().queries).toEqual({
      staleTime: staleTime === 'never' ? Number.POSITIVE_INFINITY : staleTime,
      gcTime: gcTime === 'never' ? Number.POSITIVE_INFINITY : gcTime,
      retry,
      refetchOnWindowFocus,
    });
  });
});

test('the code for BentoCache hands it these options', () => {
  always('bento-cache', (settings, code) => {
    const BentoCache = class {
      constructor(readonly options: Record<string, unknown>) {}
    };
    const bentostore = () => ({ useL1Layer: (layer: unknown) => layer });
    const imported = { BentoCache, bentostore, memoryDriver: (options: unknown) => options };
    const { options } = run(code, imported) as InstanceType<typeof BentoCache>;
    const { staleIfError, staleWhileRevalidate, hardLimit, softLimit } = settings;
    const graces = [staleIfError, staleWhileRevalidate].filter((one) => one !== 'off');
    const soft = softLimit === 'off' ? 3_600_000 : softLimit;
    expect(options).toEqual({
      default: 'memory',
      ttl: settings.ttl === 'never' ? null : settings.ttl,
      grace: graces.length > 0 ? Math.max(...graces) : false,
      ...(graces.length > 0 && { timeout: staleWhileRevalidate === 'off' ? soft : 0 }),
      ...(hardLimit !== 'off' && { hardTimeout: hardLimit }),
      stores: { memory: { maxItems: settings.entries, maxSize: Math.floor(settings.bytes / 3) } },
    });
  });
});

/** The code without comments; throws where a bracket or a string is not closed. */
function balanced(code: string): string {
  const bare = code.replace(/^\/\/.*$/gm, '');
  const open: string[] = [];
  for (const [one] of bare.replace(/'[^'\n]*'|"[^"\n]*"/g, '').matchAll(/[()[\]{}'"]/g)) {
    if ('([{'.includes(one)) open.push(one);
    else if (`${open.pop()}${one}`.match(/^(\(\)|\[\]|\{\})$/) === null) throw new Error(`Unexpected ${one}`);
  }
  if (open.length > 0) throw new Error(`Not closed: ${open.join(' ')}`);
  return bare;
}

test('the code for Caffeine is well formed, and its calls have these arguments', () => {
  always('caffeine', (settings, code) => {
    const calls = new Map(
      [...balanced(code).matchAll(/\.(\w+)\((?:Duration\.ofMillis\()?([\d_]+)L\)?/g)].map(
        ([, name = '', value = '']) => [name, Number(value.replaceAll('_', ''))],
      ),
    );
    const { ttl, staleWhileRevalidate: swr, refreshAhead, expiry } = settings;
    const graceMs = swr === 'off' ? 0 : swr;
    expect(calls.get('maximumSize')).toBe(settings.entries);
    expect(calls.get('expireAfterWrite')).toBe(ttl === 'never' ? undefined : ttl + graceMs);
    const from = refreshAhead === 'off' ? 1 : Number(refreshAhead);
    const refreshes = ttl !== 'never' && (refreshAhead !== 'off' || graceMs > 0);
    expect(calls.get('refreshAfterWrite')).toBe(refreshes ? Math.round(ttl * from) : undefined);
    expect(code.includes('.scheduler(')).toBe(expiry === 'active' && ttl !== 'never');
  });
});

test('the code for FusionCache is well formed, and its options have these values', () => {
  always('fusion-cache', (settings, code) => {
    const options = new Map(
      [
        ...balanced(code).matchAll(
          /(\w+) = (?:TimeSpan\.FromMilliseconds\(([\d.]+)\)|([^,\n}]+?))(?:,| \})/g,
        ),
      ].map(([, name = '', ms, other = '']) => [name, ms === undefined ? other : Number(ms)]),
    );
    const { ttl, staleIfError, staleWhileRevalidate, softLimit, hardLimit, refreshAhead } = settings;
    const graces = [staleIfError, staleWhileRevalidate].filter((one) => one !== 'off');
    const value = (one: number | 'off') => (one === 'off' ? undefined : one);
    expect(options.get('Duration')).toBe(ttl === 'never' ? 'TimeSpan.MaxValue' : ttl);
    expect(options.get('SizeLimit')).toBe(String(settings.entries));
    expect(options.get('FailSafeMaxDuration')).toBe(
      ttl === 'never' || graces.length === 0 ? undefined : ttl + Math.max(...graces),
    );
    expect(options.get('FactorySoftTimeout')).toBe(staleWhileRevalidate === 'off' ? value(softLimit) : 1);
    expect(options.get('FactoryHardTimeout')).toBe(value(hardLimit));
    expect(options.get('EagerRefreshThreshold')).toBe(
      refreshAhead === 'off' ? undefined : `${refreshAhead}f`,
    );
  });
});

test('the code for Redis is lines of redis.conf, and the same as commands', () => {
  const policies = ['allkeys-lru', 'allkeys-lfu', 'allkeys-random', 'volatile-ttl'];
  always('redis', ({ bytes, ttl }, code) => {
    const lines = code.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const directives = lines.map((line) => line.split(' '));
    expect(directives).toEqual([
      ['maxmemory', String(bytes)],
      ['maxmemory-policy', expect.stringMatching(new RegExp(`^(${policies.join('|')})$`))],
    ]);
    for (const line of lines) expect(code).toContain(`\n# CONFIG SET ${line}\n`);
    expect(code).toMatch(
      ttl === 'never' ? /\n# SET key value\n/ : new RegExp(`\n# SET key value PX ${ttl}\n`),
    );
  });
});

test('the code for Memcached is one command line within the memory that is set', () => {
  always('memcached', ({ bytes, ttl, expiry }, code) => {
    const [line = '', ...others] = code.split('\n').filter((one) => one !== '' && !one.startsWith('#'));
    expect(others).toEqual([]);
    const [command, m, megabytes, o, options] = line.split(' ');
    expect([command, m, o]).toEqual(['memcached', '-m', '-o']);
    expect(Number(megabytes) === 1 || Number(megabytes) * 2 ** 20 <= bytes).toBe(true);
    expect(options?.split(',').includes('lru_crawler')).toBe(expiry === 'active');
    const seconds = Number(/# set key 0 (\d+) 5/.exec(code)?.[1]);
    expect(seconds === 0).toBe(ttl === 'never');
    if (ttl !== 'never') expect(Math.abs(1_000 * seconds - ttl)).toBeLessThanOrEqual(900);
  });
});

describe('every setting is in the code, or a comment says that it is not', () => {
  test.each(libraries.map((library) => [library.name, library] as const))('%s', (_, library) => {
    fc.assert(
      fc.property(arbitrary, (settings) => {
        const text = settingsAsCode(library, settings);
        const { expressed } = library.write(settings);
        const comments = text.split('\n').filter((line) => line.startsWith(library.comment));
        for (const id of settingsOfCache[library.cache]) {
          const off = [false, 0, 'off', 'none', 'memoize'].some((value) => value === settings[id]);
          const said = comments.some((line) => line.includes(`- ${table[id].label}: `));
          expect(said || off || expressed.includes(id), `${id}: ${settings[id]}`).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ['lru-cache', { policy: 'sieve' }, '// - Eviction policy: sieve. Its eviction policy is LRU.'],
    ['caffeine', { scanBypass: true }, '// - Scan bypass: on'],
    ['redis', { staleIfError: 5_000 }, '# - stale-if-error: 5s'],
    ['memcached', { ttl: 1_500 }, '# - TTL: 1500ms. It takes whole seconds: 2.'],
  ] as const)('%s with %o', (name, change, comment) => {
    expect(settingsAsCode(libraryNamed(name), { ...defaultSettings, ...change }).split('\n')).toContain(
      comment,
    );
  });
});
