import type { Saved } from '../../base/saved';
import type { VirtualMs } from '../../base/units';
import type { ChangeKind, FactChange } from '../../store/changes';
import type { ChangeLine, MemoCacheName, MessageFate, StrategyName } from '../contract/engine';
import { changeKinds, memoCacheNames } from '../contract/engine';
import type { AnyStageResult } from '../serving/stage-result';
import type { Held } from './holders';

/** Changes of each kind that are remembered one by one. */
const KEPT_A_KIND = 8;
/** Entries of each cache that are named. */
const NAMED_A_CACHE = 20;
/** Entries of one change that are held against the store at most. */
const JUDGED_A_CHANGE = 20;
/** And so many a virtual second, which may be saved up: an audit costs as much as a computation. */
const JUDGED_A_SECOND = 10;
const JUDGED_AT_MOST = 200;

type Counts = Record<MemoCacheName, { reached: number; missed: number }>;

interface Concerned {
  readonly cache: MemoCacheName;
  readonly key: number;
  readonly fate: 'reached' | 'missed';
  readonly judged: 'right' | 'wrong' | undefined;
}

/** One change, from its commit on; the rest is known when its message has come, or should have. */
export interface ChangeRecord {
  readonly line: ChangeLine;
  readonly change: FactChange;
  readonly strategy: StrategyName;
  message: MessageFate;
  tookMs: VirtualMs | undefined;
  readonly caches: Counts;
  judged: number;
  needless: number;
  readonly concerned: Concerned[];
  /** Where it is added up. */
  readonly totals: StrategyTotals;
}

export interface StrategyTotals {
  readonly strategy: StrategyName;
  readonly since: VirtualMs;
  changes: number;
  lost: number;
  judged: number;
  needless: number;
  readonly kinds: Record<ChangeKind, Counts>;
}

/** What the meter asks of the run. All of it is off the books. */
export interface ReachSources {
  now(): VirtualMs;
  /** Entries that would be served now and were computed from the fact. */
  holders(fact: number): readonly Held[];
  /** Whether the shopper would see another value if it were computed now. */
  isWrong(result: AnyStageResult): boolean;
  line(change: FactChange): ChangeLine;
}

interface ReachState {
  readonly totals: Map<StrategyName, StrategyTotals>;
  readonly underWay: Map<number, ChangeRecord>;
  readonly kept: Map<ChangeKind, ChangeRecord[]>;
  readonly budget: number;
  readonly budgetAt: VirtualMs;
}

/**
 * How far invalidation reaches: for each change the entries that its message reached, those that it should have and
 * did not (they hold the fact in an older version), and those that it reached although they were right. It looks at
 * the moment at which the message comes, or would have, before the strategy obeys it, and changes nothing in the run.
 * Whether an entry was right is found by an audit, of some entries only where they are many.
 */
export class Reach implements Saved<ReachState> {
  #totals: Map<StrategyName, StrategyTotals> = new Map();
  /** By the number of the change: its message is under way. */
  #underWay: Map<number, ChangeRecord> = new Map();
  #kept: Map<ChangeKind, ChangeRecord[]> = new Map(changeKinds.map((kind) => [kind, []]));
  #budget = JUDGED_AT_MOST;
  #budgetAt: VirtualMs = 0;

  constructor(private readonly sources: ReachSources) {}

  /** The strategy was set: what it does is counted from here. */
  begin(strategy: StrategyName): void {
    // Last in the map is the present one.
    this.#totals.delete(strategy);
    const kinds = Object.fromEntries(changeKinds.map((kind) => [kind, noCounts()])) as Record<
      ChangeKind,
      Counts
    >;
    const since = this.sources.now();
    this.#totals.set(strategy, { strategy, since, changes: 0, lost: 0, judged: 0, needless: 0, kinds });
  }

