import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

export interface Outcome {
  passed: number;
  failed: number;
  /** Output of the tools; shown if anything failed. */
  output: string;
  /** Shown on the step's line even if it passed. */
  note?: string;
}

export interface Step {
  name: string;
  /** A step that must pass first; it also runs if only this one is requested. */
  after?: string;
  /** Whether it may run at the same time as the steps before it that may as well, because it measures nothing. */
  together?: true;
  run(): Promise<Outcome>;
}

/** Runs the named steps, or all, with the steps that they need, in the order of the list. Adds up their counts. */
export async function inOrder(
  steps: readonly Step[],
  named: readonly string[],
): Promise<{ passed: number; failed: number }> {
  const wanted = new Set(named.length > 0 ? named : steps.map(({ name }) => name));
  for (const step of steps.toReversed()) if (step.after && wanted.has(step.name)) wanted.add(step.after);
  const broken = new Set<string>();
  const total = { passed: 0, failed: 0 };
  for (const group of groupsOf(steps.filter(({ name }) => wanted.has(name))))
    await Promise.all(
      group.map(async (step) => {
        const outcome = await one(step, broken);
        total.passed += outcome.passed;
        total.failed += outcome.failed;
        if (outcome.failed > 0) broken.add(step.name);
      }),
    );
  return total;
}

/** Steps that run at the same time, group by group: neighbours that allow it, and each other step by itself. */
function groupsOf(steps: readonly Step[]): Step[][] {
  const groups: Step[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (step.together && last?.[0]?.together) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

async function one(step: Step, broken: ReadonlySet<string>): Promise<Outcome> {
  const start = performance.now();
  const outcome = await attempt(step, broken);
  const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
  if (outcome.failed > 0 && outcome.output) console.log(`\n${outcome.output.trimEnd()}\n`);
  const sign = outcome.failed > 0 ? '✗' : '✓';
  const counts = `${outcome.passed} passed${outcome.failed > 0 ? `, ${outcome.failed} failed` : ''}`;
  console.log(
    [sign, step.name.padEnd(10), seconds.padStart(8), ` ${counts}`, outcome.note ?? ''].join(' ').trimEnd(),
  );
  return outcome;
}

async function attempt(step: Step, broken: ReadonlySet<string>): Promise<Outcome> {
  if (step.after && broken.has(step.after)) {
    return { passed: 0, failed: 1, output: '', note: `not run because ${step.after} failed` };
  }
  try {
    return await step.run();
  } catch (error) {
    return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
  }
}

/** Runs a tool of node_modules and collects its output. */
export function tool(
  command: string,
  args: readonly string[],
  { minutes = 5, env = {} }: { minutes?: number; env?: Record<string, string> } = {},
): Promise<{ ok: boolean; output: string }> {
  return new Promise((settle) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        // The tools see a pipe, so colours follow this process's own output.
        [process.stdout.isTTY ? 'FORCE_COLOR' : 'NO_COLOR']: '1',
        PATH: `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
        ...env,
      },
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const outOfTime = setTimeout(() => {
      output += `\n${command} was stopped after ${minutes} minutes, its time limit.\n`;
      child.kill('SIGTERM');
      // A remaining grandchild may keep the pipes open, and this promise pending.
      setTimeout(() => {
        child.kill('SIGKILL');
        child.stdout.destroy();
        child.stderr.destroy();
      }, 10_000);
    }, minutes * 60_000);
    child.on('error', (error) => settle({ ok: false, output: `${command}: ${error.message}` }));
    child.on('close', (code) => {
      clearTimeout(outOfTime);
      settle({ ok: code === 0, output });
    });
  });
}
