import type { Cache } from './cache';
import type { Guards } from './guards';
import { Running, type RunningLease } from './running';

/**
 * The ways in which values of a memo go out of date. Each reaches the entry, what is remembered of the key, and the
 * computations under way, whose values were read before the change.
 */
export class MemoInvalidation<K, V> {
  protected readonly running = new Running<K>();

  constructor(
    readonly cache: Cache<K, V>,
    protected readonly guards: Guards<K, V>,
  ) {}

  /** Removes the key's entry; the value of a computation under way will not be kept. Whether there was an entry. */
  invalidateKey(asked: K): boolean {
    const key = this.guards.named(asked);
    this.revokeKey(asked);
    const negative = this.guards.forget(key);
    return this.cache.delete(key) || negative;
  }

  /** As `Cache.invalidateTag`; values of computations that read what the tag stands for will not be kept. */
  invalidateTag(tag: number): number {
    const carriers = this.cache.invalidateTag(tag) + (this.guards.negatives?.invalidateTag(tag) ?? 0);
    this.#revokeOutdated();
    return carriers;
  }

  /** Revokes the key's computations: their values will not be kept. Its entry stays. */
  revokeKey(asked: K): void {
    const ident = this.cache.identOf(this.guards.named(asked));
    this.running.forKey(ident, (lease) => this.revoke(lease));
  }

  /** Revokes computations that read what the tag stands for: their values will not be kept. Entries stay. */
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

  /** As `Cache.purgeTag`; values of computations that read what the tag stands for will not be kept. */
  purgeTag(tag: number): number {
    const carriers = this.cache.purgeTag(tag) + (this.guards.negatives?.invalidateTag(tag) ?? 0);
    this.#revokeOutdated();
    return carriers;
  }

  /** Calls with each list of tags that an entry carries or a computation under way has named. */
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

  /** Its value is out of date before it comes: no request joins it any more, and it will not be kept. */
  protected revoke(lease: RunningLease<K>): void {
    lease.revoked = true;
    if (this.guards.settings.leases) lease.joinable = false;
  }
}
