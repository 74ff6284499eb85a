import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '..');
const IMPORT = /^import (\w+) from '(\..+\.module\.css)';$/gm;

/** Returns the class names that a style sheet defines. */
function definedIn(sheet: string): Set<string> {
  const css = readFileSync(sheet, 'utf8').replace(/\/\*.*?\*\//gs, '');
  return new Set([...css.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = '']) => name));
}

// An undefined class is no error anywhere: the element is only drawn without its style.
test('every class that a component takes from a style sheet is defined there', () => {
  const undefinedClasses: string[] = [];
  let used = 0;
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((one) => one.endsWith('.tsx'))) {
    const code = readFileSync(join(SOURCES, file), 'utf8');
    const body = code.replace(IMPORT, '');
    for (const [, name, sheet = ''] of code.matchAll(IMPORT)) {
      const defined = definedIn(join(SOURCES, dirname(file), sheet));
      for (const [, key = ''] of body.matchAll(new RegExp(`(?<![\\w.])${name}\\.([a-z]\\w*)`, 'g'))) {
        used++;
        if (!defined.has(key)) undefinedClasses.push(`${file}: ${name}.${key}`);
      }
    }
  }
  expect(undefinedClasses).toEqual([]);
  expect(used).toBeGreaterThan(200);
});
