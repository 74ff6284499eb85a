import type { Saved } from './saved';
import type { VirtualMs } from './units';

/** Running totals by name; a total may be a group of totals. */
export type Totals = { readonly [name: string]: number | Totals };

/** Counts over an interval of time. */
export interface Counted<T> {
  readonly from: VirtualMs;
  /** Start of the interval: of the window, the last change of conditions, or the start of counting. */
  readonly since: 'window' | 'change' | 'start';
  readonly counts: T;
}

interface Reading<T> {
  readonly at: VirtualMs;
  readonly totals: T;
}

interface ReadingsState<T> {
  readonly rings: readonly (readonly Reading<T>[])[];
  readonly changed: Reading<T> | undefined;
  readonly started: Reading<T> | undefined;
}

/**
 * Records running totals at the start of each time bucket, for several bucket widths, and at the last change of the
 * conditions of counting. Returns the difference since then: over the window of one width, or since the change if that
 * is within it. Keeps `buckets` readings a width.
 */
export class Readings<T extends Totals> implements Saved<ReadingsState<T>> {
  readonly #rings: readonly { readonly bucketMs: number; readings: Reading<T>[] }[];
  #changed: Reading<T> | undefined;
  #started: Reading<T> | undefined;

  constructor(
    widths: readonly number[],
    private readonly buckets: number,
  ) {
    this.#rings = widths.map((bucketMs) => ({ bucketMs, readings: [] }));
  }

  /** Records the totals if a bucket has begun. Called once per bucket of the smallest width, or more often. */
  note(at: VirtualMs, totals: () => T): void {
    const begun = this.#rings.filter(({ bucketMs, readings: [newest] }) => {
      return newest === undefined || Math.floor(at / bucketMs) > Math.floor(newest.at / bucketMs);
    });
    if (begun.length === 0) return;
    const reading = { at, totals: totals() };
    this.#started ??= reading;
    for (const ring of begun) ring.readings = [reading, ...ring.readings].slice(0, this.buckets);
  }

  /** Records a change of the conditions under which totals are counted. */
  change(at: VirtualMs, totals: T): void {
    this.#changed = { at, totals };
  }

  /** Readings are shared with the saved state: they never change. */
  save(): ReadingsState<T> {
    const rings = this.#rings.map(({ readings }) => readings);
    return { rings, changed: this.#changed, started: this.#started };
  }

  /** The state must be of readings of the same widths. */
  restore({ rings, changed, started }: ReadingsState<T>): void {
    this.#rings.forEach((ring, width) => {
      ring.readings = [...(rings[width] ?? [])];
    });
    this.#changed = changed;
    this.#started = started;
  }

  /** Returns the counts up to now in the window of one width, after the last change. */
  counted(bucketMs: number, now: VirtualMs, totals: T): Counted<T> {
    const oldest = (Math.floor(now / bucketMs) - this.buckets + 1) * bucketMs;
    const ring = this.#rings.find((one) => one.bucketMs === bucketMs);
    const first = ring?.readings.findLast(({ at }) => at >= oldest);
    const change = this.#changed;
    if (change && change.at >= (first?.at ?? 0))
      return { from: change.at, since: 'change', counts: difference(totals, change.totals) };
    if (!first) return { from: now, since: 'start', counts: difference(totals, totals) };
    const since = first.at === this.#started?.at ? 'start' : 'window';
    return { from: first.at, since, counts: difference(totals, first.totals) };
  }
}

/** Subtracts totals from later ones of the same names. */
function difference<T extends Totals>(later: T, earlier: T): T {
  const entries = Object.entries(later).map(([name, value]) => {
    const before = earlier[name] ?? 0;
    if (typeof value === 'number') return [name, typeof before === 'number' ? value - before : value];
    return [name, typeof before === 'number' ? value : difference(value, before)];
  });
  return Object.fromEntries(entries) as T;
}
