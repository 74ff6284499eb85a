import { Random } from '../../base/random';
import type { Store } from '../../store/facts';
import { openEmbeddedShop } from '../../store/open';
import { compared, type Suite } from './suite';

/** Time travel depends on it: a pause short enough not to be noticed. */
const BOUND_MS = 50;
/** The changes of a busy hour in a shop. */
const CHANGES = 6_000;

/** Saves and restores the embedded shop: 2,000 products and 100,000 purchases. */
export const store: Suite = {
  name: 'store',
  async *run({ rounds, only, say }) {
    const measures = { 'save the store': [] as number[], 'restore the store': [] as number[] };
    const wanted = Object.entries(measures).filter(([name]) => only === undefined || name.includes(only));
    if (wanted.length === 0) return;
    const shop = await openEmbeddedShop(1, () => performance.now());
    const random = Random.for(1, 'bench of the store');
    let bytes = 0;
    for (let round = 0; round < rounds; round++) {
      shop.reset();
      change(shop, random, CHANGES);
      const begun = performance.now();
      const saved = shop.checkpoint();
      const done = performance.now();
      bytes = saved.bytes;
      change(shop, random, CHANGES / 10);
      const back = performance.now();
      shop.restore(saved);
      // Untimed: the first read after a restore prepares its statement again.
      shop.products([1, 2, 3]);
      measures['save the store'].push(done - begun);
      measures['restore the store'].push(performance.now() - back);
    }
    shop.close();
    say(`A checkpoint after ${CHANGES} changes holds ${(bytes / 1e6).toFixed(1)} MB.`);
    for (const [name, ours] of wanted)
      yield compared({
        suite: 'store',
        name,
        against: 'the bound',
        target: 1,
        better: 'lower',
        unit: 'ms',
        ours,
        theirs: ours.map(() => BOUND_MS),
      });
  },
};

function change(shop: Store, random: Random, changes: number): void {
  const { products, shoppers } = shop.size;
  for (let at = 0; at < changes; at++) {
    const product = random.int(products);
    const shopper = random.int(shoppers);
    if (at % 3 === 0) shop.setPrice(product, 100 + random.int(5_000), at);
    else if (at % 3 === 1) shop.purchase(shopper, product, 1, at);
    else shop.setProfile(shopper, { likes: [random.int(20)], thrift: 0.5 }, at);
  }
}
