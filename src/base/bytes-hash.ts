import { finished } from './text-hash';

/** Returns 32 bits of some bytes, 0 to 2^32 - 1, as `textHash` does of a text. About 1 ms a megabyte. Not for secrets. */
export function bytesHash(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return finished(hash);
}
