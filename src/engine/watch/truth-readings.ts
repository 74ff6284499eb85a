import { Readings } from '../../base/readings';
import type { Saved } from '../../base/saved';
import {
  type MemoCacheName,
  memoCacheNames,
  type RecentTruth,
  SERIES_BUCKETS,
  seriesWidths,
  type TruthCounts,
} from '../contract/engine';
import { ofThisBrowser, type Settings, settingIds } from '../contract/settings';
import type { Watched } from './watched';

/** How true the answers of each memo cache were lately: in the window in view, after the last change of a setting. */
export class TruthReadings implements Saved<ReturnType<TruthReadings['save']>> {
  readonly #readings: Readonly<Record<MemoCacheName, Readings<TruthCounts>>> = {
    similarities: new Readings(seriesWidths, SERIES_BUCKETS),
    weights: new Readings(seriesWidths, SERIES_BUCKETS),
    rankings: new Readings(seriesWidths, SERIES_BUCKETS),
  };

  constructor(private readonly run: Pick<Watched, 'clock' | 'figures' | 'layers' | 'audit'>) {}

  /** Notes where the totals stand; called at least once a second of virtual time. */
  note(): void {
    for (const name of memoCacheNames) this.#readings[name].note(this.run.clock.now, () => this.#total(name));
  }

  /** Notes a change of settings, unless it concerns this browser alone. */
  changed(before: Settings, after: Settings): void {
    if (!settingIds.some((id) => before[id] !== after[id] && !ofThisBrowser.has(id))) return;
    for (const name of memoCacheNames) this.#readings[name].change(this.run.clock.now, this.#total(name));
  }

  report(bucketMs: number): Readonly<Record<MemoCacheName, RecentTruth>> {
    const of = (name: MemoCacheName) =>
      this.#readings[name].counted(bucketMs, this.run.clock.now, this.#total(name));
    return { similarities: of('similarities'), weights: of('weights'), rankings: of('rankings') };
  }

  save() {
    const { similarities, weights, rankings } = this.#readings;
    return { similarities: similarities.save(), weights: weights.save(), rankings: rankings.save() };
  }

  restore(saved: ReturnType<TruthReadings['save']>): void {
    for (const name of memoCacheNames) this.#readings[name].restore(saved[name]);
  }

  /** Since the start of the run. */
  #total(name: MemoCacheName): TruthCounts {
    const { figures, layers, audit } = this.run;
    const { needlessBy, causes } = audit.books[name];
    const counts = figures.total(name, layers.stats(name));
    return { ...counts, needlessBy: { ...needlessBy }, causes: { ...causes } };
  }
}
