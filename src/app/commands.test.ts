import { expect, test } from 'vitest';
import { commands } from './commands';

test('each key belongs to at most one command', () => {
  const presses = commands.flatMap((command) => command.keys.map((key) => `${'withCtrl' in command}:${key}`));
  expect(new Set(presses).size).toBe(presses.length);
});
