import { Random } from '../../base/random';
import { ok, type Problem, type Reply } from '../../base/result';
import type { VirtualMs } from '../../base/units';
import type { TrainedModel } from '../../recommender/contract';
import type { FactChange } from '../../store/changes';
import type { FactReader, Store } from '../../store/facts';
import type {
  Intervention,
  LostTraining,
  MemoCacheName,
  RunSpec,
  TimedIntervention,
} from '../contract/engine';
import { memoCacheNames } from '../contract/engine';
import type { Settings } from '../contract/settings';
import type { DrillName } from '../contract/words';
import { Generations } from '../invalidation/generations';
import { Holders } from '../invalidation/holders';
import { Invalidation } from '../invalidation/invalidation';
import { Names } from '../invalidation/names';
import { Deals } from '../serving/answer/deals';
import { PageHabits } from '../serving/answer/page-habits';
import type { Arrival } from '../serving/arrival';
import { Cores } from '../serving/cores';
import { EntryKeys } from '../serving/entry-keys';
import { type InForce, inForce } from '../serving/in-force';
import { Journey } from '../serving/journey';
import { PageKeys } from '../serving/keys';
import { MemoLayer } from '../serving/memo-set';
import { Observers } from '../serving/observer';
import type { Asker } from '../serving/request';
import { noSecondLevel } from '../serving/second-level';
import { ShopPages } from '../serving/shop-pages';
import { stageTable } from '../serving/stage-table';
import { Stages } from '../serving/stages';
import { Clock, type Handlers } from '../time/clock';
import type { Events, RunClock } from '../time/events';
import { Recurring } from '../time/recurring';
import { Audit } from '../truth/audit';
import { HiddenWrongs } from '../truth/hidden-wrongs';
import { Recording, type RecordingLimits } from '../truth/recording';
import { ShownLines } from '../truth/shown-lines';
import { TruthMeter } from '../truth/truth';
import { ChangeLines } from '../watch/change-lines';
import { Chronicle } from '../watch/chronicle';
import { Contradictions } from '../watch/contradictions';
import { DRILL_MS, drillOf } from '../watch/drills';
import { EventLog } from '../watch/event-log';
import { Exercises } from '../watch/exercises';
import { Figures } from '../watch/figures';
import { HarmMeter } from '../watch/harm-meter';
import { allProbes, Probes } from '../watch/probes';
import { TruthReadings } from '../watch/truth-readings';
import { Traffic } from '../world/traffic';
import { ModelKeeper } from '../world/training/model-keeper';
import { trainQuickly } from '../world/training/train-in-place';
import type { Trainer } from '../world/training/trainer';
import { World } from '../world/world';
import { type InterventionScope, refusalOf } from './interventions';

/** How often active expiry collects, virtual. */
const COLLECT_EVERY_MS = 250;

/**
 * One run: a pure function of seed, settings, shop and interventions. Whoever owns it drives its clock; asking for
 * figures or observing changes nothing in it.
 */
export class Run {
  readonly clock: RunClock = new Clock<Events>();
  readonly log: EventLog;
  readonly figures: Figures;
  readonly layer: MemoLayer;
  readonly invalidation: Invalidation;
  readonly cores: Cores;
  readonly observers = new Observers();
  readonly truth: TruthMeter;
  readonly audit: Audit;
  readonly recording: Recording;
  readonly habits: PageHabits;
  readonly contradictions: Contradictions;
  readonly harms: HarmMeter;
  readonly recentTruth: TruthReadings;
  readonly exercises: Exercises;
  readonly probes: Probes;
  readonly keys: PageKeys;
  readonly pages: ShopPages;
  readonly changeLines: ChangeLines;
  readonly shownLines: ShownLines;
  readonly chronicle: Chronicle;
  readonly models: ModelKeeper;
  readonly #interventions: TimedIntervention[] = [];
  /** In force now: what is set, and over it the faults of a drill. The memo layer may go by others, see `inForce`. */
  settings: Settings;
  #asked: Settings;
  #inForce: InForce;
  /** Changes of facts so far. */
  changes = 0;
  /** Interventions of the spec that make no sense in this shop. */
  refused = 0;
  lost: LostTraining | undefined;
  readonly #journey: Journey;
  readonly #traffic: Traffic;
  readonly #world: World;
  readonly #arrivals: Recurring<Events>;
  /** Those that wait for the answer of a visit by hand, by ticket. They are not part of the run. */
  readonly #waiting = new Map<number, (arrival: Arrival) => void>();
  #lastTicket = 0;
  readonly #scope: InterventionScope;
  readonly #stopListening: () => void;

