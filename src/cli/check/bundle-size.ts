import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Outcome } from './run';

/** What the Live page may weigh, in kilobytes (1000 bytes) of gzip. */
const LIMITS = { js: 320, css: 20 };

/**
 * Fetched only when somebody opens them: other pages, dialogues, studies with their reports, what settings mean, the
 * readers of files, the audit after the fact, and models that train long.
 */
const ON_DEMAND = /^src\/(pages\/(?!live\/)[^/]+|pages\/live\/(studies|help)|app\/dialogs)\//;
const ON_DEMAND_IN_WORKERS = /^(sqlite|import-shop|audit-offline|reports|train|registry|drift)/;

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    dynamicImports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);
type Manifest = z.infer<typeof Manifest>;

/** Kilobytes of gzip of all that the Live page can load, by kind; see `bundleSize`. */
export function bundleWeights(site: string): { js: number; css: number } {
  const { js, css } = weighed(site);
  return { js: js.total, css: css.total };
}

/**
 * Weighs what the Live page can load: its scripts with all that they import, at once or later, and the worker's.
 * Left out: what is fetched on demand, and SQLite, which the worker loads beside the page.
 */
export function bundleSize(site: string): Outcome {
  const weights = weighed(site);
  const parts = (['js', 'css'] as const).map((kind) => {
    const { total, files } = weights[kind];
    return { kind, total, files, limit: LIMITS[kind], fits: total <= LIMITS[kind] };
  });
  const lines = parts
    .filter(({ fits }) => !fits)
    .flatMap(({ kind, total, limit, files }) => [
      `${kind}: ${total.toFixed(1)} kB gzip, ${limit} kB allowed`,
      ...files.map(({ file, kB }) => `  ${kB.toFixed(1).padStart(7)} ${file}`),
    ]);
  return {
    passed: lines.length === 0 ? 1 : 0,
    failed: lines.length === 0 ? 0 : 1,
    output: lines.join('\n'),
    note: `(${parts.map(({ kind, total, limit }) => `${kind} ${total.toFixed(1)} of ${limit} kB`).join(', ')})`,
  };
}

function weighed(site: string) {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(site, '.vite/manifest.json'), 'utf8')));
  const chunks = reachable(manifest, 'index.html');
  const scripts = [...new Set(chunks.map(({ file }) => file))];
  const styles = [...new Set(chunks.flatMap(({ css }) => css))];
  return {
    js: weigh(site, [...scripts, ...workers(site, manifest, scripts)]),
    css: weigh(site, styles),
  };
}

function reachable(manifest: Manifest, entry: string): Manifest[string][] {
  const seen = new Set([entry]);
  for (const name of seen) {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The manifest speaks of ${name}, which it does not hold`);
    for (const next of chunk.imports) seen.add(next);
    for (const next of chunk.dynamicImports) if (!ON_DEMAND.test(next)) seen.add(next);
  }
  return [...seen].flatMap((name) => manifest[name] ?? []);
}

/** The manifest holds no workers: they are the other scripts that these ones name, and those they name in turn. */
function workers(site: string, manifest: Manifest, scripts: readonly string[]): string[] {
  const inManifest = new Set(Object.values(manifest).map(({ file }) => basename(file)));
  const others = readdirSync(join(site, 'assets')).filter(
    (name) => name.endsWith('.js') && !ON_DEMAND_IN_WORKERS.test(name) && !inManifest.has(name),
  );
  const named = new Set<string>();
  const read = (file: string) => {
    const text = readFileSync(join(site, file), 'utf8');
    for (const name of others) if (text.includes(name)) named.add(`assets/${name}`);
  };
  scripts.forEach(read);
  for (const file of named) read(file); // grows while it is walked
  return [...named];
}

function weigh(site: string, files: readonly string[]) {
  const weights = files.map((file) => ({ file, kB: gzipSync(readFileSync(join(site, file))).length / 1000 }));
  weights.sort((a, b) => b.kB - a.kB);
  return { total: weights.reduce((sum, { kB }) => sum + kB, 0), files: weights };
}
