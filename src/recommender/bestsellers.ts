import type { Model, Scored } from './contract';
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
