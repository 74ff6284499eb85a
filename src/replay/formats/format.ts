import type { ColumnChoices } from '../columns';
import type { RequestLog } from '../request-log';

/** The first bytes of a file, unpacked, from which its format is recognised. */
export interface Head {
  readonly bytes: Uint8Array;
  /** Its complete, non-empty lines, at most 100; none for binary files. */
  readonly lines: readonly string[];
}

/** Choices of the user that the file does not state. */
export interface Reading {
  /** The role of each column. CSV only. */
  readonly columns?: ColumnChoices | undefined;
}

/** Receives a file chunk by chunk and fills a log. Throws only TraceError. */
export interface Parser {
  /** The caller may reuse `bytes` after the call. */
  feed(bytes: Uint8Array): void;
  end(): void;
}

/** A trace format: one file in `formats/`, one line in `formats.ts`. */
export interface TraceFormat {
  /** Name on the command line. */
  readonly name: string;
  readonly label: string;
  /** The first lines of such a file, shown in help texts and damaged by the fuzz tests. */
  readonly example: string;
  /** Returns whether a file with this head has the format. Formats are tried in the order of the registry. */
  recognise(head: Head): boolean;
  open(log: RequestLog, head: Head, reading: Reading): Parser;
}

/** Returns whether all lines of a head match the shape, and there are any. */
export const everyLine = ({ lines }: Pick<Head, 'lines'>, shape: RegExp): boolean =>
  lines.length > 0 && lines.every((line) => shape.test(line));

/**
 * Returns whether most lines of a head match the shape. For shapes unique to a format: a truncated first line of a
 * capture, or a message between the lines, then does not prevent recognition.
 */
export const mostLines = ({ lines }: Pick<Head, 'lines'>, shape: RegExp): boolean =>
  lines.filter((line) => shape.test(line)).length > lines.length / 2;
