import type { RankedPage, Scored, Weights } from './contract';

/** Headers and pointers of an object and its typed arrays' buffers in V8, about. */
const OBJECT = 64;
const ARRAY = 136;

const scoredBytes = ({ ids }: Scored): number => OBJECT + 2 * ARRAY + ids.length * 12;

/** What a stage's value keeps in memory, in bytes: its columns, and about what the objects around them take. */
export const sizes = {
  similarities: scoredBytes,
  weights: ({ categories, recent }: Weights): number =>
    OBJECT + scoredBytes(categories) + scoredBytes(recent),
  rankings: ({ ids }: RankedPage): number => OBJECT + 5 * ARRAY + ids.length * 24,
};
