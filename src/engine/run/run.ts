import { ok, type Problem, type Reply } from '../../base/result';
import type { VirtualMs } from '../../base/units';
import type { Intervention, LostTraining, RunSpec, TimedIntervention } from '../contract/engine';
import type { Arrival } from '../serving/arrival';
import { Course } from './course';
import { without } from './intervention-lists';
import { type InterventionScope, refusalOf } from './interventions';
import { RunFace } from './run-face';
import { type RunOptions, RunOrigin } from './run-origin';
import { restoreParts, saveParts } from './saved-parts';
import { madeSince, ownValues, type SavedRun } from './saved-run';

/**
 * One run: a pure function of seed, settings, shop and interventions. Its owner drives its clock; reading figures or
 * observing changes nothing in it.
 */
export class Run extends RunFace {
  #interventions: TimedIntervention[] = [];
  /** The steps that were known when the run was opened and make sense in this shop, by time. */
  steps: readonly TimedIntervention[];
  /** Interventions of the spec that make no sense in this shop. */
  refused = 0;
  lost: LostTraining | undefined;
  /** Those that wait for the answer of a visit by hand, by ticket. They are not part of the run. */
  readonly #waiting = new Map<number, (arrival: Arrival) => void>();
  #lastTicket = 0;
  readonly #scope: InterventionScope;
  readonly #stopListening: () => void;

  /**
   * @param saved a saved run to continue; without it the run begins.
   * @param since interventions that are known beside those of the saved run, or of the spec.
   */
  constructor(options: RunOptions, saved?: SavedRun, since: readonly TimedIntervention[] = []) {
    const { spec, store } = options;
    if (saved) store.restore(saved.store);
    else store.reset();
    const origin = new RunOrigin(options);
    const course = new Course(
      origin,
      (ticket, arrival) => this.#answered(ticket, arrival),
      (problem) => this.#trainingLost(problem),
    );
    super(origin, course);
    this.#scope = { size: store.size, hasPage: (page) => this.pages.keyOf(page) !== undefined };
    if (saved) this.#resume(ownValues(saved));
    else this.#begin();
    // Planned first, before anything is done by hand.
    const steps = this.#interventions.slice(0, spec.interventions.length - this.refused);
    for (const { at, what } of since) this.#planAt(at, what);
    this.steps = [...steps, ...since].sort((a, b) => a.at - b.at);
    // Last: of a run that could not be made, the store must not keep telling.
    this.#stopListening = store.changes.follow(course.changed);
  }

  /**
   * Opens a saved run where it was saved: going on gives what it would have given. The store and the first model are of
   * the shop that it ran in. Throws for a run of another shop.
   * @param known all interventions that are known of the run: those made after it was saved come at their moments.
   */
  static restore(
    saved: SavedRun,
    options: Omit<RunOptions, 'spec'>,
    known: readonly TimedIntervention[] = [],
  ): Run {
    return new Run({ ...options, spec: saved.spec }, saved, madeSince(saved, known));
  }

  /** Begins a run again. @param known all interventions of it: those that are not in its spec come at their moments. */
  static again(options: RunOptions, known: readonly TimedIntervention[]): Run {
    return new Run(options, undefined, without(known, options.spec.interventions));
  }

  /** The run as it is now. Between two events only: not from within one. */
  save(): SavedRun {
    return ownValues({
      at: this.clock.now,
      spec: this.spec,
      interventions: [...this.#interventions],
      refused: this.refused,
      lost: this.lost,
      lastTicket: this.#lastTicket,
      store: this.store.checkpoint(),
      parts: saveParts(this.origin, this.course),
    });
  }

  /**
   * Plans an intervention and returns its moment; it becomes part of the run. `arrived` receives the answer of a visit.
   * One that makes no sense in this shop is a Problem, and nothing is planned.
   */
  plan(
    what: Intervention,
    at: VirtualMs = this.#soonest,
    arrived?: (arrival: Arrival) => void,
  ): Reply<VirtualMs> {
    const refusal = refusalOf(what, this.#scope);
    if (refusal) return refusal;
    const ticket = arrived && ++this.#lastTicket;
    if (arrived && ticket !== undefined) this.#waiting.set(ticket, arrived);
    this.#planAt(at, what, ticket);
    return ok(at);
  }

  /** Returns the Problem of the first intervention that makes no sense in this shop; undefined if all do. */
  refusalOf(whats: readonly Intervention[]): Reply<never> | undefined {
    for (const what of whats) {
      const refusal = refusalOf(what, this.#scope);
      if (refusal) return refusal;
    }
    return undefined;
  }

  /**
   * Plans interventions for one moment, in their order, and returns it. If one of them is refused, none is planned and
   * its Problem is returned.
   */
  planTogether(whats: readonly Intervention[]): Reply<VirtualMs> {
    const refusal = this.refusalOf(whats);
    if (refusal) return refusal;
    const at = whats.length === 0 ? this.clock.now : this.#soonest;
    for (const what of whats) this.#planAt(at, what);
    return ok(at);
  }

  /** Takes back what is still to come and is no part of what was opened: what people did later, before they went back. */
  forgetLater(): void {
    const done = without(this.#interventions, this.spec.interventions);
    const later = done.filter(({ at }) => at > this.clock.now);
    if (later.length === 0) return;
    const isLater = ({ at, about }: { at: VirtualMs; about: { what: Intervention } }) =>
      later.some((one) => one.at === at && one.what === about.what);
    this.clock.cancel('intervention', isLater);
    this.#interventions = without(this.#interventions, later);
    this.steps = without(this.steps, later);
  }

  #planAt(at: VirtualMs, what: Intervention, ticket?: number): void {
    this.#interventions.push({ at, what });
    // At one moment these come after the events of traffic and computations, so that none comes between two of them.
    this.clock.plan('intervention', at, { what, ticket }, 1);
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

  close(): void {
    this.#stopListening();
    this.models.close();
    this.recording.close();
  }

  #begin(): void {
    this.course.begin();
    for (const { at, what } of this.spec.interventions) if (!this.plan(what, at).ok) this.refused++;
  }

  #resume({ interventions, refused, lost, lastTicket, store, parts }: SavedRun): void {
    this.#interventions.push(...interventions);
    this.refused = refused;
    this.lost = lost;
    this.#lastTicket = lastTicket;
    restoreParts(this.origin, this.course, parts);
    this.recording.restart(store);
  }

  #answered(ticket: number, arrival: Arrival): void {
    this.#waiting.get(ticket)?.(arrival);
    this.#waiting.delete(ticket);
  }

  /**
   * That a training was lost is no part of the run. What the run makes of it is, and is written down as steps: the
   * training is cancelled, and the model that serves is the one that is set.
   */
  #trainingLost(problem: Problem): void {
    this.lost = { number: (this.lost?.number ?? 0) + 1, problem };
    const { name } = this.models.served.model;
    const isSet = this.settings.model === name;
    this.planTogether([
      { kind: 'cancelTraining' },
      ...(isSet ? [] : [{ kind: 'set', setting: 'model', value: name } as const]),
    ]);
  }
}
