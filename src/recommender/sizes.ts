import type { RankedPage, Scored, Weights } from './contract';

/** Bytes of an object with up to six fields, and of the header of a typed array, in V8; measured, rounded up. */
export const OBJECT_BYTES = 64;
export const ARRAY_BYTES = 136;

/** Returns the bytes of an object: itself, and its columns. */
const object = (columns: number, bytes: number): number => OBJECT_BYTES + columns * ARRAY_BYTES + bytes;
const scored = ({ ids }: Scored): number => object(2, ids.length * 12);

/** Returns the memory of a stage's value in bytes: its columns, and an estimate for the objects around them. */
export const sizes = {
  similarities: scored,
  weights: ({ categories, recent, due, prices }: Weights): number =>
    object(0, scored(categories) + scored(recent)) +
    object(3, due.ids.length * 20) +
    object(1, prices.likely.byteLength),
  rankings: ({ ids }: RankedPage): number => object(4, ids.length * 20) + object(2, ids.length * 5),
};
