import { visibleText } from '../base/visible-text';

/**
 * The one error of everything that reads traces: what is wrong, where, and what to do about it. Both may quote the
 * file: its control characters are shown as escapes.
 */
export class TraceError extends Error {
  override readonly name = 'TraceError';
  readonly what: string;
  /** Line of the text, from 1; undefined where there are no lines or the fault is in the whole file. */
  readonly line: number | undefined;
  readonly advice: string | undefined;
  /** Lines of the file that show what is wrong. */
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
