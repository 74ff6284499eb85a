import { READ } from '../ops';
import { Fields, indexIn, numberIn, textOf } from './fields';
import { everyLine, type TraceFormat } from './format';
import { byLines } from './lines';

/**
 * The common log format of web servers, and the combined one, whose additions are not read: `host ident user
 * [10/Oct/2000:13:55:36 -0700] "GET /path HTTP/1.1" 200 2326`. The key is the path with its query; the size is that
 * of the answer, 1 where none is given. Answered GETs are requests; other methods and answers from 400 on are ignored.
 */
export const commonLog: TraceFormat = {
  name: 'common-log',
  label: 'common log format of web servers',
  example: '192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 2326\n',
  recognise: (head) => everyLine(head, /^\S+ .*\[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "/),
  open(log) {
    const request = new Fields(2);
    const answer = new Fields(2);
    const lastStamp = new Uint8Array(STAMP_LENGTH);
    let stampMs = Number.NaN;
    return byLines((bytes, from, to, line) => {
      const stamp = indexIn(bytes, BRACKET, from, to) + 1;
      const open = indexIn(bytes, QUOTE, stamp, to) + 1;
      const close = closingQuote(bytes, open, to);
      if (close >= to) {
        log.ignore('lines that are no request', line);
        return;
      }
      // Many requests share a second: it is read once.
      if (!lastStamp.every((byte, at) => byte === bytes[stamp + at])) {
        lastStamp.set(bytes.subarray(stamp, stamp + STAMP_LENGTH));
        stampMs = timeOf(textOf(bytes, stamp, stamp + STAMP_LENGTH));
      }
      request.splitAtSpaces(bytes, open, close);
      answer.splitAtSpaces(bytes, close + 1, to);
      const status = answer.count > 0 ? numberIn(bytes, answer.start(0), answer.end(0)) : Number.NaN;
      if (Number.isNaN(stampMs) || Number.isNaN(status) || request.count < 2)
        log.ignore('lines that are no request', line);
      else if (!isGet(bytes, request.start(0), request.end(0)))
        log.ignore('requests with another method than GET', line);
      else if (status >= 400) log.ignore('requests answered with an error', line);
      else {
        const size = answer.count > 1 ? numberIn(bytes, answer.start(1), answer.end(1)) : 1;
        log.add(bytes, request.start(1), request.end(1), stampMs, size || 1, READ, Infinity, line);
      }
    });
  },
};

const BRACKET = 0x5b;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const STAMP_LENGTH = '10/Oct/2000:13:55:36 -0700'.length;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

const isGet = (bytes: Uint8Array, from: number, to: number): boolean =>
  to - from === 3 && bytes[from] === 0x47 && bytes[from + 1] === 0x45 && bytes[from + 2] === 0x54;

/** `to` or more where the quote does not close; a quote behind a backslash belongs to the text. */
function closingQuote(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** Milliseconds since 1970; NaN for what is no time. */
function timeOf(stamp: string): number {
  const match = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/.exec(stamp);
  const month = match ? MONTHS.indexOf(match[2] as string) / 3 : Number.NaN;
  if (!match || !Number.isInteger(month) || month < 0) return Number.NaN;
  const [day, year, hour, minute, second, zoneHours, zoneMinutes] = [1, 3, 4, 5, 6, 8, 9].map((group) =>
    Number(match[group]),
  ) as [number, number, number, number, number, number, number];
  const zone = (match[7] === '-' ? -1 : 1) * (zoneHours * 60 + zoneMinutes);
  return Date.UTC(year, month, day, hour, minute - zone, second);
}
