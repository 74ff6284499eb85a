import { onlineManager, QueryClient } from '@tanstack/react-query';
import type { Settings } from '../backend/api';
import type { VirtualMs } from '../base/units';
import { watchIntervals } from './fetch-causes';
import type { VirtualTime } from './virtual-time';

export type QuerySettings = Pick<
  Settings,
  'staleTime' | 'gcTime' | 'retry' | 'refetchOnWindowFocus' | 'offline'
>;

/** Waits before the next attempt: TanStack's own steps, 1, 2, 4… up to 30 s, in virtual time. @param failures before this one. */
export const retryDelayMs = (failures: number): VirtualMs => Math.min(1_000 * 2 ** failures, 30_000);

/** TanStack Query's options as the settings have them: virtual time divided by the speed. */
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
 * Gives changed settings to the client and to what it holds. TanStack only ever lengthens the gcTime of a query; here a
 * shorter one takes effect too: a query in use gets it set, one that nothing uses is put in anew with the same data.
 * @param quietly runs what the recorder shall not count.
 */
export function tune(
  client: QueryClient,
  settings: QuerySettings,
  time: VirtualTime,
  quietly: (work: () => void) => void,
): void {
  const queries = queryDefaults(settings, time);
  client.setDefaultOptions({ queries });
  // Then fetches are paused instead of failing, as they are when the browser itself is offline.
  onlineManager.setOnline(!settings.offline);
  const cache = client.getQueryCache();
  quietly(() => {
    for (const query of cache.getAll()) {
      // What is on the page took the defaults when it was drawn; it may not be drawn again for long.
      for (const observer of query.observers) observer.setOptions({ ...observer.options, ...queries });
      if (query.gcTime === queries.gcTime) continue;
      query.gcTime = queries.gcTime;
      if (query.isActive() || query.state.fetchStatus !== 'idle') continue;
      const { queryKey, state } = query;
      cache.remove(query);
      cache.build(client, { queryKey, gcTime: queries.gcTime }, state);
    }
  });
}
