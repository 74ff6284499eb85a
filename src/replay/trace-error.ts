import { visibleText } from '../base/visible-text';

/**
 * The error type of all trace readers: what is wrong, where, and what to do. Both texts may quote the file; control
 * characters appear as escapes.
 */
export class TraceError extends Error {
  override readonly name = 'TraceError';
  readonly what: string;
  /** Line of the text, from 1; undefined for binary files and for faults of the whole file. */
  readonly line: number | undefined;
  readonly advice: string | undefined;
  /** Lines of the file that show the fault. */
  readonly shown: readonly string[];

  constructor(
    what: string,
    { line, advice, shown = [] }: { line?: number; advice?: string; shown?: readonly string[] } = {},
  ) {
    super(visibleText(`${line === undefined ? '' : `line ${line}: `}${what}${advice ? ` ${advice}` : ''}`));
    this.what = visibleText(what);
    this.line = line;
    this.shown = shown.map(visibleText);
    this.advice = advice === undefined ? undefined : visibleText(advice);
  }
}
