import { byKey } from './by-key';
import { byTag } from './by-tag';
import { none } from './none';
import { refreshAfterChange } from './refresh-after-change';
import { versionedKeys } from './versioned-keys';
import { writeThrough } from './write-through';

/** Every strategy there is, in the order of the page's choice. */
export const strategies = [none, byKey, byTag, versionedKeys, writeThrough, refreshAfterChange] as const;
