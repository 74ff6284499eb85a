import type { TraceFormat } from './formats/format';

/** Number of lines to compare; then the largest number of formats to name. */
const MAX_LINES = 5;
const MAX_FORMATS = 2;
/** Smallest similarity (Jaccard index of character pairs) of two similar lines. */
const MIN_SIMILARITY = 0.4;

/**
 * Returns the formats with the examples most similar to these lines, best first, at most two, for the error when no
 * format matches. Lines are compared by shape: all numbers are equal, and all words are equal.
 */
export function nearestFormats(
  lines: readonly string[],
  formats: readonly TraceFormat[],
): readonly TraceFormat[] {
  const shapes = lines.slice(0, MAX_LINES).map(pairsOf);
  const scored = formats.map((format) => {
    const examples = format.example.split('\n').filter(Boolean).map(pairsOf);
    const best = shapes.map((shape) => Math.max(0, ...examples.map((example) => similarity(shape, example))));
    return { format, score: Math.max(0, ...best) };
  });
  return scored
    .filter(({ score }) => score >= MIN_SIMILARITY)
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_FORMATS)
    .map(({ format }) => format);
}

/** Returns the pairs of adjacent characters in a line's shape. */
function pairsOf(line: string): ReadonlySet<string> {
  const shape = ` ${line
    .slice(0, 400)
    .replaceAll(/\d+/g, '9')
    .replaceAll(/[A-Za-z_]+/g, 'a')} `;
  return new Set(Array.from({ length: shape.length - 1 }, (_, at) => shape.slice(at, at + 2)));
}

/** The Jaccard index of two sets. */
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const pair of a) if (b.has(pair)) common++;
  return common / (a.size + b.size - common);
}
