import type { Saved } from '../../base/saved';
import type { VirtualMs } from '../../base/units';
import type { Harms } from '../contract/engine';
import { hitsOf, memoCacheNames } from '../contract/engine';
import type { Watched } from './watched';

const EVERY_MS = 1_000;
/** Readings that are kept: twenty minutes. */
const KEPT = 1_200;
const MINUTE_MS = 60_000;

/** Running totals at a moment. */
interface Reading {
  readonly at: VirtualMs;
  readonly pages: number;
  readonly hits: number;
  readonly outOfDate: number;
  readonly hidden: number;
  readonly pairs: number;
  readonly contradictions: number;
  readonly entries: number;
  readonly bytes: number;
  /** The bound that is set. */
  readonly maxBytes: number;
}

/** What caching does harm, over any stretch of the last twenty minutes; to the second. Reading it changes nothing. */
export class HarmMeter implements Saved<readonly Reading[]> {
  #readings: Reading[] = [];

  constructor(private readonly run: Watched) {}

  /** Over the last minute. */
  now(): Harms {
    const { now } = this.run.clock;
    return this.between(now - MINUTE_MS, now);
  }

  /** Over the minute up to a moment. */
  minuteBefore(at: VirtualMs): Harms {
    return this.between(at - MINUTE_MS, at);
  }

  /** From a moment on, for a minute at most, and no further than `until`; undefined where nothing is between them. */
  minuteAfter(at: VirtualMs, until = Number.POSITIVE_INFINITY): Harms | undefined {
    const to = Math.min(at + MINUTE_MS, until);
    return to > at ? this.between(at, to) : undefined;
  }

  between(from: VirtualMs, to: VirtualMs): Harms {
    const first = this.#since(from);
    const last = this.#at(to);
    const pages = last.pages - first.pages;
    const share = (part: number, all: number) => (all > 0 ? part / all : undefined);
    return {
      from: first.at,
      to: last.at,
      'out-of-date': share(last.outOfDate - first.outOfDate, pages),
      hidden: share(last.hidden - first.hidden, pages),
      contradictions: share(last.contradictions - first.contradictions, last.pairs - first.pairs),
      memory: last.bytes / last.maxBytes,
      recomputed: share(pages - (last.hits - first.hits), pages),
      entries: last.entries,
      bytes: last.bytes,
    };
  }

  /** The first reading from a moment on: what was before it, such as another way to memoize, must not count. */
  #since(moment: VirtualMs): Reading {
    return this.#readings.find(({ at }) => at >= moment) ?? this.#read();
  }

  /** The last reading up to a moment; the first one there is for what is longer ago. */
  #at(moment: VirtualMs): Reading {
    if (moment >= this.run.clock.now) return this.#read();
    const reading = this.#readings.findLast(({ at }) => at <= moment) ?? this.#readings[0];
    return reading ?? this.#read();
  }

  /** Takes a reading, and plans the next one. Called once at the start. */
  note(): void {
    this.#readings.push(this.#read());
    if (this.#readings.length > KEPT) this.#readings.shift();
    this.run.clock.after(EVERY_MS, 'read harms', undefined);
  }

  /** Readings are shared with the saved state: they never change. */
  save(): readonly Reading[] {
    return [...this.#readings];
  }

  restore(readings: readonly Reading[]): void {
    this.#readings = [...readings];
  }

  #read(): Reading {
    const { run } = this;
    const counts = run.figures.total('rankings', run.layers.stats('rankings'));
    const { requests: pages, stale, unchecked, wrong } = counts;
    const { count: hidden } = run.audit.hiddenWrongs;
    const { pairs, contradictions } = run.contradictions.total;
    return {
      at: run.clock.now,
      pages,
      hits: hitsOf(counts),
      outOfDate: stale + unchecked + wrong - hidden,
      hidden,
      pairs,
      contradictions,
      entries: memoCacheNames.reduce((sum, name) => sum + run.layers.entries(name), 0),
      bytes: run.layers.bytes(),
      maxBytes: run.settings.bytes,
    };
  }
}
