import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Random } from '../../../base/random';
import { Sampler, zipfWeights } from '../../../base/sampler';

const REQUESTS = 10_000_000;
/** Ids are smaller than this. */
export const KEYS = 1_000_000;
/** Capacity in entries of every compared cache; the stream `hits` has as many keys. */
export const CAPACITY = 100_000;
const EXPONENT = 0.9;
const LOOPED = 200_000;
const LOOP_SHARE = 0.8;

/**
 * Streams of 10 million requests for ids. `zipf`: Zipf's law with exponent 0.9. `hits`: the same over as many keys as
 * fit into a cache. `loop`: four in five run through a loop of 200,000 ids, the others are as in `zipf`.
 */
export type StreamName = 'zipf' | 'hits' | 'loop';

const makers: Record<StreamName, (random: Random) => () => number> = {
  zipf: (random) => zipf(KEYS, random),
  hits: (random) => zipf(CAPACITY, random),
  loop(random) {
    const others = zipf(KEYS, random);
    let at = 0;
    return () => (random.next() < LOOP_SHARE ? at++ % LOOPED : others());
  },
};

/**
 * Returns the first `length` requests of a stream. Generates it once into a file, so that all processes replay the same
 * bytes.
 */
export function readStream(name: StreamName, length = REQUESTS): Int32Array {
  const file = `.cache/bench/${name}.i32`;
  if (!existsSync(file))
    writeWhole(file, Int32Array.from({ length: REQUESTS }, makers[name](Random.for(1, name))));
  const bytes = readFileSync(file);
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4).slice(0, length);
}

/** Renumbers the ids in order of first appearance, as trace readers do. */
export function renumbered(stream: Int32Array): { ids: Int32Array; distinct: number } {
  const numbers = new Int32Array(KEYS);
  let distinct = 0;
  const ids = stream.map((id) => {
    if (numbers[id] === 0) numbers[id] = ++distinct;
    return (numbers[id] as number) - 1;
  });
  return { ids, distinct };
}

/** Writes a file under a temporary name and renames it: an interrupted run leaves no partial file. */
export function writeWhole(file: string, content: NodeJS.ArrayBufferView): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, content);
  renameSync(`${file}.part`, file);
}

/** Assigns ranks to ids at random, so that popular ids are not adjacent in memory. */
function zipf(keys: number, random: Random): () => number {
  const idOfRank = Int32Array.from({ length: keys }, (_, rank) => rank);
  for (let rank = keys - 1; rank > 0; rank--) {
    const other = random.int(rank + 1);
    const id = idOfRank[rank] as number;
    idOfRank[rank] = idOfRank[other] as number;
    idOfRank[other] = id;
  }
  const ranks = new Sampler(zipfWeights(keys, EXPONENT));
  return () => idOfRank[ranks.draw(random)] as number;
}
