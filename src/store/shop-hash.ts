import { bytesHash } from '../base/bytes-hash';

/** The header of an SQLite file: it holds the library's version and a count of changes, which are no data of a shop. */
const HEADER_BYTES = 100;

/** Returns a short name for a shop's data, 8 hexadecimal digits: the same for the same data. Not for secrets. */
export const shopHash = (pristine: Uint8Array): string =>
  bytesHash(pristine.subarray(HEADER_BYTES)).toString(16).padStart(8, '0');
