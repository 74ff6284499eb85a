import { UNKNOWN_SIZE } from '../ops';
import { indexIn, numberIn } from './fields';

const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BEFORE_PROTOCOL = new TextEncoder().encode(' HTTP/');

/** What web servers, proxies and balancers log without its being a use of a cached answer. */
export const NO_REQUEST = 'lines that are no request';
const OTHER_METHOD = 'requests with another method than GET';
const FAILED = 'requests answered with an error';
const UNANSWERED = 'requests without an answer';

/**
 * Why a line of an HTTP log is no read of a value, undefined if it is one: only a GET that was answered reads. HEAD asks
 * about the value and does not use it. `status` is NaN or 0 where nothing was answered.
 */
export function whyIgnored(bytes: Uint8Array, method: number, methodEnd: number, status: number) {
  return isGet(bytes, method, methodEnd) ? whyUnanswered(status) : OTHER_METHOD;
}

/** The same for a log that does not tell the method. */
export function whyUnanswered(status: number) {
  if (!(status > 0)) return UNANSWERED;
  return status >= 400 ? FAILED : undefined;
}

const isGet = (bytes: Uint8Array, from: number, to: number): boolean =>
  to - from === 3 && bytes[from] === 0x47 && bytes[from + 1] === 0x45 && bytes[from + 2] === 0x54;

const NOT_MODIFIED = 304;

/** The size of an answer in bytes: a 304 has no body, so it says nothing about the size, and neither does "-". */
export const sizeOfAnswer = (status: number, bytes: Uint8Array, from: number, to: number): number =>
  status === NOT_MODIFIED ? UNKNOWN_SIZE : numberIn(bytes, from, to);

/** Where in a line the parts of `GET /some address HTTP/1.1` lie; one instance serves all lines. */
export class RequestLine {
  methodStart = 0;
  methodEnd = 0;
  addressStart = 0;
  addressEnd = 0;

  /** The address holds spaces if the client sent some: it ends before the protocol. False: there is no address. */
  find(bytes: Uint8Array, from: number, to: number): boolean {
    this.methodStart = from;
    this.methodEnd = indexIn(bytes, SPACE, from, to);
    this.addressStart = this.methodEnd + 1;
    this.addressEnd = to;
    for (let at = to - BEFORE_PROTOCOL.length; at >= this.addressStart; at--) {
      if (!BEFORE_PROTOCOL.every((byte, i) => bytes[at + i] === byte)) continue;
      this.addressEnd = at;
      break;
    }
    while (this.addressEnd > this.addressStart && bytes[this.addressEnd - 1] === SPACE) this.addressEnd--;
    return this.methodEnd > from && this.addressEnd > this.addressStart;
  }
}

/**
 * Where a quoted request line that starts at `from` closes; `to` or more if nowhere. A quote behind a backslash belongs
 * to the text, and so does one with something else than a space behind it.
 */
export function closingQuote(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && !(bytes[at] === QUOTE && (at + 1 === to || bytes[at + 1] === SPACE)))
    at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
