import type { ByteBudget } from './byte-budget';
import type { Room } from './order';

/** Bounds as options give them. */
export interface BoundOptions {
  readonly maxEntries: number | 'unbounded';
  readonly maxBytes: number | 'unbounded';
  readonly budget?: ByteBudget | 'none' | undefined;
}

/** Bounds of a cache: entries, bytes, and a budget of bytes that it shares with other caches. */
export class Bounds {
  /** Infinity: none. */
  readonly maxEntries: number;
  /** Infinity: none. */
  readonly maxBytes: number;
  readonly budget: ByteBudget | undefined;

  /** Throws unless each bound is a whole number from 1 and there is at least one. */
  constructor({ maxEntries, maxBytes, budget }: BoundOptions) {
    this.maxEntries = bound('maxEntries', maxEntries);
    this.maxBytes = bound('maxBytes', maxBytes);
    this.budget = budget === 'none' ? undefined : budget;
    if (this.maxEntries === Infinity && !this.onBytes)
      throw new Error('A cache needs a bound: maxEntries, maxBytes or a budget');
  }

  /** Whether entries must be weighed. */
  get onBytes(): boolean {
    return this.maxBytes !== Infinity || this.budget !== undefined;
  }

  /** Returns these bounds with some of them changed. */
  changed({ maxEntries, maxBytes, budget }: Partial<BoundOptions>): Bounds {
    const before = this.asked;
    return new Bounds({
      maxEntries: maxEntries ?? before.maxEntries,
      maxBytes: maxBytes ?? before.maxBytes,
      budget: budget ?? this.budget,
    });
  }

  /** Returns whether a value of this weight fits at all. */
  couldHold(weight: number): boolean {
    const { maxBytes, budget } = this;
    return weight <= maxBytes && (budget === undefined || weight <= budget.maxBytes);
  }

  /** Returns the room of a policy: in bytes where the number of entries has no bound. */
  room(ids: number): Room {
    const { maxEntries, maxBytes, budget } = this;
    return maxEntries === Infinity
      ? { ids, capacity: Math.min(maxBytes, budget?.maxBytes ?? Infinity), unit: 'bytes' }
      : { ids, capacity: maxEntries, unit: 'entries' };
  }

  /** The bounds as options give them, without the budget. */
  get asked() {
    return { maxEntries: unboundedOr(this.maxEntries), maxBytes: unboundedOr(this.maxBytes) };
  }
}

function bound(what: string, value: number | 'unbounded'): number {
  if (value === 'unbounded') return Infinity;
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`${what} is a whole number from 1 or 'unbounded', got ${value}`);
}

const unboundedOr = (bound: number): number | 'unbounded' => (bound === Infinity ? 'unbounded' : bound);
