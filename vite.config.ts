import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}.ts`, import.meta.url));

/** Packages of Recharts' and MSW's that weigh much and do nothing here that a few lines do not: each file says why. */
const lean = {
  '@open-draft/logger': source('backend/lean/logger'),
  'set-cookie-parser': source('backend/lean/set-cookie-parser'),
  'tough-cookie': source('backend/lean/tough-cookie'),
  'd3-format': source('ui/charts/lean/format'),
  'd3-interpolate': source('ui/charts/lean/interpolate'),
  'decimal.js-light': source('ui/charts/lean/decimal'),
  'es-toolkit/compat/sortBy': source('ui/charts/lean/sort-by'),
  'es-toolkit/compat/uniqBy': source('ui/charts/lean/uniq-by'),
  'victory-vendor/d3-scale': source('ui/charts/lean/scales'),
  'victory-vendor/d3-shape': source('ui/charts/lean/shapes'),
};

/** A page that is isolated from others may measure its memory. */
const isolated = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  // GitHub Pages and the like serve a project under /<its name>/.
  base: process.env.BASE_PATH ?? '/',
  plugins: [react()],
  resolve: {
    alias: [
      ...Object.entries(lean).map(([find, replacement]) => ({ find, replacement })),
      // MSW's own copy, which it asks for by its place.
      { find: /^.*\/shims\/cookie\.mjs$/, replacement: source('backend/lean/cookie') },
    ],
  },
  worker: {
    format: 'es',
    // A chunk of its own lets the size check leave SQLite out, which only the worker loads.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'sqlite', test: /node_modules[\\/]@sqlite\.org[\\/]/ }] } },
    },
  },
  // Pre-bundled, SQLite would look for its wasm file beside the bundle instead of beside itself.
  optimizeDeps: { exclude: ['@sqlite.org/sqlite-wasm'] },
  build: {
    target: 'es2022',
    manifest: true,
    rolldownOptions: {
      output: {
        // React changes seldom: with a chunk of its own it stays in the browser from release to release. Recharts
        // and MSW get theirs from dynamic imports; naming them here would tie them to the first load through
        // the small packages they share with it.
        codeSplitting: {
          groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
  // Loopback only: the page talks to a worker, and later to a local Redis, on behalf of whoever can reach it.
  server: { host: '127.0.0.1', headers: isolated },
  preview: { host: '127.0.0.1', headers: isolated },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          // A property over many runs is slow on a busy machine, and no less true.
          testTimeout: 60_000,
          include: ['src/**/*.test.ts'],
          benchmark: { include: ['src/**/*.bench.ts'] },
        },
      },
    ],
  },
});
