import { formatNamed, recognised } from './formats';
import { csv } from './formats/csv';
import type { Head, Reading, TraceFormat } from './formats/format';
import { type Ignored, RequestLog } from './request-log';
import type { Requests } from './requests';
import { TraceError } from './trace-error';
import { unpacked } from './unpack';
import { warningsOf } from './warnings';

export interface ReadOptions extends Reading {
  /** Name of the format; if undefined, it is recognised by content. */
  readonly format?: string | undefined;
  /** Keeps the time of each request even if the trace has no TTLs. */
  readonly withTimes?: boolean | undefined;
}

export interface Trace {
  /** Name of the format used. */
  readonly format: string;
  readonly requests: Requests;
  readonly ignored: readonly Ignored[];
  /** Sentences to show before the figures. */
  readonly warnings: readonly string[];
}

/** Number of bytes read to recognise the format. */
const HEAD = 1 << 16;
const HEAD_LINES = 100;

/**
 * Reads a trace of any known format, compressed or not, in one pass without holding the whole file. Throws TraceError,
 * and any error of the stream.
 */
export async function readTrace(file: ReadableStream<Uint8Array>, options: ReadOptions = {}): Promise<Trace> {
  const pieces = unpacked(file);
  try {
    const { head, ended } = await headOf(pieces);
    if (head.bytes.length === 0) throw new TraceError('the file is empty.');
    const format = formatOf(head, options);
    const log = new RequestLog();
    if (options.withTimes) log.keepTimes();
    const parser = format.open(log, head, options);
    parser.feed(head.bytes);
    if (!ended) for await (const piece of pieces) parser.feed(piece);
    parser.end();
    const requests = log.requests();
    if (log.reads === 0)
      throw new TraceError(`no read among ${requests.ids.length} operations, read as ${format.label}.`, {
        advice: 'Use --format to choose another format.',
      });
    return {
      format: format.name,
      requests,
      ignored: log.ignored,
      warnings: [...log.warnings, ...warningsOf(requests)],
    };
  } catch (thrown) {
    if (thrown instanceof RangeError)
      throw new TraceError(`the trace does not fit into memory (${thrown.message}).`);
    throw thrown;
  } finally {
    await pieces.return(undefined);
  }
}

/** Returns the format to use. Chosen columns imply CSV, whatever the lines look like. Throws TraceError. */
function formatOf(head: Head, { format, columns }: ReadOptions): TraceFormat {
  if (columns === undefined) return format === undefined ? recognised(head) : formatNamed(format);
  if (format === undefined || format === csv.name) return csv;
  throw new TraceError(`columns can be chosen only for ${csv.name}, not for ${formatNamed(format).name}.`, {
    advice: `Omit --format, or use --format ${csv.name}.`,
  });
}

async function headOf(pieces: AsyncGenerator<Uint8Array>): Promise<{ head: Head; ended: boolean }> {
  const first: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (length < HEAD && !ended) {
    const { done, value } = await pieces.next();
    if (done) ended = true;
    else {
      first.push(value);
      length += value.length;
    }
  }
  let bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of first) {
    bytes.set(piece, at);
    at += piece.length;
  }
  // A byte order mark is not part of a key.
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
  return { head: { bytes, lines: linesIn(bytes, ended) }, ended };
}

/**
 * Returns the lines of a text; none if there are zero bytes. If the file continues, drops a possibly incomplete last
 * line unless it is the only one.
 */
function linesIn(bytes: Uint8Array, whole: boolean): string[] {
  const start = bytes.subarray(0, HEAD);
  if (start.includes(0)) return [];
  const lines = new TextDecoder().decode(start).split(/\r?\n/);
  if (lines.length > 1 && (!whole || start.length < bytes.length)) lines.pop();
  return lines.filter((line) => line !== '').slice(0, HEAD_LINES);
}
