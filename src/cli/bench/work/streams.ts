import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Random } from '../../../base/random';
import { Sampler, zipfWeights } from '../../../base/sampler';

const REQUESTS = 10_000_000;
/** Ids are below this. */
export const KEYS = 1_000_000;
/** Entries that a cache holds in every comparison; the stream `hits` has as many keys. */
export const CAPACITY = 100_000;
const EXPONENT = 0.9;
const LOOPED = 200_000;
const LOOP_SHARE = 0.8;

/**
 * Requests for ids, 10 million a stream. `zipf`: by Zipf's law with exponent 0.9. `hits`: the same over no more keys
 * than fit into a cache. `loop`: four of five go round a loop of 200,000 ids, the others are as in `zipf`.
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

/** The first `length` requests of a stream. Made once and kept in a file, so that all processes replay the same bytes. */
export function readStream(name: StreamName, length = REQUESTS): Int32Array {
  const file = `.cache/bench/${name}.i32`;
  if (!existsSync(file)) keep(file, Int32Array.from({ length: REQUESTS }, makers[name](Random.for(1, name))));
  const bytes = readFileSync(file);
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4).slice(0, length);
}

/** The same requests with ids in order of first appearance, as a trace that was read has them. */
export function renumbered(stream: Int32Array): { ids: Int32Array; distinct: number } {
  const numbers = new Int32Array(KEYS);
  let distinct = 0;
  const ids = stream.map((id) => {
    if (numbers[id] === 0) numbers[id] = ++distinct;
    return (numbers[id] as number) - 1;
  });
  return { ids, distinct };
}

/** Writes under another name first: a run that is stopped leaves no half of a file. */
export function keep(file: string, content: NodeJS.ArrayBufferView): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, content);
  renameSync(`${file}.part`, file);
}

/** Ranks stand for ids in no order, so that the most wanted are no neighbours in memory. */
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
