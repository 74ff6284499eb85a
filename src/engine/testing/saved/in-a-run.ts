import type { Random } from '../../../base/random';
import type { Saved } from '../../../base/saved';
import type { Subject, SubjectRows } from '../../../base/testing/saved-contract';
import { among } from '../../../base/testing/subjects';
import { trainCosine } from '../../../recommender/models/cosine';
import { models } from '../../../recommender/models/registry';
import type { Store } from '../../../store/facts';
import { openEmbeddedShop } from '../../../store/open';
import type { Intervention } from '../../contract/engine';
import { defaultSettings, type Settings } from '../../contract/settings';
import type { Course } from '../../run/course';
import { Run } from '../../run/run';
import type { SavedRun } from '../../run/saved-run';
import { seenOfRun } from '../seen-of-run';

/** Each run changes the shop that it runs in: so many may be open at one time. */
const SHOPS = 7;
const shops: Store[] = [];
for (let i = 0; i < SHOPS; i++)
  shops.push(await openEmbeddedShop(5, () => 0, { products: 30, shoppers: 12 }));
const free = [...shops];
const firstModel = trainCosine((shops[0] as Store).offTheBooks().interactions());

/** Closes the shops, after all tests. */
export function closeShops(): void {
  for (const shop of shops) shop.close();
}

const settings: Settings = {
  ...defaultSettings,
  requestsPerSecond: 100,
  priceChangesPerMinute: 900,
  profileUpdatesPerMinute: 300,
  purchasesPerMinute: 600,
  retrainEvery: 400,
  entries: 30,
  ttl: 300,
  messageDelay: 40,
  messageLoss: 10,
  invalidation: 'refresh',
  computeErrors: 10,
  auditRate: 50,
};

/** A run whose parts a test can reach. */
class OpenRun extends Run {
  get partsOfCourse(): Course['parts'] {
    return this.course.parts;
  }

  /** Everything that holds state and can be reached, in the order in which it is restored. */
  get inside(): readonly Saved[] {
    const { course, origin, probes, replicas, invalidation } = this;
    const { models, world, traffic, arrivals, generations, presentation } = course.parts;
    const { holders, verdicts, audit, harms, recentTruth } = course.parts;
    const all = probes.each.map(({ probe }) => probe);
    return [
      ...[origin.settings, course, models, world, traffic, arrivals, generations, presentation],
      ...[replicas, replicas.of(0), holders, verdicts, invalidation, invalidation.reach, audit],
      ...[probes, ...all, harms, recentTruth],
    ];
  }
}

/** A run that a restore replaces by another, over a shop of its own. */
class HeldRun implements Saved<SavedRun> {
  readonly #store: Store;
  run: OpenRun;

  constructor() {
    const store = free.pop();
    if (!store) throw new Error(`More than ${SHOPS} runs are open`);
    this.#store = store;
    this.run = this.#open({ seed: 7, shop: 'embedded', settings, interventions: [] });
  }

  save(): SavedRun {
    return this.run.save();
  }

  restore(saved: SavedRun): void {
    this.run.close();
    this.run = this.#open(saved.spec, saved);
    // Each part is restored once more, alone and in use.
    for (const part of this.run.inside) part.restore(part.save());
  }

  close(): void {
    this.run.close();
    free.push(this.#store);
  }

  #open(spec: Run['spec'], saved?: SavedRun): OpenRun {
    return new OpenRun({ spec, store: this.#store, firstModel, wallNow: () => 0, models }, saved);
  }
}

const deed = (random: Random): Intervention =>
  among<Intervention>(random, [
    { kind: 'setPrice', product: random.int(30), cents: 100 + random.int(900) },
    { kind: 'visit', page: { kind: 'product', product: random.int(30) } },
    { kind: 'drill', drill: among(random, ['store-down', 'compute-slow', 'compute-failing']) },
    { kind: 'set', setting: 'entries', value: 10 + random.int(40) },
    { kind: 'set', setting: 'invalidation', value: among(random, ['tags', 'versioned-keys', 'refresh']) },
    { kind: 'retrain' },
    { kind: 'clear', cache: 'rankings' },
  ]);

/** Returns what can be read of the parts that have no row of their own. */
const readOf = (run: OpenRun): unknown => {
  const { models: keeper, invalidation, audit, probes, holders, partsOfCourse } = run;
  const { model, ...served } = keeper.served;
  return {
    run: seenOfRun(run),
    changes: run.changes,
    settings: run.settings,
    models: [served, model.columns(), keeper.version, keeper.purchasesSince, keeper.underway?.takesOverAt],
    invalidation: [invalidation.waiting, invalidation.reach.totals, invalidation.reach.changes],
    generations: [1, 2, 3].map((key) => partsOfCourse.generations.keyOf('rankings', key)),
    holders: [1, 2, 3].map((fact) => holders.of(fact).map(({ cache, key }) => [cache, key])),
    audit: [audit.books.rankings.causes, audit.books.rankings.needlessBy, audit.hiddenWrongs.count],
    load: run.replicas.load,
    evidence: probes.each.map(({ probe }) => probe.evidence()),
    recentTruth: run.recentTruth.report(1_000),
  };
};

/** A run with its parts: most of them work only within one. */
function wholeRun(): Subject {
  const held = new HeldRun();
  return {
    part: held,
    step: (random) => {
      const planned = random.int(3) === 0 ? held.run.plan(deed(random)) : undefined;
      held.run.clock.run(held.run.clock.now + 20 + random.int(60));
      return planned?.ok;
    },
    seen: () => readOf(held.run),
    inside: () => [held.run, ...held.run.inside],
    close: () => held.close(),
  };
}

/** A run, and in it the parts that work only within one. */
export const runRows: SubjectRows = { Run: wholeRun };

/** Classes that only their owner can reach. */
export const withinOthers = {
  Change: 'World',
  Flights: 'Replica',
  Journey: 'Replica',
  MemoLayer: 'Replica',
  Underway: 'ModelKeeper',
};
