import { expect, test } from 'vitest';
import { commands } from './commands';

test('no key asks for two commands', () => {
  const presses = commands.flatMap((command) => command.keys.map((key) => `${'withCtrl' in command}:${key}`));
  expect(new Set(presses).size).toBe(presses.length);
});
