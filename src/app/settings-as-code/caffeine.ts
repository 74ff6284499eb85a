import type { Settings } from '../../engine/contract/settings';
import { digits, type Library, onlyPolicy, type Written } from './library';

const duration = (ms: number): string => `Duration.ofMillis(${digits(Math.round(ms))}L)`;

/** Refreshes after this age, and expires after that one; undefined: never. */
function agesOf({ ttl, staleWhileRevalidate, refreshAhead }: Settings) {
  if (ttl === 'never') return { refresh: undefined, expire: undefined };
  const grace = staleWhileRevalidate === 'off' ? 0 : staleWhileRevalidate;
  if (refreshAhead !== 'off') return { refresh: ttl * Number(refreshAhead), expire: ttl + grace };
  return { refresh: grace > 0 ? ttl : undefined, expire: ttl + grace };
}

function remarksOf(settings: Settings): NonNullable<Written['remarks']> {
  const { policy, singleFlight, staleIfError } = settings;
  return {
    ...onlyPolicy(policy === 'w-tinylfu', 'W-TinyLFU'),
    bytes: 'It bounds entries or their weight, not both: the code bounds entries.',
    budget: 'It has no budget that several caches share.',
    ...(singleFlight ? {} : { singleFlight: 'cache.get always joins equal loads.' }),
    ...(staleIfError === 'off'
      ? {}
      : { staleIfError: 'A failed refresh keeps the old value only until it expires.' }),
  };
}

/** Caffeine for Java, version 3. */
export const caffeine: Library = {
  name: 'caffeine',
  label: 'Caffeine',
  file: 'Caches.java',
  comment: '//',
  cache: 'memo',
  says: 'One of the three memo caches for Caffeine 3. Replace load.',
  write(settings) {
    const { entries, expiry } = settings;
    const { refresh, expire } = agesOf(settings);
    const calls = [
      `.maximumSize(${digits(entries)}L)`,
      ...(expire === undefined ? [] : [`.expireAfterWrite(${duration(expire)})`]),
      ...(refresh === undefined ? [] : [`.refreshAfterWrite(${duration(refresh)})`]),
      ...(expiry === 'active' && expire !== undefined ? ['.scheduler(Scheduler.systemScheduler())'] : []),
    ];
    return {
      code: [
        'import com.github.benmanes.caffeine.cache.Caffeine;',
        'import com.github.benmanes.caffeine.cache.LoadingCache;',
        'import com.github.benmanes.caffeine.cache.Scheduler;',
        'import java.time.Duration;',
        '',
        'final class Caches {',
        '  static final LoadingCache<String, Object> CACHE = Caffeine.newBuilder()',
        ...calls.map((call) => `      ${call}`),
        '      .build(key -> load(key));',
        '',
        '  private static Object load(String key) {',
        '    return key;',
        '  }',
        '}',
      ].join('\n'),
      expressed: [
        'entries',
        'ttl',
        'expiry',
        'policy',
        'singleFlight',
        'staleWhileRevalidate',
        'refreshAhead',
      ],
      remarks: remarksOf(settings),
    };
  },
};
