import { visibleText } from '../../base/visible-text';
import { formats } from '../../replay/formats';

/** Largest number of characters shown of an example. */
const MAX_LENGTH = 110;

/** Lists each trace format with an example line. */
export function formatsHelp(): string {
  const width = Math.max(...formats.map(({ name }) => name.length)) + 2;
  return formats
    .map(
      ({ name, label, example }) =>
        `  ${name.padEnd(width)}${label}\n${' '.repeat(width + 2)}${lineOf(example)}`,
    )
    .join('\n');
}

/** Returns the first line that is neither a comment nor the greeting of a server. */
function lineOf(example: string): string {
  if (example.includes('\0')) return '(binary)';
  const lines = example.split(/\r?\n/);
  const line = visibleText(lines.find((one) => !/^(#.*|OK|)$/.test(one)) ?? lines[0] ?? '');
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
}
