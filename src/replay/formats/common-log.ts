import { READ, UNKNOWN_SIZE } from '../ops';
import { Fields, indexIn, numberIn } from './fields';
import { mostLines, type TraceFormat } from './format';
import { closingQuote, NO_REQUEST, RequestLine, sizeOfAnswer, whyIgnored } from './http';
import { byLines } from './lines';
import { CommonStamps } from './log-times';

/**
 * The common log format of web servers, and the combined one (its additional fields are ignored): `host ident user
 * [10/Oct/2000:13:55:36 -0700] "GET /path HTTP/1.1" 200 2326`. It is the default of Apache, nginx and varnishncsa. The
 * key is the URL with its query, unchanged; the size is the answer's. Answered GETs are requests.
 */
export const commonLog: TraceFormat = {
  name: 'common-log',
  label: 'common or combined log of Apache, nginx, varnishncsa',
  example:
    '192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 2326\n' +
    '::1 - frank [10/Oct/2000:13:55:37 -0700] "GET /a HTTP/1.0" 304 - "http://x/" "agent \\"x\\""\n',
  recognise: (head) => mostLines(head, /^\S+ .*\[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "/),
  open(log) {
    log.keepTimes();
    const request = new RequestLine();
    const answer = new Fields(2);
    const stamps = new CommonStamps();
    return byLines((bytes, from, to, line) => {
      const stamp = indexIn(bytes, BRACKET, from, to) + 1;
      const timeMs = stamps.in(bytes, stamp);
      const open = indexIn(bytes, QUOTE, stamp, to) + 1;
      const close = closingQuote(bytes, open, to);
      if (Number.isNaN(timeMs) || close >= to || !request.find(bytes, open, close)) {
        log.ignore(NO_REQUEST, line);
        return;
      }
      answer.splitAtSpaces(bytes, close + 1, to);
      const status = answer.count > 0 ? numberIn(bytes, answer.start(0), answer.end(0)) : Number.NaN;
      const reason = whyIgnored(bytes, request.methodStart, request.methodEnd, status);
      if (reason) log.ignore(reason, line);
      else {
        const size =
          answer.count > 1 ? sizeOfAnswer(status, bytes, answer.start(1), answer.end(1)) : UNKNOWN_SIZE;
        log.add(bytes, request.addressStart, request.addressEnd, timeMs, size, READ, Infinity, line);
      }
    });
  },
};

const BRACKET = 0x5b;
const QUOTE = 0x22;
