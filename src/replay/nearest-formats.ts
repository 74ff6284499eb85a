import type { TraceFormat } from './formats/format';

/** Lines that are compared, and formats that are named. */
const LINES = 5;
const MOST = 2;
/** Share of pairs of signs in common from which two lines are alike. */
const ALIKE = 0.4;

/**
 * The formats whose examples look most like these lines, the best first, at most two: what a person may have meant when
 * no format took the file. Lines are alike by their shape: every number is one, every word is one.
 */
export function nearestFormats(
  lines: readonly string[],
  formats: readonly TraceFormat[],
): readonly TraceFormat[] {
  const shapes = lines.slice(0, LINES).map(pairsOf);
  const scored = formats.map((format) => {
    const examples = format.example.split('\n').filter(Boolean).map(pairsOf);
    const best = shapes.map((shape) => Math.max(0, ...examples.map((example) => likeness(shape, example))));
    return { format, score: Math.max(0, ...best) };
  });
  return scored
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ format }) => format);
}

/** The pairs of neighbouring signs of a line's shape. */
function pairsOf(line: string): ReadonlySet<string> {
  const shape = ` ${line
    .slice(0, 400)
    .replaceAll(/\d+/g, '9')
    .replaceAll(/[A-Za-z_]+/g, 'a')} `;
  return new Set(Array.from({ length: shape.length - 1 }, (_, at) => shape.slice(at, at + 2)));
}

/** Jaccard's index. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const pair of a) if (b.has(pair)) common++;
  return common / (a.size + b.size - common);
}
