import { visibleStart } from '../base/visible-text';
import type { Head, TraceFormat } from './formats/format';
import { guessColumns } from './guess-columns';
import { nearestFormats } from './nearest-formats';
import { TraceError } from './trace-error';

/** Lines that are shown, and characters of each. */
const SHOWN = 3;
const LINE_LENGTH = 120;

/**
 * The refusal of a file that no format takes: its first lines, the formats that look most like them, and what would read
 * it all the same.
 */
export function unknownFormat({ lines }: Head, formats: readonly TraceFormat[]): TraceError {
  const known = `Known are: ${formats.map(({ label }) => label).join('; ')}.`;
  if (lines.length === 0) return new TraceError('this is no trace in a known format.', { advice: known });
  const nearest = nearestFormats(lines, formats);
  const columns = guessColumns(lines);
  const advice = [
    ...(nearest.length > 0
      ? [`Nearest: ${nearest.map(({ name, label }) => `${name} (${label})`).join('; ')}.`]
      : [known]),
    ...(/^\s*[[{]/.test(lines[0] as string)
      ? ['JSON is not read: write it as CSV, one line a request.']
      : []),
    ...(columns ? [`To read columns: --columns ${columns}.`] : []),
    'To take each line for a key: --format keys.',
  ];
  return new TraceError('this is no trace in a known format; it begins as shown.', {
    advice: advice.join(' '),
    shown: lines.slice(0, SHOWN).map((line) => visibleStart(line, LINE_LENGTH)),
  });
}
