import type { ColumnChoices } from '../columns';
import type { RequestLog } from '../request-log';

/** The first bytes of a file, unpacked, for telling its format. */
export interface Head {
  readonly bytes: Uint8Array;
  /** Its whole lines that are not empty, at most 100; none where the bytes are no text. */
  readonly lines: readonly string[];
}

/** What a person says of a file because the file itself does not. */
export interface Reading {
  /** Which columns hold what. CSV only. */
  readonly columns?: ColumnChoices | undefined;
}

/** Is fed a file piece by piece and fills a log. Throws TraceError and nothing else. */
export interface Parser {
  /** `bytes` belong to the caller again as soon as this returns. */
  feed(bytes: Uint8Array): void;
  end(): void;
}

/** A trace format as a catalogue entry: one file in `formats/`, one line in `formats.ts`. */
export interface TraceFormat {
  /** The word for it on the command line. */
  readonly name: string;
  readonly label: string;
  /** The first lines of such a file, as people are shown them and tests damage them. */
  readonly example: string;
  /** Whether a file that starts so is of this format. Formats are asked in the order of the catalogue. */
  recognise(head: Head): boolean;
  open(log: RequestLog, head: Head, reading: Reading): Parser;
}

/** Whether all of a head's lines are of this shape, and there are any. */
export const everyLine = ({ lines }: Pick<Head, 'lines'>, shape: RegExp): boolean =>
  lines.length > 0 && lines.every((line) => shape.test(line));

/**
 * Whether most of a head's lines are of this shape: for shapes that no other format has, so that a line cut off at the
 * start of a capture or a message in between does not make the file unknown.
 */
export const mostLines = ({ lines }: Pick<Head, 'lines'>, shape: RegExp): boolean =>
  lines.filter((line) => shape.test(line)).length > lines.length / 2;
