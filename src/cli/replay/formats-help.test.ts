import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formats } from '../../replay/formats';
import { formatsHelp } from './formats-help';

test('help and README name every trace format, and help shows an example line', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const help = formatsHelp().split('\n');
  for (const { name, example } of formats) {
    expect(readme).toContain(`\`${name}\``);
    const at = help.findIndex((line) => line.trimStart().startsWith(`${name} `));
    const shown = help[at + 1]?.trim().replace(/…$/, '') ?? '';
    expect(shown, name).not.toBe('');
    if (shown !== '(binary)') expect(example.replaceAll('\t', '\\t'), name).toContain(shown);
  }
});
