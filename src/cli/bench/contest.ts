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
    build: { ssr: 'src/cli/bench/contestant.ts', outDir: CODE, emptyOutDir: true, target: 'node20' },
  }).then(() => `${CODE}/contestant.js`);
  return compiling;
}
