import { expect, test } from 'vitest';
import { hitsOf, type Snapshot } from '../contract/engine';
import { defaultSettings } from '../contract/settings';
import { engineAt, look } from '../testing/engine-at';

/** Virtual seconds that a first visit, at ten times real time, shows in its first ten seconds. */
const SHOWN_S = 100;

const hitRatio = ({ tier: { window } }: Snapshot) => hitsOf(window) / window.requests;

/** What a newcomer should see happen. @param first the figures after two seconds */
const events: Readonly<Record<string, (now: Snapshot, first: Snapshot) => boolean>> = {
  'hits climb': (now, first) => hitRatio(now) > hitRatio(first) + 0.1,
  'an entry expires': ({ tier }) => tier.total.expired > 0,
  'a price changes': ({ changes }) => changes.lines.some(({ kind }) => kind === 'price'),
  'an answer is stale': ({ pages }) => pages.counts.stale > 0,
  'an answer is wrong': ({ pages }) => pages.counts.wrong > 0,
  'a wrong answer is corrected': ({ missedChange }) =>
    missedChange !== undefined && missedChange.wrong > 0 && missedChange.corrected > 0,
};

test.each([1, 42])('a first visit sees all that caches do within ten seconds: seed %d', async (seed) => {
  const { engine, play } = await engineAt();
  const opened = await engine.open({ seed, shop: 'embedded', settings: defaultSettings, interventions: [] });
  expect(opened.ok).toBe(true);
  await engine.setSpeed(10);
  await play(200, 50);
  const first = await look(engine);
  const unseen = new Set(Object.keys(events));
  for (let s = 4; s <= SHOWN_S && unseen.size > 0; s += 2) {
    await play(200, 50);
    const now = await look(engine);
    for (const name of unseen) if (events[name]?.(now, first)) unseen.delete(name);
  }
  expect([...unseen]).toEqual([]);
});
