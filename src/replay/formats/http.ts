import { UNKNOWN_SIZE } from '../ops';
import { indexIn, numberIn } from './fields';

const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BEFORE_PROTOCOL = new TextEncoder().encode(' HTTP/');

/** Reasons why a line of an HTTP log is not a use of a cached answer. */
export const NO_REQUEST = 'lines that are not requests';
const OTHER_METHOD = 'requests with a method other than GET';
const FAILED = 'requests answered with an error';
const UNANSWERED = 'requests without an answer';

/**
 * Returns why a line of an HTTP log is not a read of a value, undefined if it is one. Only an answered GET is a read.
 * HEAD asks about the value and does not use it. `status` is NaN or 0 if there was no answer.
 */
export function whyIgnored(bytes: Uint8Array, method: number, methodEnd: number, status: number) {
  return isGet(bytes, method, methodEnd) ? whyUnanswered(status) : OTHER_METHOD;
}

/** The same for a log without methods. */
export function whyUnanswered(status: number) {
  if (!(status > 0)) return UNANSWERED;
  return status >= 400 ? FAILED : undefined;
}

const isGet = (bytes: Uint8Array, from: number, to: number): boolean =>
  to - from === 3 && bytes[from] === 0x47 && bytes[from + 1] === 0x45 && bytes[from + 2] === 0x54;

const NOT_MODIFIED = 304;

/** Returns the size of an answer in bytes, if stated: a 304 has no body and "-" is no number. */
export const sizeOfAnswer = (status: number, bytes: Uint8Array, from: number, to: number): number =>
  status === NOT_MODIFIED ? UNKNOWN_SIZE : numberIn(bytes, from, to);

/** Offsets of the parts of `GET /some address HTTP/1.1`. One instance serves all lines. */
export class RequestLine {
  methodStart = 0;
  methodEnd = 0;
  addressStart = 0;
  addressEnd = 0;

  /**
   * Finds the parts. A URL may contain spaces if the client sent them: it ends before the protocol. Returns false if
   * there is no URL.
   */
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
 * Returns the offset of the quote that closes the request line starting at `from`; `to` or more if there is none. A
 * quote after a backslash, or before anything but a space, belongs to the text.
 */
export function closingQuote(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && !(bytes[at] === QUOTE && (at + 1 === to || bytes[at + 1] === SPACE)))
    at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
