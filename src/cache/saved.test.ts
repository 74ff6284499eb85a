import { describe } from 'vitest';
import { testEachHasARow, testSavedContract } from '../base/testing/saved-contract';
import { cacheRows } from './testing/saved/caches';
import { partRows } from './testing/saved/parts';
import { policyRows } from './testing/saved/policies';
import { structureRows } from './testing/saved/structures';

const rows = { ...structureRows, ...policyRows, ...partRows, ...cacheRows };

describe('the classes of cache/', () => {
  testSavedContract(rows);
  testEachHasARow('cache', rows);
});
