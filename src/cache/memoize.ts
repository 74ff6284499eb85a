import type { Memo } from './memo';
import { MemoShell } from './memo-shell';
import type { Making, MemoizeOptions } from './memoize-options';

export { CycleError } from './computation';
export { TimeLimitError } from './memo-shell';
export type { Making, MemoizeOptions } from './memoize-options';

/** Memoized function. Memory is bounded by its entries: a tag without entries is forgotten. */
export interface Memoized<A extends unknown[], V> {
  (...args: A): Promise<V>;
  /** Calls it as part of a scan: a computed value is not kept. */
  scan(...args: A): Promise<V>;
  /** Counters, settings and the cache itself. */
  readonly memo: Memo<string, V>;
  /** Waits of requests in milliseconds, including failed ones, counted by the bins of `base/histogram`. */
  readonly waits: Float64Array;
  /** Removes the value; returns whether there was one. */
  invalidate(...args: A): boolean;
  /** Removes the values with this tag; returns their number. */
  invalidateTag(tag: string): number;
  /** Expires the value now; it stays for requests that accept a stale answer. */
  purge(...args: A): boolean;
  purgeTag(tag: string): number;
  clear(): void;
}

/**
 * Returns a memoized function: the promise shell around `Memo`. It asks the core, computes the value if the core says
 * so, and lets concurrent callers wait for one promise. A failure reaches all waiting callers, unless a protection has
 * a fallback for them; a failure of a background refresh reaches none and is counted.
 *
 * A value that arrives after one read later is returned but not kept. A hanging computation blocks its key as long as
 * it hangs, unless `timeLimits` are on; a hanging background refresh blocks it only until the old value has expired.
 *
 *     const product = memoize(
 *       async function (id: number) {
 *         this.declare(`product ${id}`);
 *         return await store.product(id);
 *       },
 *       { maxEntries: 1_000, ttlMs: 60_000, random, protect: { singleFlight: true, staleIfError: { graceMs: 5_000 } } },
 *     );
 *     await product(7);
 *     product.invalidateTag('product 7');
 *
 * A request costs its key, O(size of the arguments), and the cache's cost; a waiting one also two timers if there are
 * time limits.
 */
export function memoize<A extends unknown[], V>(
  make: (this: Making, ...args: A) => V | Promise<V>,
  options: MemoizeOptions<A, V>,
): Memoized<A, V> {
  const shell = new MemoShell(make, options);
  const { memo } = shell;
  return Object.assign((...args: A) => shell.obtain(args, {}), {
    memo,
    waits: shell.waits,
    scan: (...args: A) => shell.obtain(args, { scan: true }),
    invalidate: (...args: A) => memo.invalidateKey(shell.keyOf(args)),
    invalidateTag: (tag: string) => shell.withTag(tag, (number) => memo.invalidateTag(number)),
    purge: (...args: A) => memo.purgeKey(shell.keyOf(args)),
    purgeTag: (tag: string) => shell.withTag(tag, (number) => memo.purgeTag(number)),
    clear: () => memo.clear(),
  });
}
