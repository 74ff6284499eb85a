import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultSettings } from '../../engine/contract/settings';
import type { SessionState } from '../session/session-state';
import { useBeforeChange, watchChanges } from './before-change';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A session of which only the state exists. */
function watched() {
  const state = { run: 1, tier: 'all', width: 'auto', settings: defaultSettings, chart: 'first', query: 'q' };
  let now = state as unknown as SessionState;
  let told = (_now: SessionState, _then: SessionState) => {};
  const subscribe = (listener: typeof told) => {
    told = listener;
    return () => {};
  };
  const stop = watchChanges({ use: { subscribe } } as unknown as Parameters<typeof watchChanges>[0]);
  const set = (change: object) => {
    const then = now;
    now = { ...then, ...change };
    told(now, then);
    return useBeforeChange.getState().before;
  };
  return { set, stop };
}

test('the figures from before a change are kept for ten seconds after it', () => {
  const { set } = watched();
  expect(set({ chart: 'second' })).toBeUndefined();
  expect(set({ settings: { ...defaultSettings, ttl: 1_000 } })).toEqual({ chart: 'second', query: 'q' });
  expect(set({ chart: 'third' })).toEqual({ chart: 'second', query: 'q' });
  vi.advanceTimersByTime(9_999);
  expect(useBeforeChange.getState().before).toBeDefined();
  vi.advanceTimersByTime(1);
  expect(useBeforeChange.getState().before).toBeUndefined();
});

test('a second change counts from its own moment', () => {
  const { set } = watched();
  set({ settings: { ...defaultSettings, ttl: 1_000 } });
  vi.advanceTimersByTime(6_000);
  set({ chart: 'second' });
  expect(set({ settings: { ...defaultSettings, ttl: 2_000 } })).toMatchObject({ chart: 'second' });
  vi.advanceTimersByTime(9_999);
  expect(useBeforeChange.getState().before).toMatchObject({ chart: 'second' });
});

test.each([{ run: 2 }, { tier: 'weights' }, { width: 1_000 }])(
  'figures are not compared over %j',
  (change) => {
    const { set, stop } = watched();
    set({ settings: { ...defaultSettings, ttl: 1_000 } });
    expect(set({ ...change, settings: defaultSettings })).toBeUndefined();
    stop();
  },
);
