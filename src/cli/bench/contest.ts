import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { build } from 'vite';
import type { Task } from './contestant';
import { type BenchOptions, type Comparison, compared } from './suite';

const CODE = '.cache/bench/code';

/** Several of our variants compared with one peer. */
export interface Contest {
  readonly suite: string;
  readonly against: string;
  readonly theirs: Task;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly entrants: readonly Entrant[];
}

export interface Entrant {
  readonly name: string;
  readonly ours: Task;
  readonly target: number;
}

/** Runs the contests one after the other. */
export async function* contests(all: readonly Contest[], options: BenchOptions): AsyncIterable<Comparison> {
  for (const one of all) yield* contest(one, options);
}

/** Runs all contestants in each round, the peer first, each in its own process; the best round of each counts. */
async function* contest(
  { suite, against, theirs, unit, better, entrants }: Contest,
  { rounds, only }: BenchOptions,
): AsyncIterable<Comparison> {
  const wanted = entrants.filter(({ name }) => only === undefined || name.includes(only));
  if (wanted.length === 0) return;
  const peer: number[] = [];
  const own = wanted.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    peer.push(await measured(theirs));
    for (const [i, { ours }] of wanted.entries()) own[i]?.push(await measured(ours));
  }
  for (const [i, { name, target }] of wanted.entries())
    yield compared({ suite, name, against, target, better, unit, ours: own[i] ?? [], theirs: peer });
}

/** A measurement compared with a bound instead of a peer. */
export interface Trial {
  readonly suite: string;
  readonly name: string;
  readonly task: Task;
  readonly bound: number;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  /** Number of rounds; if undefined, the number requested on the command line. */
  readonly rounds?: number;
}

/** Compares the best round with the bound, as a ratio; each round runs in its own process. */
export async function* againstBound(
  { task, bound, ...about }: Trial,
  { rounds: asked, only }: BenchOptions,
): AsyncIterable<Comparison> {
  const { suite, name, unit, better, rounds = asked } = about;
  if (only !== undefined && !name.includes(only)) return;
  const ours: number[] = [];
  for (let round = 0; round < rounds; round++) ours.push(await measured(task));
  const against = `the bound of ${bound} ${unit}`;
  yield compared({ suite, name, unit, better, against, target: 1, ours, theirs: ours.map(() => bound) });
}

/** Returns the measurement of a task in a fresh process. */
async function measured(task: Task): Promise<number> {
  const program = await compiled();
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    program,
    JSON.stringify(task),
  ]);
  return Number(stdout);
}

let compiling: Promise<string> | undefined;

/**
 * Compiles the contestant once in advance: a loader that compiles TypeScript at run time adds its own code to the
 * process.
 */
function compiled(): Promise<string> {
  compiling ??= build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: true,
      rolldownOptions: { input: ['src/cli/bench/contestant.ts', 'src/cli/bench/work/grid-thread.ts'] },
      outDir: CODE,
      emptyOutDir: true,
      target: 'node20',
    },
  }).then(() => `${CODE}/contestant.js`);
  return compiling;
}
