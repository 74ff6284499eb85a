import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { build } from 'vite';
import type { Task } from './contestant';
import { type BenchOptions, type Comparison, compared } from './suite';

const CODE = '.cache/bench/code';

/** Several of ours that are held against the same peer. */
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

/** One contest after the other. */
export async function* contests(all: readonly Contest[], options: BenchOptions): AsyncIterable<Comparison> {
  for (const one of all) yield* contest(one, options);
}

/** Each round all take their turn, the peer first, each in a process of its own; the best of each is what counts. */
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

/** What is held against a bound instead of a peer. */
export interface Trial {
  readonly suite: string;
  readonly name: string;
  readonly task: Task;
  readonly bound: number;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  /** Left out: as many as are asked for. */
  readonly rounds?: number;
}

/** The best of the rounds, each in a process of its own, as a ratio to the bound. */
export async function* heldAgainst(
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

/** What a task measures, in a fresh process. */
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

/** Compiled once and beforehand: what turns TypeScript into JavaScript while it loads adds code of its own. */
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
