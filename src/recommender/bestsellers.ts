import type { Model, Scored, Shelf } from './contract';
import { CANDIDATES } from './contract';
import { best } from './top';

const known = new WeakMap<Model, Scored>();

/** The products that most shoppers have, with their popularity. Found once a model, like all that training finds. */
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

/** Whether a product is among them; those that share the last place are. */
export function isBestseller(model: Model, id: number): boolean {
  const { scores } = bestsellers(model);
  const popularity = model.popularity[id] ?? 0;
  return popularity > 0 && popularity >= (scores.at(-1) ?? 0);
}

const knownShelves = new WeakMap<Model, Map<number, number>>();

/** How popular the average product of a shelf is. A shelf's products never change: looked up once a model. */
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
