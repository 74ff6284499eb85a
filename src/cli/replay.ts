import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { visibleText } from '../base/visible-text';
import { readTrace, type Trace } from '../replay/read-trace';
import { TraceError } from '../replay/trace-error';
import { type Arguments, readArguments, USAGE } from './replay/arguments';
import { type CurveRow, curves, curvesTable } from './replay/curves';
import { checkTimes, describe, ignoredNotes, type ReadingNotes, readingNotes } from './replay/notes';
import { type Row, runs, runsTable } from './replay/runs';
import { UsageError } from './usage-error';

/**
 * `npm run -s replay`: replays request traces through the cache's policies. Bad input ends with one line, the lines of
 * the file that show it, and exit code 2.
 */
async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args === undefined) {
    console.log(USAGE);
    return;
  }
  const rows: ((Row | CurveRow) & ReadingNotes)[] = [];
  for (const file of args.files) {
    const name = file === '-' ? 'standard input' : visibleText(basename(file));
    const trace = await open(file, args);
    checkTimes(trace, args);
    const how = readingNotes(trace, args);
    for (const note of [...ignoredNotes(trace), ...how.warnings])
      console.error(`${name}: ${visibleText(note)}`);
    const found = args.curve ? curveOutput(name, trace, args) : runOutput(name, trace, args);
    rows.push(...found.rows.map((row) => ({ ...row, ...how })));
    if (!args.json) console.log(`${describe(name, trace)}\n\n${found.table}\n`);
  }
  if (args.json) console.log(JSON.stringify(rows, null, 1));
}

function curveOutput(name: string, trace: Trace, args: Arguments) {
  const rows = curves(name, trace, args);
  return { rows, table: curvesTable(rows) };
}

function runOutput(name: string, trace: Trace, args: Arguments) {
  const rows = runs(name, trace, args);
  return { rows, table: runsTable(rows) };
}

async function open(file: string, { format, columns, ttlMs }: Arguments): Promise<Trace> {
  const source = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 18 });
  const bytes = Readable.toWeb(source) as ReadableStream<Uint8Array>;
  try {
    return await readTrace(bytes, { format, columns, withTimes: ttlMs !== undefined });
  } catch (thrown) {
    if (thrown instanceof TraceError) throw new UsageError(`${file}: ${thrown.message}`, thrown.shown);
    if (thrown instanceof Error && 'syscall' in thrown) throw new UsageError(thrown.message);
    throw thrown;
  }
}

try {
  await main();
} catch (thrown) {
  if (!(thrown instanceof UsageError)) throw thrown;
  console.error([thrown.message, ...thrown.shown.map((line) => `  ${line}`)].join('\n'));
  process.exitCode = 2;
}
