import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { contentSecurityPolicy } from './src/app/content-security-policy.ts';

/** A page that is isolated from others may measure its memory. */
const isolated = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  // GitHub Pages and the like serve a project under /<its name>/.
  base: process.env.BASE_PATH ?? '/',
  plugins: [react(), contentSecurityPolicy()],
  resolve: {
    // The one package that is replaced; the file says why.
    alias: { tldts: fileURLToPath(new URL('./src/backend/no-public-suffixes.ts', import.meta.url)) },
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
    // One small style sheet for all parts. Vite asks for a part's own one once: a part that comes at the second attempt
    // would stand without it.
    cssCodeSplit: false,
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
    // One worker a core: left to itself vitest keeps one core free, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          // A property over many runs is slow on a busy machine, and no less true.
          testTimeout: 60_000,
          // A process keeps its modules from file to file: loading and compiling them again for each of the two hundred
          // took a fifth of the whole. No file may leave a trace, so spies are removed before every test.
          isolate: false,
          restoreMocks: true,
          include: ['src/**/*.test.ts'],
          benchmark: { include: ['src/**/*.bench.ts'] },
        },
      },
    ],
  },
});