  constructor(
    readonly spec: RunSpec,
    readonly store: Store,
    firstModel: TrainedModel,
    wallNow: () => number,
    firstSequence = 0,
    recording?: RecordingLimits,
    trainer: Trainer = trainQuickly,
    probes = allProbes,
  ) {
    store.reset();
    this.log = new EventLog(firstSequence);
    this.settings = { ...spec.settings };
    this.#asked = this.settings;
    this.#inForce = inForce(this.settings);
    const { seed } = spec;
    const { clock } = this;
    this.cores = new Cores(clock, this.settings.cores);
    this.models = new ModelKeeper(
      {
        clock,
        cores: this.cores,
        store,
        trainer,
        settings: () => this.settings,
        measured: (work) => this.figures.measured(work),
        written: this.#written,
        told: (key, reason, marked) => this.chronicle.model(key, reason, marked),
        lost: this.#trainingLost,
      },
      firstModel,
    );
    const model = () => this.models.served.model;
    const now = () => this.#inForce;
    this.keys = new PageKeys(store.size);
    this.truth = new TruthMeter(store, this.keys, model, () => clock.now);
    this.habits = new PageHabits(clock, this.keys, new Deals(store.offTheBooks(), store.size.products), now);
    this.figures = new Figures(
      () => clock.now,
      wallNow,
      this.log,
      (stage, key) => this.keyText(stage, key),
    );
    this.recording = new Recording(store, model, () => clock.now, recording);
    this.audit = new Audit(
      this.truth,
      () => this.settings,
      Random.for(seed, 'audit'),
      () => clock.now,
      this.recording,
      new HiddenWrongs(this.truth, this.habits),
      Random.for(seed, 'audit of computed pages'),
    );
    const names = new Names(store.facts, this.keys, store.size.categories);
    const generations = new Generations(store.facts.count, names, this.keys.counts);
    this.layer = new MemoLayer(
      seed,
      clock,
      this.#inForce,
      this.observers,
      new EntryKeys(generations, this.keys, now),
      (bytes) => this.chronicle.outOfMemory(bytes),
    );
    this.contradictions = new Contradictions(store.facts.count, store.size.products);
    this.harms = new HarmMeter(this);
    const stagesOver = (reader: FactReader) =>
      new Stages(reader, store.facts, store.versions, model, () => this.settings.productReads);
    const stages = stagesOver(store);
    this.exercises = new Exercises(() => clock.now);
    const holders = new Holders(this.layer);
    const { observers } = this;
    observers.add({ admitted: (cache, slot) => holders.add(cache, slot) });
    observers.add(this.figures);
    observers.add({ left: (made, why) => this.audit.left(made, why) });
    observers.add(this.exercises);
    this.probes = new Probes(
      probes,
      {
        now: () => clock.now,
        store,
        facts: store.facts,
        layer: this.layer,
        names,
        generations,
        exercises: this.exercises,
        offTheBooks: stagesOver(store.offTheBooks()),
        settings: () => this.#inForce.settings,
        keyText: (cache, key) => this.keyText(cache, key),
      },
      observers,
    );
    const serving = {
      clock,
      memos: this.layer.memos,
      stages,
      keys: this.keys,
      habits: this.habits,
      judge: this.audit,
      observer: observers,
      settings: () => this.#inForce.settings,
      measured: <T>(run: () => T, stage: MemoCacheName) => this.figures.measured(run, stage),
    };
    this.#journey = new Journey({
      ...serving,
      secondLevel: noSecondLevel,
      cores: this.cores,
      random: Random.for(seed, 'failures'),
      arrived: this.#arrived,
      renewed: () => this.invalidation.renewed(),
    });
    this.cores.employ({ flight: this.#journey.worker, training: this.models.worker });
    this.changeLines = new ChangeLines(store.offTheBooks());
    this.chronicle = new Chronicle({
      log: this.log,
      lines: this.changeLines,
      now: () => clock.now,
      factText: (fact) => this.factText(fact),
    });
    this.invalidation = new Invalidation({
      serving,
      facts: store.facts,
      holders,
      names,
      generations,
      renew: ({ cache, key }) => this.#journey.renew(cache, key),
      isWrong: (made) => !this.truth.isCurrent(made) && this.truth.isWrong(made),
      line: (change) => this.changeLines.of(change),
      told: (change, strategy, concerned) => this.probes.told(change, strategy, concerned),
      random: Random.for(seed, 'messages'),
    });
    const categories = store.offTheBooks().categories();
    this.pages = new ShopPages(store.size, {
      product: (id) => store.offTheBooks().product(id),
      category: (id) => categories[id]?.name ?? '',
      profile: (shopper) => store.offTheBooks().profile(shopper),
    });
    this.shownLines = new ShownLines(store.offTheBooks(), this.pages);
    this.#scope = { size: store.size, hasPage: (page) => this.pages.keyOf(page) !== undefined };
    this.#traffic = new Traffic(seed, this.settings, store.size, byPopularity(firstModel.popularity));
    this.#world = new World(seed, clock, store, this.#written, {
      retrain: () => this.models.retrain(),
      update: () => this.models.update(),
    });
    this.#arrivals = new Recurring(clock, 'visit', this.#traffic.wait);
    clock.handle(this.#handlers, {
      'model takes over': ({ training }) => this.models.isReady(training),
    });
    this.#arrivals.setRate(this.settings.requestsPerSecond / 1_000);
    this.#world.change(this.settings);
    this.models.choose();
    this.recentTruth = new TruthReadings(this);
    this.recentTruth.note();
    clock.after(COLLECT_EVERY_MS, 'collect', undefined);
    for (const { at, what } of spec.interventions) if (!this.plan(what, at).ok) this.refused++;
    // Last: of a run that could not be made, the store must not keep telling.
    this.#stopListening = store.changes.follow((transaction) => transaction.forEach(this.#changed));
  }

  /** Plans what somebody does; it becomes part of the run. `arrived` hears of a visit's answer. */
  plan(
    what: Intervention,
    at: VirtualMs = this.#soonest,
    arrived?: (arrival: Arrival) => void,
  ): Reply<VirtualMs> {
    const refusal = refusalOf(what, this.#scope);
    if (refusal) return refusal;
    this.#interventions.push({ at, what });
    const ticket = arrived && ++this.#lastTicket;
    if (arrived && ticket !== undefined) this.#waiting.set(ticket, arrived);
    this.clock.plan('intervention', at, { what, ticket }, 1);
    return ok(at);
  }

  /** The next whole millisecond; while time waits at such a moment for a model, that one: it comes before the model. */
  get #soonest(): VirtualMs {
    const { now } = this.clock;
    return this.models.underway?.takesOverAt === now ? now : Math.floor(now) + 1;
  }

  /** What was opened, with what people have done since: the same run again. */
  get asSpec(): RunSpec {
    const interventions = [...this.#interventions].sort((a, b) => a.at - b.at);
    return { ...this.spec, interventions };
  }

  keyText(stage: MemoCacheName, key: number): string {
    return stageTable[stage].nameOf(key, this.keys);
  }

  factText(fact: number): string {
    const { products, shoppers } = this.store.size;
    const kind = this.store.facts.kindOf(fact);
    switch (kind) {
      case 'product':
        return `product ${fact}`;
      case 'model':
        return kind;
      case 'profile':
      case 'purchases':
        return `${kind} of shopper ${(fact - products) % shoppers}`;
    }
  }

  close(): void {
    this.#stopListening();
    this.models.close();
    this.recording.close();
  }

  /** What the run's events do. */
  get #handlers(): Handlers<Events> {
    return {
      ...this.#world.handlers,
      ...this.#journey.handlers,
      visit: (turn) =>
        this.#arrivals.happen(turn, () => {
          const { page, shopper, byPrice } = this.#traffic.next();
          this.#journey.answer(this.keys.number(page), { kind: 'shopper', shopper, byPrice });
        }),
      intervention: ({ what, ticket }) => this.#perform(what, ticket),
      'drill end': ({ drill }) => this.#drillEnded(drill),
      message: (message) => this.invalidation.arrived(message),
      'model takes over': ({ training }) => this.models.takesOver(training),
      'work done': (work) => this.cores.done(work),
      collect: () => {
        this.layer.advance(this.clock.now);
        this.recentTruth.note();
        this.clock.after(COLLECT_EVERY_MS, 'collect', undefined);
      },
      'read harms': () => this.harms.note(),
    };
  }

  /** An answer has arrived where it was asked for. */
  readonly #arrived = (arrival: Arrival): void => {
    const { asker } = arrival.request;
    if (asker.kind === 'shopper') this.#shown(arrival, asker);
    if (asker.kind !== 'person' || asker.ticket === undefined) return;
    this.#waiting.get(asker.ticket)?.(arrival);
    this.#waiting.delete(asker.ticket);
  };

  #perform(what: Intervention, ticket: number | undefined): void {
    const at = this.clock.now;
    switch (what.kind) {
      case 'set':
        this.#asked = { ...this.#asked, [what.setting]: what.value };
        this.#apply();
        break;
      case 'visit': {
        const key = this.pages.keyOf(what.page);
        if (key !== undefined) this.#journey.answer(key, { kind: 'person', ticket });
        break;
      }
      case 'setPrice':
        this.#written(this.store.setPrice(what.product, what.cents, at));
        break;
      case 'setProfile':
        this.#written(this.store.setProfile(what.shopper, what, at));
        break;
      case 'retrain':
        this.models.retrain();
        break;
      case 'cancelTraining':
        this.models.cancel('by hand, or lost');
        break;
      case 'drill':
        this.#drill(what.drill);
        break;
      case 'clear':
        for (const name of memoCacheNames)
          if (what.cache === 'all' || what.cache === name) this.layer.memos[name].clear();
    }
    this.chronicle.did(what);
  }

  /** From now on what is set is in force, but for the faults of a drill. */
  #apply(): void {
    const before = this.settings;
    const { invalidation } = this.#inForce.settings;
    const next = { ...this.#asked, ...this.exercises.underWay?.faults };
    this.recentTruth.changed(before, next);
    this.settings = next;
    this.#inForce = inForce(next);
    this.habits.change();
    this.layer.change(this.#inForce);
    this.#traffic.change(next);
    this.#world.change(next);
    const strategy = this.#inForce.settings.invalidation;
    if (strategy !== invalidation) this.invalidation.begin(strategy);
    if (next.cores !== before.cores) this.cores.setCores(next.cores);
    if (next.model !== before.model) this.models.choose();
    if (next.requestsPerSecond !== before.requestsPerSecond)
      this.#arrivals.setRate(next.requestsPerSecond / 1_000);
  }

  #drill(name: DrillName): void {
    const drill = this.exercises.begin(drillOf(name));
    this.#apply();
    this.clock.after(DRILL_MS, 'drill end', { drill });
  }

  #drillEnded(number: number): void {
    const drill = this.exercises.end(number);
    if (!drill) return;
    this.#apply();
    this.chronicle.drillEnded(drill.label);
  }

  readonly #changed = (change: FactChange): void => {
    this.changes++;
    this.contradictions.changed(change);
    this.probes.changed(change);
    if (change.kind === 'purchase') this.models.bought();
    this.invalidation.changed(change);
    this.chronicle.changed(change);
  };

  /** A change that the store did not take is a fault that the run goes on with. */
  readonly #written = (done: Reply<void>): void => {
    if (!done.ok) this.chronicle.refused(done.problem);
  };

  /** A shopper sees an answer. */
  #shown({ request, page }: Arrival, { shopper, byPrice }: Extract<Asker, { kind: 'shopper' }>): void {
    if (!page) return;
    const { ids, priceCents } = this.habits.seen(page, byPrice);
    const { key, startedAt: askedAt } = request;
    const view = byPrice ? -1 - key : key;
    const { deal } = this.habits;
    const at = this.clock.now;
    this.contradictions.given({ shopper, view, ids, priceCents, facts: page.facts, deal, askedAt, at });
  }

  /** That it was lost is no part of the run, but what the run makes of it is: the same as if somebody had cancelled it. */
  readonly #trainingLost = (problem: Problem): void => {
    this.lost = { number: (this.lost?.number ?? 0) + 1, problem };
    this.plan({ kind: 'cancelTraining' });
  };
}

/** Product ids, the most bought first; ties by id. */
function byPopularity(popularity: Float64Array): Int32Array {
  const ids = Int32Array.from(popularity, (_, id) => id);
  return ids.sort((a, b) => (popularity[b] as number) - (popularity[a] as number) || a - b);
}
