import type { BackendParts } from '../respond';
import { categories } from './categories';
import { model } from './model';
import { products } from './products';
import { shoppers } from './shoppers';

/** Returns the handlers of all resources of the shop's API below `root`, which ends in a slash. */
export const handlers = (parts: BackendParts, root: string) =>
  [shoppers, products, categories, model].flatMap((resource) => resource(parts, root));
