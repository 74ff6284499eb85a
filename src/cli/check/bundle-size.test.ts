import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundleSize, bundleWeights } from './bundle-size';

let site: string;
beforeEach(() => {
  site = mkdtempSync(join(tmpdir(), 'site-'));
  mkdirSync(join(site, 'assets'));
  mkdirSync(join(site, '.vite'));
});
afterEach(() => rmSync(site, { recursive: true }));

/** Writes random bytes in base64, which compress to about three quarters of their length. */
const file = (name: string, kB: number, mentions = '') =>
  writeFileSync(join(site, 'assets', name), `${mentions}${randomBytes(kB * 1000).toString('base64')}`);
const chunk = (name: string, more: object = {}) => ({ file: `assets/${name}`, ...more });
const manifest = (chunks: object) => writeFileSync(join(site, '.vite/manifest.json'), JSON.stringify(chunks));

test('scripts loaded later and by the worker count; SQLite and other pages do not', () => {
  file('index.js', 10, 'worker.js ');
  file('charts.js', 20);
  file('worker.js', 30, 'sqlite.js ');
  file('sqlite.js', 400);
  file('tune.js', 400);
  manifest({
    'index.html': chunk('index.js', {
      dynamicImports: ['src/pages/live/charts.tsx', 'src/pages/tune/page.tsx'],
    }),
    'src/pages/live/charts.tsx': chunk('charts.js', { isDynamicEntry: true }),
    'src/pages/tune/page.tsx': chunk('tune.js', { isDynamicEntry: true }),
  });
  const outcome = bundleSize(site);
  expect(outcome).toMatchObject({ passed: 3, failed: 0 });
  expect(Number(/Live page ([\d.]+)/.exec(outcome.note ?? '')?.[1])).toBeCloseTo(60, -1);
});

test('a page above the limit fails, and lists the largest files first', () => {
  file('index.js', 1);
  file('charts.js', 700);
  manifest({
    'index.html': chunk('index.js', { imports: ['_charts.js'] }),
    '_charts.js': chunk('charts.js'),
  });
  const outcome = bundleSize(site);
  expect(outcome).toMatchObject({ passed: 1, failed: 2 });
  expect(outcome.output.split('\n')[1]).toContain('charts.js');
});

test('dynamic imports do not count before the first paint', () => {
  file('index.js', 10);
  file('charts.js', 400);
  manifest({
    'index.html': chunk('index.js', { dynamicImports: ['src/pages/live/charts.tsx'] }),
    'src/pages/live/charts.tsx': chunk('charts.js', { isDynamicEntry: true }),
  });
  const { firstPaint, live } = bundleWeights(site);
  expect(firstPaint).toBeCloseTo(10, -1);
  expect(live).toBeCloseTo(410, -1);
});
