import { plainBytes } from '../../base/plain-bytes';
import type { Bytes, Milliseconds, VirtualMs } from '../../base/units';
import { memoCacheNames, type TimedIntervention } from '../contract/engine';
import { type Checkpoint, Checkpoints } from '../time/checkpoints';
import { without } from './intervention-lists';
import type { Run } from './run';
import type { SavedRun } from './saved-run';

/** What the checkpoints of a run may take. */
const MOST_BYTES: Bytes = 128_000_000;
/** A run whose caches hold more is not saved. */
const MOST_VALUE_BYTES: Bytes = 64_000_000;
/** Requests between two checkpoints: going back repeats at most so many. */
const EVERY_REQUESTS = 5_000;
/** Most of the wall time that saving may take, as a share. */
const MOST_SHARE = 0.03;

/** A saved run, and how many requests it had answered. */
interface Moment {
  readonly saved: SavedRun;
  readonly requests: number;
}

/** The checkpoints of a run and of its other futures, from which it goes back. */
export class Past {
  readonly #checkpoints = new Checkpoints<Moment>(MOST_BYTES);
  /** Up to here the present future has its checkpoints. */
  #covered: VirtualMs = 0;
  /** At the last checkpoint, or where the run was taken up. */
  #requests = 0;
  #inserted = 0;
  /** Wall time before which nothing is saved. */
  #restUntil: Milliseconds = 0;

  constructor(private readonly wallNow: () => Milliseconds) {}

  get bytes(): Bytes {
    return this.#checkpoints.bytes;
  }

  /** Forgets everything: another run is open. */
  forget(): void {
    this.#checkpoints.clear();
    this.#covered = 0;
    this.#requests = 0;
    this.#inserted = 0;
  }

  /** Saves the run if it has answered enough requests since the last time. Between two events only. */
  note(run: Run): void {
    const { requests } = run.figures.pages;
    if (requests - this.#requests < EVERY_REQUESTS || run.clock.now <= this.#covered) return;
    const begun = this.wallNow();
    if (begun < this.#restUntil) return;
    const valueBytes = run.layers.bytes();
    if (valueBytes > MOST_VALUE_BYTES) return;
    const saved = run.save();
    const inserted = insertedInto(run);
    this.#checkpoints.add({
      at: saved.at,
      state: { saved, requests },
      ownBytes: plainBytes(saved),
      valueBytes,
      newValueBytes: Math.min(valueBytes, (inserted - this.#inserted) * meanBytes(run, valueBytes)),
    });
    this.#requests = requests;
    this.#inserted = inserted;
    this.#restUntil = begun + (this.wallNow() - begun) / MOST_SHARE;
  }

  /** The run was taken up here, in a future with these interventions. */
  resumed(run: Run, interventions: readonly TimedIntervention[]): void {
    this.#requests = run.figures.pages.requests;
    this.#inserted = insertedInto(run);
    this.#covered = this.#latest(Number.POSITIVE_INFINITY, interventions)?.at ?? 0;
  }

  /** From here on the run takes another course than before. */
  forked(run: Run): void {
    this.resumed(run, []);
    this.#covered = run.clock.now;
  }

  /**
   * Returns the newest saved run, at a moment or before it and with at most so many requests answered, of a future with
   * these interventions; undefined without one.
   */
  nearest(
    at: VirtualMs,
    interventions: readonly TimedIntervention[],
    mostRequests = Number.POSITIVE_INFINITY,
  ): SavedRun | undefined {
    return this.#latest(at, interventions, mostRequests)?.state.saved;
  }

  #latest(
    at: VirtualMs,
    interventions: readonly TimedIntervention[],
    mostRequests = Number.POSITIVE_INFINITY,
  ): Checkpoint<Moment> | undefined {
    return this.#checkpoints.latest(
      at,
      ({ state: { saved, requests } }) => requests <= mostRequests && leadsTo(saved, interventions),
    );
  }
}

/** Whether a saved run goes on to a future: it holds nothing else, and lacks only what comes later. */
function leadsTo(saved: SavedRun, interventions: readonly TimedIntervention[]): boolean {
  if (without(saved.interventions, interventions).length > 0) return false;
  return without(interventions, saved.interventions).every(({ at }) => at > saved.at);
}

const insertedInto = (run: Run): number =>
  memoCacheNames.reduce((sum, name) => sum + run.layers.stats(name).inserted, 0);

function meanBytes(run: Run, bytes: Bytes): Bytes {
  const entries = memoCacheNames.reduce((sum, name) => sum + run.layers.entries(name), 0);
  return entries === 0 ? 0 : bytes / entries;
}