  /** A change was committed. Its message is under way. */
  changed(change: FactChange, strategy: StrategyName): void {
    const totals = this.#totals.get(strategy);
    if (!totals) throw new Error(`Changes under ${strategy} are counted, but it was not set`);
    const record: ChangeRecord = {
      line: this.sources.line(change),
      change,
      strategy,
      message: 'under way',
      tookMs: undefined,
      caches: noCounts(),
      judged: 0,
      needless: 0,
      concerned: [],
      totals,
    };
    totals.changes++;
    this.#underWay.set(change.sequence, record);
    const kept = this.#kept.get(change.kind) ?? [];
    kept.push(record);
    if (kept.length > KEPT_A_KIND) kept.shift();
  }

  /** The message has come, and is about to be obeyed; or it is known that it never will. */
  settle(change: FactChange, concerned: readonly Held[], message: Exclude<MessageFate, 'under way'>): void {
    const record = this.#underWay.get(change.sequence);
    if (!record) throw new Error(`No message about change ${change.sequence} is under way`);
    this.#underWay.delete(change.sequence);
    const { totals } = record;
    record.message = message;
    if (message === 'arrived') record.tookMs = this.sources.now() - change.at;
    if (message === 'lost') totals.lost++;
    const verdicts = this.#judge(concerned);
    const reached = new Set(concerned.map(({ result }) => result));
    for (const held of concerned) this.#count(record, held, 'reached', verdicts.get(held.result));
    for (const held of this.sources.holders(change.fact))
      if (!reached.has(held.result) && holdsOlder(held.result, change)) this.#count(record, held, 'missed');
    const needless = [...verdicts.values()].filter((verdict) => verdict === 'right').length;
    record.judged = verdicts.size;
    record.needless = needless;
    totals.judged += verdicts.size;
    totals.needless += needless;
  }

  save(): ReachState {
    // A record is named from several places, and must be one still: they are copied together.
    return structuredClone({
      totals: this.#totals,
      underWay: this.#underWay,
      kept: this.#kept,
      budget: this.#budget,
      budgetAt: this.#budgetAt,
    });
  }

  restore(state: ReachState): void {
    const { totals, underWay, kept, budget, budgetAt } = structuredClone(state);
    this.#totals = totals;
    this.#underWay = underWay;
    this.#kept = kept;
    this.#budget = budget;
    this.#budgetAt = budgetAt;
  }

  /** The present strategy first, then those from before. */
  get totals(): readonly StrategyTotals[] {
    return [...this.#totals.values()].reverse();
  }

  /** The last changes of each kind, newest first. */
  get changes(): readonly ChangeRecord[] {
    return [...this.#kept.values()].flat().sort((a, b) => b.change.sequence - a.change.sequence);
  }

  #count(
    record: ChangeRecord,
    { cache, key }: Held,
    fate: Concerned['fate'],
    judged?: 'right' | 'wrong',
  ): void {
    record.totals.kinds[record.change.kind][cache][fate]++;
    const counts = record.caches[cache];
    counts[fate]++;
    if (counts.reached + counts.missed <= NAMED_A_CACHE) record.concerned.push({ cache, key, fate, judged });
  }

  /** Holds some of the entries against the store, spread evenly over all of them. */
  #judge(concerned: readonly Held[]): Map<AnyStageResult, 'right' | 'wrong'> {
    const now = this.sources.now();
    const saved = ((now - this.#budgetAt) * JUDGED_A_SECOND) / 1_000;
    this.#budget = Math.min(JUDGED_AT_MOST, this.#budget + saved);
    this.#budgetAt = now;
    const many = Math.min(concerned.length, JUDGED_A_CHANGE, Math.floor(this.#budget));
    this.#budget -= many;
    const verdicts = new Map<AnyStageResult, 'right' | 'wrong'>();
    for (let i = 0; i < many; i++) {
      const { result } = concerned[Math.floor((i * concerned.length) / many)] as Held;
      verdicts.set(result, this.sources.isWrong(result) ? 'wrong' : 'right');
    }
    return verdicts;
  }
}

function holdsOlder({ facts, versions }: AnyStageResult, { fact, version }: FactChange): boolean {
  const place = facts.indexOf(fact);
  return place >= 0 && (versions[place] as number) < version;
}

const noCounts = (): Counts =>
  Object.fromEntries(memoCacheNames.map((name) => [name, { reached: 0, missed: 0 }])) as Counts;
