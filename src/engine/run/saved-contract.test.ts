import { afterAll, describe } from 'vitest';
import { testEachHasARow, testSavedContract } from '../../base/testing/saved-contract';
import { closeShops, runRows, withinOthers } from '../testing/saved/in-a-run';
import { servingRows } from '../testing/saved/serving';
import { watchRows } from '../testing/saved/watch';

afterAll(closeShops);

describe('the classes of engine/', () => {
  testSavedContract({ ...servingRows, ...watchRows }, { runs: 6 });
  testSavedContract(runRows, { runs: 3, most: 4 });
  testEachHasARow('engine', { ...servingRows, ...watchRows, ...runRows }, withinOthers);
});
