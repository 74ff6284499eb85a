import { Random } from '../../base/random';
import { memoize } from '../memoize';
import { RemovalLog } from '../removal-log';

/** Reads a product twice at once, and again after a change of it. */
export async function readProducts(load: (id: number) => Promise<string>) {
  const product = memoize(
    async function (id: number) {
      this.declare(`product ${id}`); // a tag, for invalidation
      return await load(id);
    },
    {
      maxEntries: 1_000,
      ttlMs: 60_000,
      policy: 'w-tinylfu',
      random: new Random(1),
      protect: { singleFlight: true, staleIfError: { graceMs: 5_000 } },
    },
  );
  const log = new RemovalLog(product.memo.cache);
  const both = await Promise.all([product(7), product(7)]); // one computation for two callers
  product.invalidateTag('product 7');
  const changed = await product(7);
  return { both, changed, answers: product.memo.counters.answers, removed: log.list() };
}
