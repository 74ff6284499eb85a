/** Cache as seen by the byte budget that it shares. */
export interface BudgetMember {
  readonly size: number;
  readonly bytes: number;
  /**
   * Evicts one entry; `incoming` is the id of an entry about to enter this cache, or NONE. Returns false if the policy
   * evicts no entry for the incoming one, which requires an `incoming`.
   */
  evictOne(incoming: number): boolean;
}

/**
 * Byte budget shared by several caches. When it is exceeded, the cache with the most bytes evicts, so that a cache of
 * few large values cannot empty one of many small ones. Used bytes are the sum of the members' counts, so they cannot
 * drift.
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

  /** Changes the budget at once: lowered, it evicts until the members fit. */
  resize(maxBytes: number): void {
    this.#maxBytes = checkedBudget(maxBytes);
    this.makeRoom(0);
  }

  /**
   * Evicts until `bytes` more fit; they must fit into an empty budget. `incoming` is about to enter `member`. Returns
   * false if the policy of that member evicts no entry for it.
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
