import type { Cache } from './cache';
import type { Guards } from './guards';
import { Running, type RunningLease } from './running';

/**
 * Invalidations of the values of a memo. Each applies to the entry, to cached failures and absences of the key, and to
 * running computations, which read before the change.
 */
export class MemoInvalidation<K, V> {
  protected readonly running = new Running<K>();

  constructor(
    readonly cache: Cache<K, V>,
    protected readonly guards: Guards<K, V>,
  ) {}

  /** Removes the key's entry; the value of a running computation is not kept. Returns whether there was an entry. */
  invalidateKey(asked: K): boolean {
    const key = this.guards.named(asked);
    this.revokeKey(asked);
    const negative = this.guards.forget(key);
    return this.cache.delete(key) || negative;
  }

  /** Invalidates like `Cache.invalidateTag`; values of running computations with the tag are not kept. */
  invalidateTag(tag: number): number {
    const carriers = this.cache.invalidateTag(tag) + (this.guards.negatives?.invalidateTag(tag) ?? 0);
    this.#revokeOutdated();
    return carriers;
  }

  /** Revokes the key's running computations: their values are not kept. Its entry stays. */
  revokeKey(asked: K): void {
    const ident = this.cache.identOf(this.guards.named(asked));
    this.running.forKey(ident, (lease) => this.revoke(lease));
  }

  /** Revokes running computations with the tag: their values are not kept. Entries stay. */
  revokeTag(tag: number): void {
    this.cache.revokeTag(tag);
    this.#revokeOutdated();
  }

  /** Expires the key's entry now; it stays for requests that accept a stale answer. */
  purgeKey(asked: K): boolean {
    const key = this.guards.named(asked);
    this.revokeKey(asked);
    this.guards.forget(key);
    return this.cache.purge(key);
  }

  /** Purges like `Cache.purgeTag`; values of running computations with the tag are not kept. */
  purgeTag(tag: number): number {
    const carriers = this.cache.purgeTag(tag) + (this.guards.negatives?.invalidateTag(tag) ?? 0);
    this.#revokeOutdated();
    return carriers;
  }

  /** Calls `visit` with each list of tags of an entry or of a running computation. */
  forEachTagList(visit: (tags: ArrayLike<number>) => void): void {
    for (const cache of [this.cache, this.guards.negatives])
      cache?.forEachSlot((slot) => {
        const tags = cache.tagsAt(slot);
        if (tags) visit(tags);
      });
    this.running.forEach(({ tags }) => {
      if (tags) visit(tags);
    });
  }

  clear(): void {
    this.running.forEach((lease) => {
      this.revoke(lease);
    });
    this.guards.clear();
    this.cache.clear();
  }

  #revokeOutdated(): void {
    this.running.forEach((lease) => {
      if (lease.tags && this.cache.invalidatedSince(lease.moment, lease.tags)) this.revoke(lease);
    });
  }

  /** Revokes a computation: its value is out of date and will not be kept, and no request joins it any more. */
  protected revoke(lease: RunningLease<K>): void {
    lease.revoked = true;
    if (this.guards.settings.leases) lease.joinable = false;
  }
}
