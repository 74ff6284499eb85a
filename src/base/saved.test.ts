import { assert, describe, expect, test } from 'vitest';
import { savedClassesIn, testEachHasARow, testSavedContract } from './testing/saved-contract';
import { baseRows } from './testing/saved-rows';

describe('the classes of base/', () => {
  testSavedContract(baseRows);
  testEachHasARow('base', baseRows);
});

test('state is saved by these layers alone, which have tests of the contract', () => {
  const layers = ['base', 'cache', 'store', 'engine'];
  const inLayers = layers.flatMap((layer) => savedClassesIn(layer));
  expect(savedClassesIn('.')).toEqual(inLayers.sort());
  assert(inLayers.includes('Timeline') && inLayers.includes('Clock'), 'the scan does not find classes');
});
