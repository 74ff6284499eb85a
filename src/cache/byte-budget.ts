/** A cache, as seen by the budget that it shares. */
export interface BudgetMember {
  readonly size: number;
  readonly bytes: number;
  /**
   * Evicts one entry; `incoming` is the id that waits at this cache's own door, or NONE. False where the policy lets no
   * entry go for what comes, which needs an `incoming`.
   */
  evictOne(incoming: number): boolean;
}

/**
 * Bytes that several caches share. Over it, the cache that holds most bytes evicts, so that a cache of few large
 * values cannot drive out one of many small ones. Used bytes are the members' own counts, so they cannot drift.
 */
export class ByteBudget {
  #maxBytes: number;
  readonly #members: BudgetMember[] = [];

  /** @param maxBytes more than 0; throws otherwise. */
  constructor(maxBytes: number) {
    this.#maxBytes = checkedBudget(maxBytes);
  }

  get maxBytes(): number {
    return this.#maxBytes;
  }

  get usedBytes(): number {
    let used = 0;
    for (const member of this.#members) used += member.bytes;
    return used;
  }

  join(member: BudgetMember): void {
    this.#members.push(member);
  }

  leave(member: BudgetMember): void {
    const at = this.#members.indexOf(member);
    if (at >= 0) this.#members.splice(at, 1);
  }

  /** Takes effect at once: lowered, it evicts until the members fit. */
  resize(maxBytes: number): void {
    this.#maxBytes = checkedBudget(maxBytes);
    this.makeRoom(0);
  }

  /**
   * Evicts until `bytes` more fit; they must fit into an empty budget. `incoming` waits at the door of `member`. False
   * where that member's policy lets none of its entries go for it.
   */
  makeRoom(bytes: number, member?: BudgetMember, incoming = -1): boolean {
    while (this.usedBytes + bytes > this.#maxBytes) {
      let heaviest: BudgetMember | undefined;
      for (const one of this.#members)
        if (one.size > 0 && (!heaviest || one.bytes > heaviest.bytes)) heaviest = one;
      if (!heaviest)
        throw new Error(`${bytes} bytes do not fit into a budget of ${this.#maxBytes} that is empty`);
      if (!heaviest.evictOne(heaviest === member ? incoming : -1)) return false;
    }
    return true;
  }
}

function checkedBudget(maxBytes: number): number {
  if (!(maxBytes > 0)) throw new Error(`A byte budget must be more than 0, got ${maxBytes}`);
  return maxBytes;
}
