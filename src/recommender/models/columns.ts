import type { ModelColumn, ModelColumns } from '../contract';
import type { SparseRows } from '../histories';

/** Returns a model as columns: the histories that it was trained on, and its other columns. */
export const columnsOf = (
  model: string,
  { start, columns }: SparseRows,
  products: number,
  others: Readonly<Record<string, ModelColumn>> = {},
): ModelColumns => ({
  model,
  shoppers: start.length - 1,
  products,
  columns: { start, columns, ...others },
});

/** Returns the histories in a model's columns. Throws when they belong to another model or are inconsistent. */
export function historiesIn(
  { model, shoppers, products, columns }: ModelColumns,
  wanted: string,
): SparseRows {
  if (model !== wanted) throw new Error(`These are the columns of ${model}, not of ${wanted}`);
  const { start, columns: bought } = columns;
  if (!(start instanceof Int32Array && bought instanceof Int32Array))
    throw new Error(`The columns of ${model} have no histories`);
  if (start.length !== shoppers + 1 || start[0] !== 0 || start.at(-1) !== bought.length)
    throw new Error(
      `Histories of ${start.length - 1} shoppers and ${bought.length} pairs do not fit ${shoppers}`,
    );
  if (!start.every((at, i) => i === 0 || at >= (start[i - 1] as number)))
    throw new Error(`The histories of ${model} run backwards`);
  if (!bought.every((product) => product >= 0 && product < products))
    throw new Error(`The histories of ${model} hold products beyond ${products}`);
  return { start, columns: bought };
}

/** Returns a column of finite numbers of one kind and length. Throws when it is anything else. */
export function finiteColumn<C extends ArrayLike<number>>(
  { model, columns }: ModelColumns,
  name: string,
  kind: { new (length: number): C },
  length: number,
): C {
  const column: unknown = columns[name];
  if (!(column instanceof kind)) throw new Error(`The columns of ${model} have no ${name}`);
  if (column.length !== length)
    throw new Error(`${name} of ${model} has ${column.length} numbers, not ${length}`);
  for (let i = 0; i < length; i++)
    if (!Number.isFinite(column[i])) throw new Error(`${name} of ${model} holds ${column[i]} at ${i}`);
  return column;
}

/** Returns the share of shoppers who have each product; 0 without shoppers. */
export function popularityOf({ start, columns }: SparseRows, products: number): Float64Array<ArrayBuffer> {
  const shoppers = start.length - 1;
  const share = new Float64Array(products);
  for (const product of columns) share[product] = (share[product] as number) + 1;
  return shoppers > 0 ? share.map((buyers) => buyers / shoppers) : share;
}
