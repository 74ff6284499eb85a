import type { RankedPage, Scored, Weights } from './contract';

/** An object of ours with up to six fields, and the header and buffer of a typed array, in V8; measured, rounded up. */
export const OBJECT_BYTES = 64;
export const ARRAY_BYTES = 136;

/** What an object keeps: itself, and its columns by their bytes. */
const object = (columns: number, bytes: number): number => OBJECT_BYTES + columns * ARRAY_BYTES + bytes;
const scored = ({ ids }: Scored): number => object(2, ids.length * 12);

/** What a stage's value keeps in memory, in bytes: its columns, and about what the objects around them take. */
export const sizes = {
  similarities: scored,
  weights: ({ categories, recent, due, prices }: Weights): number =>
    object(0, scored(categories) + scored(recent)) +
    object(3, due.ids.length * 20) +
    object(1, prices.likely.byteLength),
  rankings: ({ ids }: RankedPage): number => object(4, ids.length * 20) + object(2, ids.length * 5),
};
