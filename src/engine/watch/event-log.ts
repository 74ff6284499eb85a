import type { Saved } from '../../base/saved';
import type { VirtualMs } from '../../base/units';
import type { FactChange } from '../../store/changes';
import type { LoggedEvent, MemoCacheName, StageUse } from '../contract/engine';
import { reportOf } from '../serving/request-queries';

/** Events kept of each kind. Common kinds cannot drive out rare ones. */
const KEPT = 20;

type Kind = LoggedEvent['kind'];

/** An event as recorded. Its text is formatted when it is read: most events are never read. */
interface Noted {
  sequence: number;
  at: VirtualMs;
  tier: LoggedEvent['tier'];
  kind: Kind;
  /** A key of a memo cache as a number, anything else in words. */
  key: number | string;
  reason: string;
  ms: VirtualMs | undefined;
  /** What the request asked of the store. */
  uses: readonly StageUse[] | undefined;
  change: FactChange | undefined;
}

/** The last events of one kind, in places that are written over and over. */
interface Ring {
  readonly places: Noted[];
  /** Where the oldest is, once all places are taken. */
  oldest: number;
}

/** What events are called. The same event must always get the same words. */
export interface EventWords {
  keyText(cache: MemoCacheName, key: number): string;
  change(change: FactChange): Pick<LoggedEvent, 'key' | 'reason'>;
}

/**
 * The last events of each kind. Every event is noted, in a place of one before it and without its words, so the log
 * costs little at any speed and a rare kind is always found. What it holds depends on the run alone: neither on when it
 * is read nor on how often.
 */
export class RunLog implements Saved<ReturnType<RunLog['save']>> {
  readonly #rings = new Map<Kind, Ring>();
  #sequence: number;

  /** @param sequence of the last event of the run before: readers have seen those. */
  constructor(
    sequence: number,
    private readonly now: () => VirtualMs,
    private readonly words: EventWords,
  ) {
    this.#sequence = sequence;
  }

  /** Notes an event that is in words already. */
  add({ at, tier, kind, key, reason }: Omit<LoggedEvent, 'sequence'>): void {
    this.#note(at, tier, kind, key, reason, undefined, undefined, undefined);
  }

  /** Notes what became of a key of a memo cache. @param uses the queries of the whole request, when this ends it. */
  entry(
    cache: MemoCacheName,
    kind: Kind,
    key: number,
    reason: string,
    ms?: VirtualMs,
    uses?: readonly StageUse[],
  ): void {
    this.#note(this.now(), cache, kind, key, reason, ms, uses, undefined);
  }

  /** Notes a change of a fact. */
  change(change: FactChange): void {
    this.#note(change.at, 'store', 'change', '', '', undefined, undefined, change);
  }

  save() {
    const rings = Array.from(this.#rings, ([kind, ring]) => [kind, inOrder(ring).map(savedOf)] as const);
    return { rings, sequence: this.#sequence };
  }

  restore({ rings, sequence }: ReturnType<RunLog['save']>): void {
    this.#rings.clear();
    for (const [kind, events] of rings) this.#rings.set(kind, { places: events.map(copyOf), oldest: 0 });
    this.#sequence = sequence;
  }

  /** Events that are kept, and the most that there may be of the kinds that have come so far. */
  get kept(): { readonly lines: number; readonly most: number } {
    const lines = [...this.#rings.values()].reduce((sum, { places }) => sum + places.length, 0);
    return { lines, most: KEPT * this.#rings.size };
  }

  /** The number of the last event. */
  get last(): number {
    return this.#sequence;
  }

  /** Returns the events after `seen` that are kept, in words, oldest first: at most the newest `limit` of them. */
  since(seen: number, limit: number): LoggedEvent[] {
    return [...this.#rings.values()]
      .flatMap(({ places }) => places.filter(({ sequence }) => sequence > seen))
      .sort((a, b) => a.sequence - b.sequence)
      .slice(-limit)
      .map((event) => this.#inWords(event));
  }

  #inWords({ sequence, at, tier, kind, key, reason, ms, uses, change }: Noted): LoggedEvent {
    const said = change ? this.words.change(change) : { key: this.#keyText(tier, key), reason };
    return { sequence, at, tier, kind, ...said, ms, asked: uses && reportOf(uses) };
  }

  #keyText(tier: LoggedEvent['tier'], key: number | string): string {
    return typeof key === 'string' ? key : this.words.keyText(tier as MemoCacheName, key);
  }

  /** Writes over the oldest event of its kind, without making anything new. */
  #note(
    at: VirtualMs,
    tier: LoggedEvent['tier'],
    kind: Kind,
    key: number | string,
    reason: string,
    ms: VirtualMs | undefined,
    uses: readonly StageUse[] | undefined,
    change: FactChange | undefined,
  ): void {
    const sequence = ++this.#sequence;
    let ring = this.#rings.get(kind);
    if (!ring) {
      ring = { places: [], oldest: 0 };
      this.#rings.set(kind, ring);
    }
    const { places, oldest } = ring;
    const place = places[oldest];
    if (places.length < KEPT || !place) {
      places.push({ sequence, at, tier, kind, key, reason, ms, uses, change });
      return;
    }
    place.sequence = sequence;
    place.at = at;
    place.tier = tier;
    place.key = key;
    place.reason = reason;
    place.ms = ms;
    place.uses = uses;
    place.change = change;
    ring.oldest = oldest + 1 === KEPT ? 0 : oldest + 1;
  }
}

const inOrder = ({ places, oldest }: Ring): Noted[] => [...places.slice(oldest), ...places.slice(0, oldest)];

const copyOf = (event: Noted): Noted => ({ ...event });

/** With its queries summed up, as in the report: a page may have caused hundreds. */
const savedOf = (event: Noted): Noted => ({ ...event, uses: event.uses && reportOf(event.uses)?.uses });
