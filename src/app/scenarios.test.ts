import { expect, test } from 'vitest';
import { readRunLink } from '../engine/contract/run-link';
import { settings as table } from '../engine/contract/settings';
import { engineAt, look } from '../engine/testing/engine-at';
import { studies } from '../pages/live/studies';
import { readAddress } from './address';
import { runOfScenario, type Scenario, type ScenarioId, scenarioAddress, scenarios } from './scenarios';

/** Counters between two moments of a run, and its figures at the second. */
async function between(spec: Pick<Scenario, 'settings' | 'steps'>, from: number, to: number) {
  const { engine, play } = await engineAt({ requestsPerSecond: 400, ...spec.settings }, spec.steps);
  await engine.setSpeed(10);
  await play(from / 10, 50);
  const before = (await look(engine)).tier.total;
  await play((to - from) / 10, 50);
  const snapshot = await look(engine);
  const count = (name: keyof typeof before) => snapshot.tier.total[name] - before[name];
  const hits = count('fresh') + count('stale') + count('unchecked') + count('wrong');
  return { ...snapshot, count, hits: hits / count('requests') };
}

/** What each scenario shows, against a run in which it does not happen. */
const proofs: Readonly<Record<ScenarioId, (scenario: Scenario) => Promise<void>>> = {
  'cold-start': async (scenario) => {
    const warm = await between(scenario, 15_000, 19_900);
    const cold = await between(scenario, 20_000, 21_000);
    expect(cold.hits).toBeLessThan(warm.hits - 0.1);
  },
  'hot-key': async ({ settings }) => {
    const hot = await between({ settings }, 10_000, 20_000);
    const even = await between({ settings: { ...settings, productSkew: 0, shopperSkew: 0 } }, 10_000, 20_000);
    expect(hot.hits).toBeGreaterThan(0.9);
    expect(even.hits).toBeLessThan(hot.hits - 0.1);
  },
  'too-small': async ({ settings }) => {
    const small = await between({ settings }, 10_000, 20_000);
    const large = await between({ settings: {} }, 10_000, 20_000);
    expect(small.count('evicted')).toBeGreaterThan(1_000);
    expect(large.count('evicted')).toBe(0);
    expect(small.hits).toBeLessThan(large.hits - 0.1);
  },
  scan: async (scenario) => {
    const people = await between(scenario, 10_000, 20_000);
    const crawler = await between(scenario, 20_000, 30_000);
    expect(crawler.hits).toBeLessThan(people.hits);
    expect(crawler.count('evicted')).toBeGreaterThan(people.count('evicted'));
  },
  'short-ttl': async ({ settings }) => {
    const short = await between({ settings }, 10_000, 20_000);
    const long = await between({ settings: { ...settings, ttl: 60_000 } }, 10_000, 20_000);
    expect(short.count('needless')).toBeGreaterThan(0.9 * short.count('inserted'));
    expect(long.count('needless')).toBeLessThan(0.1 * short.count('needless'));
  },
  'long-ttl': async ({ settings }) => {
    const long = await between({ settings }, 10_000, 15_000);
    const calm = await between({ settings: { ...settings, priceChangesPerMinute: 10 } }, 10_000, 15_000);
    expect(long.pages.counts.wrong).toBeGreaterThan(0.3 * long.pages.requests);
    expect(calm.pages.counts.wrong).toBeLessThan(0.2 * calm.pages.requests);
  },
  'by-tag': async ({ settings }) => {
    const cured = await between({ settings }, 10_000, 15_000);
    expect(cured.count('invalidated')).toBeGreaterThan(500);
    expect(cured.pages.counts.wrong).toBeLessThan(0.05 * cured.pages.requests);
  },
  stampede: async ({ settings }) => {
    const stampede = await between({ settings }, 5_000, 15_000);
    const single = await between({ settings: { ...settings, singleFlight: true } }, 5_000, 15_000);
    expect(stampede.count('coalesced')).toBe(0);
    expect(stampede.count('miss')).toBeGreaterThan(1.25 * single.count('miss'));
  },
  overload: async ({ settings }) => {
    const overload = await between({ settings }, 5_000, 10_000);
    const usual = await between({ settings: {} }, 5_000, 10_000);
    expect(overload.compute.busyCores).toBe(1);
    expect(overload.compute.queued).toBeGreaterThan(20);
    expect(overload.tier.latency.p99 ?? 0).toBeGreaterThan(2 * (usual.tier.latency.p99 ?? 0));
  },
  outage: async (scenario) => {
    const before = await between(scenario, 10_000, 20_000);
    const during = await between(scenario, 20_000, 40_000);
    expect(before.count('error')).toBe(0);
    expect(during.count('error')).toBeGreaterThan(0.05 * during.count('requests'));
  },
  'outage-cured': async (scenario) => {
    const during = await between(scenario, 20_000, 40_000);
    const uncured = await between(
      { ...scenario, settings: { ...scenario.settings, staleIfError: 'off' } },
      20_000,
      40_000,
    );
    expect(during.count('error')).toBeLessThan(0.5 * uncured.count('error'));
  },
  'no-bound': async ({ settings }) => {
    const early = await between({ settings }, 0, 10_000);
    const late = await between({ settings }, 10_000, 30_000);
    expect(late.tier.maxEntries).toBe('unbounded');
    expect(late.tier.entries).toBeGreaterThan(early.tier.entries);
    expect(late.count('evicted') + late.count('expired')).toBe(0);
  },
  'wrong-key': async ({ settings }) => {
    const wrong = await between({ settings }, 5_000, 15_000);
    const right = await between({ settings: {} }, 5_000, 15_000);
    expect(wrong.count('hidden')).toBeGreaterThan(0.1 * wrong.pages.requests);
    expect(right.count('hidden')).toBe(0);
  },
};

test.each(scenarios.map((scenario): [ScenarioId, Scenario] => [scenario.id, scenario]))(
  '%s shows what it says, and a run without it does not',
  (id, scenario) => proofs[id](scenario),
);

test.each(scenarios.map((scenario): Scenario => scenario))(
  'the address of $id opens it whole',
  (scenario) => {
    const { page, run } = readAddress(scenarioAddress('', scenario));
    const { spec, view, notices } = readRunLink(run);
    expect(page).toBe('');
    expect(notices).toEqual([]);
    expect(spec).toEqual(runOfScenario(scenario));
    expect(view.study).toBe(scenario.study);
    if (scenario.study) expect(studies.map(({ id }) => id)).toContain(scenario.study);
    for (const id of Object.keys(scenario.settings)) expect(table).toHaveProperty(id);
  },
);
