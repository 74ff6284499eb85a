import { describe } from 'vitest';
import { testEachHasARow, testSavedContract } from '../base/testing/saved-contract';
import { storeRows } from './testing/saved-rows';

describe('the classes of store/', () => {
  testSavedContract(storeRows);
  testEachHasARow('store', storeRows);
});
