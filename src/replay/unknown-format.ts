import { visibleStart } from '../base/visible-text';
import type { Head, TraceFormat } from './formats/format';
import { guessColumns } from './guess-columns';
import { nearestFormats } from './nearest-formats';
import { TraceError } from './trace-error';

/** Number of lines to show, and of characters per line. */
const MAX_LINES = 3;
const LINE_LENGTH = 120;

/**
 * Returns the error for a file in no known format: its first lines, the most similar formats, and options that would
 * read it anyway.
 */
export function unknownFormat({ lines }: Head, formats: readonly TraceFormat[]): TraceError {
  const known = `Known formats: ${formats.map(({ label }) => label).join('; ')}.`;
  if (lines.length === 0) return new TraceError('this is not a trace in a known format.', { advice: known });
  const nearest = nearestFormats(lines, formats);
  const columns = guessColumns(lines);
  const advice = [
    ...(nearest.length > 0
      ? [`Most similar: ${nearest.map(({ name, label }) => `${name} (${label})`).join('; ')}.`]
      : [known]),
    ...(/^\s*[[{]/.test(lines[0] as string)
      ? ['JSON is not supported: convert it to CSV, one line per request.']
      : []),
    ...(columns ? [`To read columns: --columns ${columns}.`] : []),
    'To read each line as a key: --format keys.',
  ];
  return new TraceError('this is not a trace in a known format; its first lines are shown.', {
    advice: advice.join(' '),
    shown: lines.slice(0, MAX_LINES).map((line) => visibleStart(line, LINE_LENGTH)),
  });
}
