import type { Settings } from '../../engine/contract/settings';
import type { Library, Written } from './library';

const span = (ms: number | 'never'): string =>
  ms === 'never' ? 'TimeSpan.MaxValue' : `TimeSpan.FromMilliseconds(${ms})`;

/** Soft timeout that answers with a stale value practically at once. */
const AT_ONCE_MS = 1;

/** Options of one entry, each as an assignment. */
function entryOptions(settings: Settings): string[] {
  const { ttl, staleIfError, staleWhileRevalidate, refreshAhead, softLimit, hardLimit } = settings;
  const graces = [staleIfError, staleWhileRevalidate].filter((grace) => grace !== 'off');
  const soft = staleWhileRevalidate === 'off' ? softLimit : AT_ONCE_MS;
  return [
    `Duration = ${span(ttl)},`,
    'Size = 1,',
    ...(graces.length > 0 && ttl !== 'never'
      ? ['IsFailSafeEnabled = true,', `FailSafeMaxDuration = ${span(ttl + Math.max(...graces))},`]
      : []),
    ...(soft === 'off' ? [] : [`FactorySoftTimeout = ${span(soft)},`]),
    ...(hardLimit === 'off' ? [] : [`FactoryHardTimeout = ${span(hardLimit)},`]),
    ...(refreshAhead === 'off' ? [] : [`EagerRefreshThreshold = ${refreshAhead}f,`]),
  ];
}

function remarksOf(settings: Settings): NonNullable<Written['remarks']> {
  const { singleFlight, staleWhileRevalidate, staleIfError, softLimit } = settings;
  const noFallback = softLimit !== 'off' && staleIfError === 'off' && staleWhileRevalidate === 'off';
  const twoGraces =
    staleIfError !== 'off' && staleWhileRevalidate !== 'off' && staleIfError !== staleWhileRevalidate;
  return {
    policy: 'Its memory cache compacts by priority and last use when it is full.',
    bytes: 'Its memory cache counts units of Size: the code counts entries.',
    budget: 'Its caches share no budget.',
    expiry: 'Its memory cache scans for expired entries at an interval.',
    ...(singleFlight ? {} : { singleFlight: 'GetOrSet always joins equal requests.' }),
    ...(staleWhileRevalidate === 'off'
      ? {}
      : { staleWhileRevalidate: 'A soft timeout of 1 ms gives the stale value while the factory runs.' }),
    ...(noFallback ? { softLimit: 'It applies only with fail-safe, to expired values.' } : {}),
    ...(twoGraces ? { staleIfError: 'It has one duration for both stale answers: the longer one.' } : {}),
  };
}

/** FusionCache for .NET, version 2. */
export const fusionCache: Library = {
  name: 'fusion-cache',
  label: 'FusionCache',
  file: 'Caches.cs',
  comment: '//',
  cache: 'memo',
  says: 'One of the three memo caches for FusionCache 2.',
  write: (settings) => ({
    code: [
      'using Microsoft.Extensions.Caching.Memory;',
      'using ZiggyCreatures.Caching.Fusion;',
      '',
      'public static class Caches',
      '{',
      '    public static readonly FusionCache Cache = new(',
      '        new FusionCacheOptions',
      '        {',
      '            DefaultEntryOptions = new FusionCacheEntryOptions',
      '            {',
      ...entryOptions(settings).map((option) => `                ${option}`),
      '            },',
      '        },',
      `        new MemoryCache(new MemoryCacheOptions { SizeLimit = ${settings.entries} }));`,
      '}',
    ].join('\n'),
    expressed: ['entries', 'ttl', 'singleFlight', 'staleIfError', 'refreshAhead', 'softLimit', 'hardLimit'],
    remarks: remarksOf(settings),
  }),
};
