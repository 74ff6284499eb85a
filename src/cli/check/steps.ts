import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { findOrInstallBrowser } from '../find-browser';
import { freePort } from '../free-port';
import { checkGolden } from '../golden/check';
import { bundleSize } from './bundle-size';
import { playwrightCounts, vitestCounts } from './reports';
import { type Outcome, type Step, tool } from './run';

/** The site that is measured and driven by the browser; `dist` stays what `npm run build` left there. */
const SITE = '.cache/site';
const UNIT_REPORT = '.cache/unit.json';
const E2E_REPORT = '.cache/e2e.json';

/** Cheap ones first: the sooner a check fails, the sooner it is read. */
export const steps: readonly Step[] = [
  { name: 'lint', together: true, run: () => whole('biome', ['check', '--error-on-warnings']) },
  { name: 'types', together: true, run: () => whole('tsc', ['--pretty', 'false']) },
  { name: 'layers', together: true, run: () => whole('depcruise', ['src', 'e2e', 'vite.config.ts']) },
  {
    name: 'unit',
    async run() {
      rmSync(UNIT_REPORT, { force: true });
      const { ok, output } = await tool(
        'vitest',
        [
          'run',
          '--project=unit',
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${UNIT_REPORT}`,
        ],
        { minutes: 10 },
      );
      return counted(vitestCounts(UNIT_REPORT), ok, output);
    },
  },
  { name: 'golden', run: () => checkGolden() },
  {
    name: 'build',
    run: () => whole('vite', ['build', '--outDir', SITE, '--emptyOutDir'], { BASE_PATH: '/cachescope/' }),
  },
  { name: 'size', after: 'build', run: async () => bundleSize(SITE) },
  {
    name: 'soak',
    after: 'build',
    run: () =>
      whole('tsx', ['src/cli/soak.ts', '--minutes', '2', '--kept-build'], {
        BROWSER_PATH: findOrInstallBrowser(console.log),
      }),
  },
  {
    name: 'e2e',
    after: 'build',
    async run() {
      rmSync(E2E_REPORT, { force: true });
      const { ok, output } = await tool(
        'playwright',
        ['test', '--config=e2e/playwright.config.ts', '--reporter=list,json'],
        {
          minutes: 16,
          env: {
            BROWSER_PATH: findOrInstallBrowser(console.log),
            E2E_PORT: String(await freePort()),
            PLAYWRIGHT_JSON_OUTPUT_FILE: resolve(E2E_REPORT),
          },
        },
      );
      return counted(playwrightCounts(E2E_REPORT), ok, output);
    },
  },
];

/** A tool that is one check as a whole. */
async function whole(command: string, args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const { ok, output } = await tool(command, args, { env });
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output };
}

/** A tool that counts its tests. One that fails without a failed test (no tests, no server) is one failure. */
function counted(counts: { passed: number; failed: number }, ok: boolean, output: string): Outcome {
  const nothing = counts.passed + counts.failed === 0;
  const failed = counts.failed === 0 && (!ok || nothing) ? 1 : counts.failed;
  return { passed: counts.passed, failed, output };
}
