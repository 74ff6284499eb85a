import { visibleText } from '../../base/visible-text';
import { formats } from '../../replay/formats';

/** Signs of an example that are shown. */
const LONGEST_EXAMPLE = 110;

/** Each trace format with a line of such a file. */
export function formatsHelp(): string {
  const width = Math.max(...formats.map(({ name }) => name.length)) + 2;
  return formats
    .map(
      ({ name, label, example }) =>
        `  ${name.padEnd(width)}${label}\n${' '.repeat(width + 2)}${lineOf(example)}`,
    )
    .join('\n');
}

/** The first line that is neither a comment nor the greeting of a server. */
function lineOf(example: string): string {
  if (example.includes('\0')) return '(binary)';
  const lines = example.split(/\r?\n/);
  const line = visibleText(lines.find((one) => !/^(#.*|OK|)$/.test(one)) ?? lines[0] ?? '');
  return line.length > LONGEST_EXAMPLE ? `${line.slice(0, LONGEST_EXAMPLE)}…` : line;
}
