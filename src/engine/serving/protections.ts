import type { MemoOptions } from '../../cache/memo-options';
import type { Settings } from '../contract/settings';

/** How long after its expiry a value may be served to a request that has waited too long. */
const LATE_GRACE_MS = 60_000;
/** For how long after a failure a value past its time is served without another attempt. */
const PAUSE_MS = 1_000;
const REMEMBERED_FAILURES = 1_000;
const REMEMBERED_KEYS = 8_192;
/** Virtual time that the first retry waits at most. */
export const RETRY_BACKOFF_MS = 50;
const RETRIES = { burst: 10, attempts: 3, backoffMs: RETRY_BACKOFF_MS };

/** The protections of the memo layer as the settings have them. */
export function protectionsOf(settings: Settings): MemoOptions {
  const { staleWhileRevalidate, refreshAhead, earlyExpiry, staleIfError, negativeCaching } = settings;
  const { retryBudget, softLimit, hardLimit, scanBypass } = settings;
  const timed = softLimit !== 'off' || hardLimit !== 'off';
  return {
    singleFlight: settings.singleFlight,
    leases: settings.leases,
    staleWhileRevalidate: staleWhileRevalidate === 'off' ? 'off' : { graceMs: staleWhileRevalidate },
    refreshAhead: refreshAhead === 'off' ? 'off' : { at: Number(refreshAhead) },
    earlyExpiry: earlyExpiry === 'off' ? 'off' : { beta: Number(earlyExpiry) },
    staleIfError: staleIfError === 'off' ? 'off' : { graceMs: staleIfError, pauseMs: PAUSE_MS },
    negativeCaching:
      negativeCaching === 'off'
        ? 'off'
        : { ttlMs: negativeCaching, maxEntries: REMEMBERED_FAILURES, errors: true },
    retryBudget: retryBudget === 'off' ? 'off' : { share: Number(retryBudget), ...RETRIES },
    timeLimits: timed
      ? { softMs: limit(softLimit), hardMs: limit(hardLimit), graceMs: LATE_GRACE_MS }
      : 'off',
    scanBypass: scanBypass ? { memory: REMEMBERED_KEYS } : 'off',
  };
}

const limit = (ms: number | 'off'): number => (ms === 'off' ? Number.POSITIVE_INFINITY : ms);
