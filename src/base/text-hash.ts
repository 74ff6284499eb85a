/**
 * Returns 32 bits of a text, 0 to 2^32 - 1, the same on every machine: FNV-1a over its UTF-16 units, finished as in
 * MurmurHash3, so that the hashes of texts that differ in one digit are spread. Not for secrets.
 */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return finished(hash);
}

/** Returns a hash finished as in MurmurHash3: each bit of it decides over each bit of the result. */
export function finished(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
