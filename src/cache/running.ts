import type { Lease, MissReason } from './answer';
import type { Ident } from './structures/key-table';

export class RunningLease<K> implements Lease<K> {
  revoked = false;
  ended = false;
  /** Whether others may wait for it. */
  joinable = true;
  /** Whether the value is worth a place (scan bypass). */
  wanted = true;
  /** What the value is made from, as far as that has been said. */
  tags: ArrayLike<number> | undefined;
  /** The one that began before it for the same key, where there are several. */
  elder: RunningLease<K> | undefined;

  constructor(
    readonly key: K,
    readonly ident: Ident,
    readonly startedAt: number,
    readonly reason: MissReason | 'refresh',
    /** The cache's invalidations when what the value is made from was read. */
    public moment: number,
  ) {}
}

/** The lease as the memo that gave it out knows it, until it ends. */
export function own<K>(lease: Lease<K>): RunningLease<K> {
  if (!(lease instanceof RunningLease)) throw new Error('This lease was not given out by a memo');
  if (lease.ended) throw new Error(`The lease for ${String(lease.key)} has ended already`);
  return lease;
}

/** Computations under way, by key; several for one key where nobody makes them one. */
export class Running<K> {
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

  /** One that others may wait for. */
  joinable(ident: Ident): RunningLease<K> | undefined {
    let lease = this.#youngest.get(ident);
    while (lease && !lease.joinable) lease = lease.elder;
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

  forKey(ident: Ident, visit: (lease: RunningLease<K>) => void): void {
    for (let lease = this.#youngest.get(ident); lease; lease = lease.elder) visit(lease);
  }

  forEach(visit: (lease: RunningLease<K>) => void): void {
    for (const ident of this.#youngest.keys()) this.forKey(ident, visit);
  }
}
