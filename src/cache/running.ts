import type { Saved } from '../base/saved';
import type { Lease, MissReason } from './answer';
import type { Ident } from './structures/key-table';

export class RunningLease<K> implements Lease<K> {
  revoked = false;
  superseded = false;
  ended = false;
  /** Whether the value has passed the check on read. */
  checked = false;
  /** Whether other callers may wait for it. */
  joinable = true;
  /** Whether the value is to be admitted (scan bypass). */
  wanted = true;
  /** Tags of the value, as far as declared. */
  tags: ArrayLike<number> | undefined;
  /** Earlier computation of the same key, if there are several. */
  elder: RunningLease<K> | undefined;

  constructor(
    readonly number: number,
    readonly key: K,
    readonly ident: Ident,
    readonly startedAt: number,
    readonly reason: MissReason | 'refresh',
    /** Number of invalidations of the cache when the computation began reading. */
    public moment: number,
    /** Sequence number of that reading in the memo: a larger one read later. */
    public reading: number,
  ) {}
}

/** Running computation as plain data. */
export type LeaseState<K> = Omit<RunningLease<K>, 'elder' | 'ended'>;

/** Returns a lease with its internal state. Throws if it has ended or was not issued by a memo. */
export function own<K>(lease: Lease<K>): RunningLease<K> {
  if (!(lease instanceof RunningLease)) throw new Error('This lease was not given out by a memo');
  if (lease.ended) throw new Error(`The lease for ${String(lease.key)} has ended already`);
  return lease;
}

/** Running computations by key; several per key if single-flight is off or a time limit has passed. */
export class Running<K> implements Saved<readonly LeaseState<K>[]> {
  readonly #youngest = new Map<Ident, RunningLease<K>>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(lease: RunningLease<K>): void {
    lease.elder = this.#youngest.get(lease.ident);
    this.#youngest.set(lease.ident, lease);
    this.#count++;
  }

  /** Returns the youngest computation of the key that callers may wait for; `refreshes`: also a background one. */
  joinable(ident: Ident, refreshes = true): RunningLease<K> | undefined {
    let lease = this.#youngest.get(ident);
    while (lease && (!lease.joinable || (!refreshes && lease.reason === 'refresh'))) lease = lease.elder;
    return lease;
  }

  end(lease: RunningLease<K>): void {
    lease.ended = true;
    this.#count--;
    const youngest = this.#youngest.get(lease.ident);
    if (youngest === lease) {
      if (lease.elder) this.#youngest.set(lease.ident, lease.elder);
      else this.#youngest.delete(lease.ident);
      return;
    }
    for (let one = youngest; one; one = one.elder) if (one.elder === lease) one.elder = lease.elder;
  }

  /** Marks the key's computations that read before `reading` as superseded: a value read later is known. */
  supersede(ident: Ident, reading: number): void {
    for (let lease = this.#youngest.get(ident); lease; lease = lease.elder)
      if (lease.reading < reading) lease.superseded = true;
  }

  forKey(ident: Ident, visit: (lease: RunningLease<K>) => void): void {
    for (let lease = this.#youngest.get(ident); lease; lease = lease.elder) visit(lease);
  }

  forEach(visit: (lease: RunningLease<K>) => void): void {
    for (const ident of this.#youngest.keys()) this.forKey(ident, visit);
  }

  /** Returns computations by key, youngest first. Tags are kept by reference. */
  save(): readonly LeaseState<K>[] {
    const states: LeaseState<K>[] = [];
    this.forEach(({ elder: _, ended: __, ...state }) => {
      states.push(state);
    });
    return states;
  }

  /** Restores computations. Leases issued earlier do not belong to this state: get them by number. */
  restore(states: readonly LeaseState<K>[]): void {
    this.#youngest.clear();
    this.#count = states.length;
    let younger: RunningLease<K> | undefined;
    for (const { number, key, ident, startedAt, reason, moment, reading, ...marks } of states) {
      const lease = new RunningLease(number, key, ident, startedAt, reason, moment, reading);
      Object.assign(lease, marks);
      if (younger?.ident === ident) younger.elder = lease;
      else this.#youngest.set(ident, lease);
      younger = lease;
    }
  }
}
