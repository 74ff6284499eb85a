import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const PLACES = [
  '/usr/lib/chromium/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Returns a Chromium that starts, or undefined: the one in BROWSER_PATH, Playwright's own (this release's, then any),
 * one on the PATH, or one in a well-known place. A BROWSER_PATH that does not start throws, because it was set on
 * purpose.
 */
export function findBrowser(): string | undefined {
  const asked = process.env.BROWSER_PATH;
  if (asked) {
    if (starts(asked)) return asked;
    throw new Error(`BROWSER_PATH names a browser that does not start: ${asked}`);
  }
  return [...playwrightsOwn(), ...onPath(), ...PLACES].find(starts);
}

/** The same, but installs a browser if there is none. Throws with advice if that fails too. */
export function findOrInstallBrowser(say: (line: string) => void): string {
  const found = findBrowser();
  if (found) return found;
  const tried: string[] = [];
  for (const { what, command } of installers()) {
    say(`No Chromium yet: ${what}`);
    const [program = '', ...args] = command;
    const { stderr, error } = spawnSync(program, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      timeout: 300_000,
      env: {
        ...process.env,
        DEBIAN_FRONTEND: 'noninteractive',
        PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
      },
      shell: process.platform === 'win32',
    });
    const browser = findBrowser();
    if (browser) return browser;
    const complaint = stderr?.split('\n').find((line) => /error|E:|sudo/i.test(line)) ?? error?.message;
    tried.push(`- ${what}: ${complaint ?? 'finished, but no browser starts'}`);
  }
  throw new Error(
    `No Chromium could be found or installed.\n${tried.join('\n')}\nInstall Chromium, Chrome or Edge, run 'npx playwright install chromium', or set BROWSER_PATH to a Chromium.`,
  );
}

/** Yields the installers in order, each for use only if the previous one did not help. */
function* installers(): Generator<{ what: string; command: string[] }> {
  const playwright = [process.execPath, join('node_modules', '@playwright', 'test', 'cli.js')];
  // First without the system's libraries: most machines have them, and if Playwright's host cannot be reached, this
  // fails in seconds instead of after a hundred packages.
  yield { what: 'installing Playwright’s Chromium', command: [...playwright, 'install', 'chromium'] };
  if (process.platform !== 'linux') return;
  if (existsSync(chromium.executablePath())) {
    yield { what: 'installing its libraries', command: [...playwright, 'install-deps', 'chromium'] };
  }
  const apt = process.getuid?.() === 0 ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  const packages = ['chromium', 'fonts-liberation'];
  yield { what: 'refreshing the list of Debian packages', command: [...apt, 'update'] };
  yield {
    what: 'installing the Debian package',
    command: [...apt, 'install', '-y', '--no-install-recommends', ...packages],
  };
}

function playwrightsOwn(): string[] {
  const current = chromium.executablePath();
  const [cache = '', tail = ''] = current.split(/[\\/]chromium-\d+[\\/]/);
  if (!existsSync(cache)) return [current];
  const others = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name));
  return [current, ...others.map((name) => [cache, name, tail].join(sep))];
}

function onPath(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Returns whether the browser starts. An existing file may be a stub that requires a snap, or lack its libraries. */
function starts(path: string): boolean {
  if (!existsSync(path)) return false;
  if (process.platform === 'win32') return true; // on Windows `--version` would open a window
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
