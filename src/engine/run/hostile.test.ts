import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { models } from '../../recommender/models/registry';
import type { Intervention, RunSpec } from '../contract/engine';
import { readRunLink } from '../contract/run-link';
import {
  defaultSettings,
  type Setting,
  type SettingId,
  type Settings,
  settingIds,
  settings,
} from '../contract/settings';
import { engineAt, look } from '../testing/engine-at';
import { trainInPlace } from '../world/training/train-in-place';
import { isPolicy } from './interventions';

/** A run with few requests, so that many of them can be tried. */
const usual: Settings = { ...defaultSettings, requestsPerSecond: 20 };
const tableOf = (id: SettingId): Setting<unknown> => settings[id] as Setting<unknown>;

const NEVER_GOOD = [Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -1, 'x', '', null, undefined, {}, [1]];

/** Values at the bounds of a setting, between them and beyond, derived from its control. */
function valuesOf(id: SettingId): unknown[] {
  const { control } = tableOf(id);
  switch (control.kind) {
    case 'number':
    case 'duration':
    case 'bytes': {
      const { min, max } = control;
      const words = control.kind === 'duration' ? control.words : [];
      return [min, max, min - 1, max + 1, min + 0.5, max - 0.5, (min + max) / 2, ...words, ...NEVER_GOOD];
    }
    case 'choice':
      return [...control.options.map(({ value }) => value), ...NEVER_GOOD];
    case 'policy':
      return ['lru', 'no-such-policy', 's3-fifo', 'constructor', ...NEVER_GOOD];
    case 'toggle':
      return [true, false, 'on', ...NEVER_GOOD];
  }
}

const specWith = (
  changed: Record<string, unknown>,
  interventions: RunSpec['interventions'] = [],
): RunSpec => ({
  seed: 3,
  shop: 'embedded',
  settings: { ...usual, ...changed } as Settings,
  interventions,
});

type At = Awaited<ReturnType<typeof engineAt>>;
const runningAt = async ({ engine }: At) => (await look(engine)).at;

/** Plays a virtual second; fails when the engine throws or stands still. */
async function playsOn(at: At): Promise<void> {
  const before = await runningAt(at);
  await at.play(1_000, 50);
  expect(await runningAt(at)).toBeGreaterThanOrEqual(before + 1_000);
}

/** Either the engine refuses in words, and the present run goes on, or the new one plays. */
async function opensOrRefuses(at: At, spec: RunSpec, named: string): Promise<void> {
  const before = await runningAt(at);
  const opened = await at.engine.open(spec);
  if (opened.ok) return playsOn(at);
  expect(opened.problem.what).toContain(named);
  expect(await runningAt(at), 'the present run stays').toBe(before);
}

const fresh = () => engineAt(usual, [], trainInPlace(models));

describe.each(settingIds)('%s', (id) => {
  const { accepts, write, read, default: usually } = tableOf(id);

  test('at the start of a run and as a step: refused in words, or a second is played', async () => {
    const at = await fresh();
    for (const value of valuesOf(id)) {
      await opensOrRefuses(at, specWith({ [id]: value }), tableOf(id).label);
      const reply = await at.engine.apply({ kind: 'set', setting: id, value } as Intervention);
      expect(reply.ok, String(value)).toBe(accepts(value) && (id !== 'policy' || isPolicy(value)));
      if (reply.ok) await playsOn(at);
    }
  });

  test('in a link, at the start and as a step: read as a value that is accepted, or named in a notice', () => {
    for (const value of valuesOf(id)) {
      const text = accepts(value) ? write(value) : String(value);
      const start = readRunLink(new URLSearchParams({ [id]: text }).toString());
      const step = readRunLink(new URLSearchParams({ do: `100~set.${id}.${text}` }).toString());
      const understood = read(text);
      expect(start.spec.settings[id]).toEqual(understood ?? usually);
      expect(start.notices).toHaveLength(understood === undefined ? 1 : 0);
      expect(step.spec.interventions).toHaveLength(understood === undefined ? 0 : 1);
      expect(step.notices).toHaveLength(understood === undefined ? 1 : 0);
    }
  });
});

test('all settings at once, each at a bound or between', async () => {
  const at = await fresh();
  const any = fc.record(
    Object.fromEntries(
      settingIds
        .filter((id) => id !== 'requestsPerSecond')
        .map((id) => [id, fc.constantFrom(...valuesOf(id).filter((value) => tableOf(id).accepts(value)))]),
    ),
  );
  await fc.assert(
    fc.asyncProperty(any, (changed) => opensOrRefuses(at, specWith(changed), 'never refused')),
    { numRuns: 25 },
  );
});

test('steps with numbers of any kind are refused in words, or the run plays on', async () => {
  const number = fc.constantFrom(-1, 0, 1, 1.5, 239, 240, 1e6, 2 ** 31, 2 ** 53, Number.NaN, 100_000_001);
  const step = fc.oneof(
    fc.record({ kind: fc.constant('setPrice'), product: number, cents: number }),
    fc.record({
      kind: fc.constant('setProfile'),
      shopper: number,
      thrift: number,
      likes: fc.array(number, { maxLength: 60 }),
    }),
    fc.record({
      kind: fc.constant('visit'),
      page: fc.oneof(
        fc.record({ kind: fc.constantFrom('product', 'similar'), product: number }),
        fc.record({ kind: fc.constant('recommendations'), shopper: number }),
        fc.record({ kind: fc.constant('category'), category: number, shopper: number }),
      ),
    }),
    fc.record({ kind: fc.constant('clear'), cache: fc.constantFrom('all', 'rankings', 'attic') }),
    fc.record({ kind: fc.constant('drill'), drill: fc.string() }),
    fc.record({ kind: fc.string() }),
  ) as fc.Arbitrary<Intervention>;
  const at = await fresh();
  await fc.assert(
    fc.asyncProperty(step, number, async (what, when) => {
      const reply = await at.engine.apply(what);
      if (!reply.ok) expect(reply.problem.what.length).toBeGreaterThan(20);
      await opensOrRefuses(at, specWith({}, [{ at: when, what }]), 'step');
    }),
    { numRuns: 60 },
  );
});

test('a run that cannot be made leaves the present one as it was: the same figures as never having tried', async () => {
  const tried = await engineAt(usual);
  const other = await engineAt(usual);
  for (const at of [tried, other]) await at.play(3_000, 50);
  const bad = specWith({});
  // Passes the check of its values, and breaks when the run is made.
  Object.defineProperty(bad.interventions, Symbol.iterator, {
    value: () => {
      throw new Error('planted fault');
    },
  });
  const reply = await tried.engine.open(bad);
  expect(reply.ok ? '' : reply.problem.what).toContain('planted fault');
  for (const at of [tried, other]) await at.play(3_000, 50);
  const figures = async ({ engine }: At) => {
    const { tier, at, requests, store } = await look(engine);
    return { total: tier.total, at, requests, changes: store.changes };
  };
  expect(await figures(tried)).toEqual(await figures(other));
});
