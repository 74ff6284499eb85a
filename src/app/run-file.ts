import { failed, problemFrom, type Reply } from '../base/result';
import { formatBytes } from '../base/units';
import { looksLikeRun, MOST_RUN_FILE_BYTES, readRunFile, writeRunFile } from '../engine/contract/run-file';
import type { Lab } from './lab';

/** Number of leading characters that identify the kind of a file. */
const START = 200;

/** Downloads the run with all of its steps as a file. */
export async function saveRunFile({ session, link }: Pick<Lab, 'session' | 'link'>): Promise<void> {
  const run = await link.engine.run();
  const text = writeRunFile(run, session.view);
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = `cachescope-run-${run.seed}.json`;
  anchor.click();
  // The browser reads the URL after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Returns the run file among dropped files; undefined when they are the data of a shop. */
export async function onlyRunFile(files: readonly File[]): Promise<File | undefined> {
  const [file] = files;
  if (files.length !== 1 || !file) return undefined;
  const start = await file
    .slice(0, START)
    .text()
    .catch(() => '');
  return looksLikeRun(start) ? file : undefined;
}

/** Opens the run of a file and plays it, or goes to its moment. After an unreadable file the current run stays. */
export async function openRunFile({ session }: Pick<Lab, 'session'>, file: File): Promise<Reply<unknown>> {
  const read = await runIn(file);
  if (!read.ok)
    return { ok: false, problem: { ...read.problem, where: { file: file.name, ...read.problem.where } } };
  const { spec, view } = read.value;
  return await session.runs.open(spec, { playing: true, view, fromLink: true });
}

async function runIn(file: File): Promise<ReturnType<typeof readRunFile>> {
  if (file.size > MOST_RUN_FILE_BYTES)
    return failed(
      'run-file-too-large',
      `The file has ${formatBytes(file.size)}: a run has at most ${formatBytes(MOST_RUN_FILE_BYTES)}.`,
    );
  try {
    return readRunFile(await file.text());
  } catch (error) {
    return { ok: false, problem: problemFrom('unreadable-file', error) };
  }
}
