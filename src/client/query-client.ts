import { onlineManager, QueryClient } from '@tanstack/react-query';
import type { Settings } from '../backend/api';
import type { VirtualMs } from '../base/units';
import { watchIntervals } from './fetch-causes';
import type { VirtualTime } from './virtual-time';

export type QuerySettings = Pick<
  Settings,
  'staleTime' | 'gcTime' | 'retry' | 'refetchOnWindowFocus' | 'offline'
>;

/**
 * Returns the wait before the next attempt in virtual time: TanStack's default, 1, 2, 4… up to 30 s. @param failures
 * failed attempts so far, without this one.
 */
export const retryDelayMs = (failures: number): VirtualMs => Math.min(1_000 * 2 ** failures, 30_000);

/** Converts the settings to TanStack Query's options: virtual time divided by the speed. */
export function queryDefaults(settings: QuerySettings, time: VirtualTime) {
  const wall = (ms: number | 'never') => (ms === 'never' ? Number.POSITIVE_INFINITY : time.toWall(ms));
  return {
    staleTime: wall(settings.staleTime),
    gcTime: wall(settings.gcTime),
    retry: settings.retry,
    retryDelay: (failures: number) => time.toWall(retryDelayMs(failures)),
    refetchOnWindowFocus: settings.refetchOnWindowFocus,
  };
}

export function createQueryClient(settings: QuerySettings, time: VirtualTime): QueryClient {
  watchIntervals();
  onlineManager.setOnline(!settings.offline);
  return new QueryClient({ defaultOptions: { queries: queryDefaults(settings, time) } });
}

/**
 * Applies changed settings to the client and its queries. TanStack only lengthens the gcTime of a query. Here a shorter
 * one takes effect too: a query in use gets it set; an unused one is rebuilt with the same data.
 * @param quietly runs work that the recorder must not count.
 */
export function tune(
  client: QueryClient,
  settings: QuerySettings,
  time: VirtualTime,
  quietly: (work: () => void) => void,
): void {
  const queries = queryDefaults(settings, time);
  client.setDefaultOptions({ queries });
  // Offline, fetches are paused instead of failing, as when the browser itself is offline.
  onlineManager.setOnline(!settings.offline);
  const cache = client.getQueryCache();
  quietly(() => {
    for (const query of cache.getAll()) {
      // Mounted components took the defaults when they rendered and may not render again soon.
      for (const observer of query.observers) observer.setOptions({ ...observer.options, ...queries });
      if (query.gcTime === queries.gcTime) continue;
      query.gcTime = queries.gcTime;
      // A disabled component uses its query too: a rebuilt one would not be the one it observes.
      if (query.getObserversCount() > 0 || query.state.fetchStatus !== 'idle') continue;
      const { options, queryKey, queryHash, state } = query;
      cache.remove(query);
      cache.build(client, { ...options, queryKey, queryHash, gcTime: queries.gcTime }, state);
    }
  });
}
