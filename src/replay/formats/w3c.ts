import { READ, UNKNOWN_SIZE } from '../ops';
import type { RequestLog } from '../request-log';
import { TraceError } from '../trace-error';
import { numberIn, textOf } from './fields';
import type { TraceFormat } from './format';
import { NO_REQUEST, sizeOfAnswer, whyIgnored, whyUnanswered } from './http';
import { byLines } from './lines';
import { dayIn, timeOfDayIn } from './log-times';
import { splitW3c } from './w3c-fields';

/**
 * The W3C's extended log format (WD-logfile-960323), as written by CloudFront (tabs), IIS and others (spaces).
 * `#Fields` names the columns; it repeats in concatenated files, possibly with other names. Times are UTC. The key is
 * the path with its query, after the host if the line has one; the size is `sc-bytes`. Answered GETs are requests.
 */
export const w3c: TraceFormat = {
  name: 'w3c',
  label: 'W3C extended log with #Fields (CloudFront, IIS)',
  example:
    '#Version: 1.0\n#Fields: date time sc-bytes cs-method cs(Host) cs-uri-stem sc-status cs-uri-query\n' +
    '2024-03-05\t10:00:00\t1500\tGET\tcdn.example\t/a.css\t200\t-\n2024-03-05\t10:00:02\t300\tGET\tcdn.example\t/a.css\t304\tv=2\n',
  recognise: ({ lines }) => lines[0]?.startsWith('#') === true && lines.some((line) => FIELDS.test(line)),
  open(log) {
    log.keepTimes();
    const reader = new W3cReader(log);
    return byLines((bytes, from, to, line) => {
      if (bytes[from] === HASH) reader.directive(textOf(bytes, from, to), line);
      else reader.read(bytes, from, to, line);
    });
  },
};

const HASH = 0x23;
const HYPHEN = 0x2d;
const QUESTION = 0x3f;
/** Stands in for a status that the log does not have. */
const ANSWERED = 200;
const FIELDS = /^#Fields:\s*(.+)/i;
const DATE = /^#Date:\s*(\d{4}-\d\d-\d\d)/i;

/** Known column names by role, the best first. */
const NAMES = {
  date: ['date'],
  time: ['time'],
  method: ['cs-method'],
  host: ['cs(host)', 'cs-host'],
  path: ['cs-uri-stem', 'cs-uri-path', 'cs-uri', 'cs-url'],
  query: ['cs-uri-query'],
  status: ['sc-status'],
  bytes: ['sc-bytes', 'bytes'],
} as const;
type Column = keyof typeof NAMES;

class W3cReader {
  readonly #log: RequestLog;
  #at: Partial<Record<Column, number>> | undefined;
  /** From `#Date`, for logs with only a time per line. */
  #dayMs = 0;
  #bounds: number[] = [];
  #key = new Uint8Array(256);

  constructor(log: RequestLog) {
    this.#log = log;
  }

  directive(text: string, line: number): void {
    this.#log.ignore('header lines', line);
    const date = new TextEncoder().encode(DATE.exec(text)?.[1] ?? '');
    if (date.length > 0) this.#dayMs = dayIn(date, 0, date.length);
    const fields = FIELDS.exec(text)?.[1]?.trim().toLowerCase().split(/\s+/);
    if (!fields) return;
    const at: Partial<Record<Column, number>> = {};
    for (const column of Object.keys(NAMES) as Column[]) {
      const found = NAMES[column].map((name) => fields.indexOf(name)).find((index) => index >= 0);
      if (found !== undefined) at[column] = found;
    }
    if (at.path === undefined)
      throw new TraceError(`#Fields has no column for the URL (${NAMES.path.join(', ')}).`, {
        line,
        advice: 'Configure the server to log it.',
      });
    this.#at = at;
  }

  read(bytes: Uint8Array, from: number, to: number, line: number): void {
    this.#bounds = splitW3c(bytes, from, to);
    const timeMs = this.#timeIn(bytes);
    const path = this.#column('path', bytes);
    if (this.#at === undefined || path === undefined || Number.isNaN(timeMs)) {
      this.#log.ignore(NO_REQUEST, line);
      return;
    }
    const method = this.#column('method', bytes);
    const status = this.#column('status', bytes);
    const code = status
      ? numberIn(bytes, status.from, status.to)
      : this.#at.status === undefined
        ? ANSWERED
        : 0;
    const reason = method ? whyIgnored(bytes, method.from, method.to, code) : whyUnanswered(code);
    if (reason) {
      this.#log.ignore(reason, line);
      return;
    }
    const answered = this.#column('bytes', bytes);
    const size = answered ? sizeOfAnswer(code, bytes, answered.from, answered.to) : UNKNOWN_SIZE;
    const length = this.#makeKey(bytes, path);
    this.#log.add(this.#key, 0, length, timeMs, size, READ, Infinity, line);
  }

  /** Concatenates host, path and query into `#key`; returns the length. */
  #makeKey(bytes: Uint8Array, path: Span): number {
    const host = this.#column('host', bytes);
    const query = this.#column('query', bytes);
    const most =
      path.to - path.from + (host ? host.to - host.from : 0) + (query ? query.to - query.from : 0) + 1;
    if (most > this.#key.length) this.#key = new Uint8Array(2 * most);
    let length = 0;
    const put = ({ from, to }: Span) => {
      this.#key.set(bytes.subarray(from, to), length);
      length += to - from;
    };
    if (host) put(host);
    put(path);
    if (query) {
      this.#key[length++] = QUESTION;
      put(query);
    }
    return length;
  }

  #timeIn(bytes: Uint8Array): number {
    const date = this.#column('date', bytes);
    const time = this.#column('time', bytes);
    const dayMs = date ? dayIn(bytes, date.from, date.to) : this.#dayMs;
    return (
      dayMs + (time ? timeOfDayIn(bytes, time.from, time.to) : this.#at?.time === undefined ? 0 : Number.NaN)
    );
  }

  /** Returns the span of a column in the line; undefined if it is missing or "-". */
  #column(column: Column, bytes: Uint8Array): Span | undefined {
    const at = this.#at?.[column];
    const from = at === undefined ? undefined : this.#bounds[2 * at];
    if (at === undefined || from === undefined) return undefined;
    const to = this.#bounds[2 * at + 1] as number;
    const isMissing = to === from || (to === from + 1 && bytes[from] === HYPHEN);
    return isMissing ? undefined : { from, to };
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
}
