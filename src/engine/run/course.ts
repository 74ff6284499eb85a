import type { Problem, Reply } from '../../base/result';
import type { Saved } from '../../base/saved';
import type { FactChange } from '../../store/changes';
import type { DrillName } from '../contract/words';
import type { Arrival } from '../serving/arrival';
import type { Asker } from '../serving/request';
import type { Handlers } from '../time/clock';
import type { Events } from '../time/events';
import { DRILL_MS, drillOf } from '../watch/drills';
import { type InterventionTarget, perform } from './interventions';
import type { RunOrigin } from './run-origin';
import { partsOf, type RunCourse, type RunParts } from './run-parts';

/** How often active expiry collects, virtual. */
const COLLECT_EVERY_MS = 250;

interface CourseState {
  readonly changes: number;
}

/** What happens in a run: what each event and each change of a fact does to its parts. */
export class Course implements RunCourse, InterventionTarget, Saved<CourseState> {
  readonly parts: RunParts;
  /** Changes of facts so far. */
  changes = 0;

  /** @param answered hears of the answer of a visit by hand. @param lost hears that a real training is lost. */
  constructor(
    readonly origin: RunOrigin,
    private readonly answered: (ticket: number, arrival: Arrival) => void,
    private readonly lost: (problem: Problem) => void,
  ) {
    this.parts = partsOf(origin, this);
    const { models } = this.parts;
    origin.clock.handle(this.#handlers, {
      'model takes over': ({ training }) => models.isReady(training),
    });
  }

  /** Plans what happens by itself from the start on. */
  begin(): void {
    const { settings } = this.origin.settings;
    const { arrivals, world, models, harms, recentTruth } = this.parts;
    harms.note();
    arrivals.setRate(settings.requestsPerSecond / 1_000);
    world.change(settings);
    models.choose();
    recentTruth.note();
    this.#planCollection();
  }

  /** Facts have changed, in one transaction. */
  readonly changed = (transaction: readonly FactChange[]): void => transaction.forEach(this.#changed);

  arrived(arrival: Arrival): void {
    const { asker } = arrival.request;
    if (asker.kind === 'shopper') this.#shown(arrival, asker);
    if (asker.kind === 'person' && asker.ticket !== undefined) this.answered(asker.ticket, arrival);
  }

  /** Reports a change that the store refused; the run continues. */
  written(done: Reply<void>): void {
    if (!done.ok) this.parts.chronicle.refused(done.problem);
  }

  trainingLost(problem: Problem): void {
    this.lost(problem);
  }

  save(): CourseState {
    return { changes: this.changes };
  }

  restore({ changes }: CourseState): void {
    this.changes = changes;
  }

  /** What the run's events do: the one table from kind to behaviour. */
  get #handlers(): Handlers<Events> {
    const { parts } = this;
    return {
      ...parts.world.handlers,
      ...parts.replicas.handlers,
      visit: (turn) =>
        parts.arrivals.happen(turn, () => {
          const { page, shopper, byPrice } = parts.traffic.next();
          parts.replicas.accept(this.origin.keys.number(page), { kind: 'shopper', shopper, byPrice });
        }),
      intervention: ({ what, ticket }) => perform(this, what, ticket),
      'drill end': ({ drill }) => this.#drillEnded(drill),
      message: (message) => parts.invalidation.arrived(message),
      'model takes over': ({ training }) => parts.models.takesOver(training),
      collect: () => this.#collect(),
      'read harms': () => parts.harms.note(),
    };
  }

  #collect(): void {
    this.parts.replicas.advance(this.origin.clock.now);
    this.parts.recentTruth.note();
    this.#planCollection();
  }

  #planCollection(): void {
    this.origin.clock.after(COLLECT_EVERY_MS, 'collect', undefined);
  }

  /** From now on what is set is in force, but for the faults of a drill. */
  applySettings(): void {
    const { settings: now } = this.origin;
    const {
      recentTruth,
      presentation,
      replicas,
      traffic,
      world,
      invalidation,
      models,
      arrivals,
      drillRecords,
    } = this.parts;
    const before = now.settings;
    const { invalidation: strategyBefore } = now.inForce.settings;
    now.apply(drillRecords.underWay?.faults);
    const { settings: next, inForce } = now;
    recentTruth.changed(before, next);
    presentation.change();
    replicas.change(inForce);
    traffic.change(next);
    world.change(next);
    const strategy = inForce.settings.invalidation;
    if (strategy !== strategyBefore) invalidation.begin(strategy);
    if (next.cores !== before.cores) replicas.setCores(next.cores);
    if (next.model !== before.model) models.choose();
    if (next.requestsPerSecond !== before.requestsPerSecond) arrivals.setRate(next.requestsPerSecond / 1_000);
  }

  beginDrill(name: DrillName): void {
    const drill = this.parts.drillRecords.begin(drillOf(name));
    this.applySettings();
    this.origin.clock.after(DRILL_MS, 'drill end', { drill });
  }

  #drillEnded(number: number): void {
    const drill = this.parts.drillRecords.end(number);
    if (!drill) return;
    this.applySettings();
    this.parts.chronicle.drillEnded(drill.label);
  }

  readonly #changed = (change: FactChange): void => {
    const { contradictions, probes, models, invalidation, chronicle } = this.parts;
    this.changes++;
    contradictions.changed(change);
    probes.changed(change);
    if (change.kind === 'purchase') models.bought();
    invalidation.changed(change);
    chronicle.changed(change);
  };

  /** A shopper sees an answer. */
  #shown({ request, page }: Arrival, { shopper, byPrice }: Extract<Asker, { kind: 'shopper' }>): void {
    if (!page) return;
    const { presentation, contradictions } = this.parts;
    const { ids, priceCents } = presentation.seen(page, byPrice);
    const { key, startedAt: askedAt } = request;
    const view = byPrice ? -1 - key : key;
    const at = this.origin.clock.now;
    const { deal } = presentation;
    contradictions.given({ shopper, view, ids, priceCents, facts: page.facts, deal, askedAt, at });
  }
}
