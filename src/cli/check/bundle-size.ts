import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Outcome } from './run';

/** Kilobytes (1000 bytes) of gzip, as reported by the size check and the bench. */
export interface BundleWeights {
  /** Scripts that the browser needs before the first paint: the static imports of `index.html`. */
  readonly firstPaint: number;
  /** All scripts of the Live page, including its worker. */
  readonly live: number;
  /** All styles: one file for the whole site. */
  readonly css: number;
}

export const bundleLimits: BundleWeights = { firstPaint: 250, live: 450, css: 24 };

const labels: Readonly<Record<keyof BundleWeights, string>> = {
  firstPaint: 'scripts before the first paint',
  live: 'all scripts of the Live page',
  css: 'styles',
};

/**
 * Loaded only when a user opens them: other pages, dialogs, studies with their reports, the help of settings, file
 * readers, the offline audit, and models with a long training.
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

/** Returns the weights of a built site; `bundleSize` defines what counts. */
export function bundleWeights(site: string): BundleWeights {
  const { firstPaint, live, css } = weighed(site);
  return { firstPaint: firstPaint.total, live: live.total, css: css.total };
}

/**
 * Checks the weight of everything that the Live page can load: its scripts with all static and dynamic imports, and its
 * worker. Excludes scripts loaded on demand, and SQLite, which the worker loads separately.
 */
export function bundleSize(site: string): Outcome {
  const weights = weighed(site);
  const kinds = ['firstPaint', 'live', 'css'] as const;
  const tooHeavy = kinds.filter((kind) => weights[kind].total > bundleLimits[kind]);
  const lines = tooHeavy.flatMap((kind) => [
    `${labels[kind]}: ${weights[kind].total.toFixed(1)} kB gzip, ${bundleLimits[kind]} kB allowed`,
    ...weights[kind].files.map(({ file, kB }) => `  ${kB.toFixed(1).padStart(7)} ${file}`),
  ]);
  const note = kinds.map(
    (kind) => `${labels[kind]} ${weights[kind].total.toFixed(1)} of ${bundleLimits[kind]} kB`,
  );
  return {
    passed: kinds.length - tooHeavy.length,
    failed: tooHeavy.length,
    output: lines.join('\n'),
    note: `(${note.join(', ')})`,
  };
}

function weighed(site: string) {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(site, '.vite/manifest.json'), 'utf8')));
  const first = scriptsOf(reachable(manifest, 'index.html', 'at once'));
  const chunks = reachable(manifest, 'index.html', 'at once or later');
  const scripts = scriptsOf(chunks);
  const files = Object.values(manifest).flatMap(({ file, css }) => [file, ...css]);
  const styles = [...new Set(files.filter((file) => file.endsWith('.css')))];
  return {
    firstPaint: weigh(site, first),
    live: weigh(site, [...scripts, ...workers(site, manifest, scripts)]),
    css: weigh(site, styles),
  };
}

const scriptsOf = (chunks: readonly Manifest[string][]) => [...new Set(chunks.map(({ file }) => file))];

function reachable(
  manifest: Manifest,
  entry: string,
  when: 'at once' | 'at once or later',
): Manifest[string][] {
  const seen = new Set([entry]);
  for (const name of seen) {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The manifest refers to ${name} but has no entry for it`);
    for (const next of chunk.imports) seen.add(next);
    if (when === 'at once') continue;
    for (const next of chunk.dynamicImports) if (!ON_DEMAND.test(next)) seen.add(next);
  }
  return [...seen].flatMap((name) => manifest[name] ?? []);
}

/** Returns the workers, which the manifest lacks: the other scripts that these scripts name, recursively. */
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
  for (const file of named) read(file); // grows during the loop
  return [...named];
}

function weigh(site: string, files: readonly string[]) {
  const weights = files.map((file) => ({ file, kB: gzipSync(readFileSync(join(site, file))).length / 1000 }));
  weights.sort((a, b) => b.kB - a.kB);
  return { total: weights.reduce((sum, { kB }) => sum + kB, 0), files: weights };
}
