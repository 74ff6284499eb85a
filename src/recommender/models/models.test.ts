import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Interactions } from '../../base/interactions';
import { trained } from '../trained';
import { ease } from './ease';
import { models } from './registry';

const PRODUCTS = 12;
const SHOPPERS = 9;
const pairs = fc.array(fc.tuple(fc.nat(SHOPPERS - 1), fc.nat(PRODUCTS - 1)), { maxLength: 80 });

function interactions(
  list: readonly (readonly [number, number])[],
  [shoppers, products] = [SHOPPERS, PRODUCTS],
): Interactions {
  return {
    shoppers,
    products,
    shopper: Int32Array.from(list, ([shopper]) => shopper),
    product: Int32Array.from(list, ([, product]) => product),
    day: Float64Array.from(list, (_, i) => i),
  };
}

describe.each(models)('$name', (definition) => {
  const modelOf = (list: readonly (readonly [number, number])[], size?: [number, number]) =>
    trained(definition.train(interactions(list, size)));

  test('gives finite scores, the same again, and never lists a product as its own neighbour', () => {
    fc.assert(
      fc.property(pairs, fc.uniqueArray(fc.nat(PRODUCTS - 1)), (list, history) => {
        const model = modelOf(list);
        const scores = model.scores(Int32Array.from(history)).value.slice();
        expect(scores.length).toBe(PRODUCTS);
        expect(scores.every(Number.isFinite)).toBe(true);
        expect(modelOf(list).scores(Int32Array.from(history)).value).toEqual(scores);
        for (let product = 0; product < PRODUCTS; product++)
          expect(model.similar(product, 5).value.ids).not.toContain(product);
      }),
      { numRuns: 40 },
    );
  });

  test('is defined without a history, without purchases, for one shopper, one product, and all alike', () => {
    const all = Array.from({ length: SHOPPERS * PRODUCTS }, (_, i): [number, number] => [
      i % SHOPPERS,
      Math.floor(i / SHOPPERS),
    ]);
    for (const list of [[], [[0, 0]] as [number, number][], all]) {
      const scores = modelOf(list).scores(new Int32Array()).value;
      expect(scores.every(Number.isFinite)).toBe(true);
    }
    const single = modelOf([[0, 0]], [1, 1]);
    expect(single.similar(0, 5).value.ids.length).toBe(0);
    expect(Number.isFinite(single.scores(Int32Array.of(0)).value[0])).toBe(true);
  });

  test('gives nothing for an id that is no product', () => {
    const model = modelOf([
      [0, 0],
      [0, 1],
    ]);
    expect(model.similar(PRODUCTS + 3, 5).value.ids.length).toBe(0);
    expect(model.scores(Int32Array.of(-1, PRODUCTS)).value).toEqual(
      model.scores(new Int32Array()).value.slice(),
    );
  });

  test('reports the progress of its training, rising to 1', () => {
    const training = definition.train(interactions([[0, 1]]));
    let last = 0;
    for (let step = training.next(); !step.done; step = training.next()) {
      expect(step.value).toBeGreaterThanOrEqual(last);
      expect(step.value).toBeLessThanOrEqual(1);
      last = step.value;
    }
  });

  test('is the same after a round trip as columns, and refuses columns of another model', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const here = modelOf(list).scores(Int32Array.of(0, 3)).value.slice();
        const there = definition.fromColumns(structuredClone(modelOf(list).columns()));
        expect(there.scores(Int32Array.of(0, 3)).value).toEqual(here);
      }),
      { numRuns: 20 },
    );
    const columns = modelOf([[0, 0]]).columns();
    expect(() => definition.fromColumns({ ...columns, model: 'another' })).toThrow();
  });

  test('updated with later purchases equals a retrain, where it can be updated', () => {
    fc.assert(
      fc.property(pairs, pairs, (before, since) => {
        const updated = modelOf(before).updated?.(interactions(since));
        if (!updated) return;
        const retrained = modelOf([...before, ...since]);
        const history = Int32Array.of(1, 4, 7);
        const expected = retrained.scores(history).value.slice();
        const found = updated.scores(history).value;
        for (let i = 0; i < PRODUCTS; i++) expect(found[i]).toBeCloseTo(expected[i] as number, 6);
      }),
      { numRuns: 40 },
    );
  });
});

test('EASE^R equals its closed form: -P_ij / P_jj off the diagonal, 0 on it', () => {
  const list: [number, number][] = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
    [2, 1],
  ];
  // The Gram matrix is [[2, 2], [2, 3]] + 200 on the diagonal; its inverse by Cramer's rule.
  const determinant = 202 * 203 - 4;
  const weight = -(-2 / determinant) / (202 / determinant);
  const scores = trained(ease.train(interactions(list, [3, 2]))).scores(Int32Array.of(0)).value;
  expect(scores[0]).toBeCloseTo(0, 12);
  expect(scores[1]).toBeCloseTo(weight, 12);
});
