import type { Saved } from '../../base/saved';
import type { VirtualMs } from '../../base/units';
import type { DrillRecord, Stretch } from '../contract/engine';
import type { DrillName } from '../contract/words';
import type { Arrival } from '../serving/arrival';
import { DRILL_MS, type Drill, drillOf } from './drills';

/** Number of seconds kept: those before a drill. */
const SECONDS = DRILL_MS / 1_000;

/** As plain data. */
type SumsState = Omit<Sums, 'take' | 'summary'>;

/** Sums over the requests of a stretch. */
class Sums {
  ended = 0;
  answered = 0;
  degraded = 0;
  ages = 0;
  oldest = 0;
  waits = 0;

  constructor(readonly second = 0) {}

  static from(sums: SumsState): Sums {
    return Object.assign(new Sums(sums.second), sums);
  }

  take(other: Omit<SumsState, 'second'>): void {
    this.ended += other.ended;
    this.answered += other.answered;
    this.degraded += other.degraded;
    this.ages += other.ages;
    this.oldest = Math.max(this.oldest, other.oldest);
    this.waits += other.waits;
  }

  /** Returns counts and means of the stretch; means are undefined without an answer. */
  summary(): Stretch {
    const { ended, answered, degraded, ages, oldest, waits } = this;
    const counts = { ended, answered, degraded };
    if (answered === 0)
      return { ...counts, meanAgeMs: undefined, oldestMs: undefined, meanWaitMs: undefined };
    return { ...counts, meanAgeMs: ages / answered, oldestMs: oldest, meanWaitMs: waits / answered };
  }
}

interface Exercise {
  readonly from: VirtualMs;
  /** When it ends; sooner than planned if another one begins. */
  to: VirtualMs;
  readonly before: Sums;
  readonly during: Sums;
  readonly after: Sums;
}

/** The drills of a run: which is under way, and how requests fared before, during and after the last one of each. */
export class DrillRecords implements Saved<ReturnType<DrillRecords['save']>> {
  readonly #last = new Map<DrillName, Exercise>();
  #seconds: Sums[] = [];
  #begun = 0;
  #underWay: { readonly drill: Drill; readonly exercise: Exercise; readonly number: number } | undefined;

  constructor(private readonly now: () => VirtualMs) {}

  get underWay(): Drill | undefined {
    return this.#underWay?.drill;
  }

  /** Whether a drill has gone to its end. */
  get anyEnded(): boolean {
    return [...this.#last.values()].some(({ to }) => to <= this.now());
  }

  /** A drill begins; one that is under way ends. Returns its number, for `end`. */
  begin(drill: Drill): number {
    const from = this.now();
    if (this.#underWay) this.#underWay.exercise.to = from;
    const before = new Sums();
    for (const sums of this.#recent(from)) before.take(sums);
    const exercise = { from, to: from + DRILL_MS, before, during: new Sums(), after: new Sums() };
    this.#last.set(drill.name, exercise);
    this.#underWay = { drill, exercise, number: ++this.#begun };
    return this.#begun;
  }

  /** The time of a drill is over. Returns it; undefined if it had ended already. */
  end(number: number): Drill | undefined {
    const underWay = this.#underWay;
    if (underWay?.number !== number) return undefined;
    this.#underWay = undefined;
    return underWay.drill;
  }

  /** Counts a page request that has ended. */
  ended({ request, page, outcome }: Arrival): void {
    const now = this.now();
    const ageMs = page ? now - page.computedAt : 0;
    const sums = {
      ended: 1,
      answered: page ? 1 : 0,
      degraded: outcome === 'degraded' ? 1 : 0,
      ages: ageMs,
      oldest: ageMs,
      waits: page ? now - request.startedAt : 0,
    };
    this.#second(now).take(sums);
    for (const { from, to, during, after } of this.#last.values()) {
      if (now < to) during.take(sums);
      else if (now < to + DRILL_MS && to > from) after.take(sums);
    }
  }

  /** How the last one of this name went; undefined when there was none. */
  record(name: DrillName): DrillRecord | undefined {
    const exercise = this.#last.get(name);
    if (!exercise) return undefined;
    const { from, to, before, during, after } = exercise;
    const now = this.now();
    return {
      from,
      to,
      phase: now < to ? 'under way' : now < to + DRILL_MS ? 'recovering' : 'over',
      leftMs: Math.max(0, (now < to ? to : to + DRILL_MS) - now),
      before: before.summary(),
      during: during.summary(),
      after: after.summary(),
    };
  }

  save() {
    const last = Array.from(this.#last, ([name, { before, during, after, ...times }]) => {
      return { name, ...times, before: { ...before }, during: { ...during }, after: { ...after } };
    });
    const seconds = this.#seconds.map((sums): SumsState => ({ ...sums }));
    const underWay = this.#underWay && { name: this.#underWay.drill.name, number: this.#underWay.number };
    return { last, seconds, begun: this.#begun, underWay };
  }

  restore({ last, seconds, begun, underWay }: ReturnType<DrillRecords['save']>): void {
    this.#last.clear();
    for (const { name, from, to, before, during, after } of last)
      this.#last.set(name, {
        from,
        to,
        before: Sums.from(before),
        during: Sums.from(during),
        after: Sums.from(after),
      });
    this.#seconds = seconds.map(Sums.from);
    this.#begun = begun;
    const exercise = underWay && this.#last.get(underWay.name);
    this.#underWay = exercise && { drill: drillOf(underWay.name), exercise, number: underWay.number };
  }

  #recent(now: VirtualMs): Sums[] {
    return this.#seconds.filter(({ second }) => second > now / 1_000 - 1 - SECONDS);
  }

  #second(now: VirtualMs): Sums {
    const second = Math.floor(now / 1_000);
    const last = this.#seconds.at(-1);
    if (last?.second === second) return last;
    const next = new Sums(second);
    this.#seconds = [...this.#recent(now), next];
    return next;
  }
}
