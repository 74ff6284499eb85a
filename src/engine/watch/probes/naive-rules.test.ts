import { beforeAll, describe, expect, test } from 'vitest';
import type { TrainedModel } from '../../../recommender/contract';
import { trainCosine } from '../../../recommender/models/cosine';
import type { Store } from '../../../store/facts';
import { openEmbeddedShop } from '../../../store/open';
import type { RuleName } from '../../contract/engine';
import { defaultSettings, type Settings } from '../../contract/settings';
import { probesReport } from '../../run/reports/probes';
import { Run } from '../../run/run';
import { naiveWays } from '../../serving/naive';

const MINUTE = 60_000;

let store: Store;
let model: TrainedModel;
beforeAll(async () => {
  store = await openEmbeddedShop(3, () => 0, { products: 240, shoppers: 60 });
  model = trainCosine(store.offTheBooks().interactions());
});

function rulesAfterAMinute(settings: Partial<Settings>) {
  const all = { ...defaultSettings, requestsPerSecond: 40, auditRate: 0, freshAuditRate: 10, ...settings };
  const run = new Run({
    spec: { seed: 5, shop: 'embedded', settings: all, interventions: [] },
    store,
    firstModel: model,
    wallNow: () => 0,
  });
  run.clock.run(MINUTE);
  const { rules } = probesReport(run);
  run.close();
  return rules;
}

/** The rules that each naive way breaks by its nature, and a word of the evidence. */
const broken: Readonly<Record<string, readonly (readonly [RuleName, RegExp])[]>> = {
  dictionary: [
    ['expiring', /without a deadline/],
    ['bounded', /nothing has a bound/],
  ],
  'object-key': [
    ['expiring', /without a deadline/],
    ['bounded', /nothing has a bound/],
  ],
  'wrong-key': [['deterministic', /served to a request for (home|category)/]],
  'sorted-in-place': [['deterministic', /it shows something else/]],
  'reads-the-clock': [['deterministic', /something else/]],
  'read-then-write': [['expiring', /written after its invalidation/]],
};

describe.each(naiveWays.map((way) => ({ ...way })))('$name', ({ name, preset }) => {
  const set = Object.fromEntries(preset.map(({ setting, value }) => [setting, value])) as Partial<Settings>;

  test('breaks the rules that it breaks by its nature, with evidence that names an entry', () => {
    const rules = rulesAfterAMinute({ ...set, memoKind: name });
    const failing = rules.filter(({ state }) => state === 'failing').map((rule) => rule.name);
    expect(failing.sort()).toEqual((broken[name] ?? []).map(([rule]) => rule).sort());
    for (const [rule, what] of broken[name] ?? []) {
      const last = rules.find((one) => one.name === rule)?.last ?? [];
      const violation = last.find((one) => what.test(one.what));
      expect(violation?.entry?.text, `${rule}: ${last[0]?.what}`).toMatch(
        /page|home|category|similar|weights/,
      );
    }
  });

  test('memoized as it should be, under the same settings, no rule is broken', () => {
    const rules = rulesAfterAMinute({ ...set, memoKind: 'memoize', leases: true });
    expect(rules.filter(({ state }) => state === 'failing')).toEqual([]);
    const deterministic = rules.find((one) => one.name === 'deterministic');
    const audits = deterministic?.evidence.find(({ what }) => what === 'fresh-hits-recomputed');
    expect(audits?.value).toBeGreaterThan(20);
  });
});
