import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readProducts } from './testing/example';

test('the example shares a computation, recomputes after a change and logs the removal', async () => {
  let version = 0;
  const result = await readProducts(async (id) => `product ${id}, version ${++version}`);
  expect(result).toMatchObject({
    both: ['product 7, version 1', 'product 7, version 1'],
    changed: 'product 7, version 2',
    answers: { 'miss: cold': 1, 'coalesced: in-flight': 1, 'miss: invalidated': 1 },
    removed: [{ key: '[7]', reason: 'invalidated', hits: 0 }],
  });
});

test('the README of the source shows the example as it runs, with paths from src', () => {
  const example = readFileSync('src/cache/testing/example.ts', 'utf8')
    .replaceAll("from '../../", "from './")
    .replaceAll("from '../", "from './cache/");
  expect(readFileSync('src/README.md', 'utf8')).toContain(`\`\`\`ts\n${example}\`\`\``);
});
