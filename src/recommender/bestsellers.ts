import type { Model, Scored, Shelf } from './contract';
import { CANDIDATES } from './contract';
import { best } from './top';

const known = new WeakMap<Model, Scored>();

/** Returns the most popular products with their popularity. Computed once per model. */
export function bestsellers(model: Model): Scored {
  const before = known.get(model);
  if (before) return before;
  const { popularity } = model;
  const found = best(
    popularity.map((_, id) => id),
    (id) => popularity[id] as number,
    CANDIDATES,
  );
  known.set(model, found);
  return found;
}

/** Returns whether a product is a bestseller, including ties for the last place. */
export function isBestseller(model: Model, id: number): boolean {
  const { scores } = bestsellers(model);
  const popularity = model.popularity[id] ?? 0;
  return popularity > 0 && popularity >= (scores.at(-1) ?? 0);
}

const knownShelves = new WeakMap<Model, Map<number, number>>();

/** Returns the mean popularity of a shelf's products, which never change: computed once per model. */
export function shelfPopularity(model: Model, { category, ids }: Shelf): number {
  const known = knownShelves.get(model) ?? new Map<number, number>();
  knownShelves.set(model, known);
  const before = known.get(category);
  if (before !== undefined) return before;
  let sum = 0;
  for (let i = 0; i < ids.length; i++) sum += model.popularity[ids[i] as number] ?? 0;
  const mean = ids.length > 0 ? sum / ids.length : 0;
  known.set(category, mean);
  return mean;
}
