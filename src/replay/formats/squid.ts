import { READ } from '../ops';
import { Fields, indexIn, numberIn, secondsIn } from './fields';
import { mostLines, type TraceFormat } from './format';
import { NO_REQUEST, sizeOfAnswer, whyIgnored } from './http';
import { byLines } from './lines';

/**
 * Squid's native access log: `time elapsed client code/status bytes method address user hierarchy/peer type`, separated
 * by spaces. Times are the ends of requests, in seconds with milliseconds. The key is the URL; the size is the
 * answer's, including headers. Answered GETs are requests, whatever Squid's own result was (TCP_HIT, TCP_MISS).
 */
export const squid: TraceFormat = {
  name: 'squid',
  label: 'Squid native access log',
  example:
    '1286536309.450    864 192.0.2.7 TCP_MISS/200 4507 GET http://example.com/ - HIER_DIRECT/198.51.100.1 text/html\n' +
    '1286536310.001      1 192.0.2.7 TCP_IMS_HIT/304 295 GET http://example.com/ - HIER_NONE/- text/html\n',
  recognise: (head) =>
    mostLines(head, /^\d{9,}\.\d{1,6} +-?\d+ \S+ [A-Z_]+\/\d{3} -?\d+ [A-Z_]+ .+ \S+ [A-Z_]+\/\S+( \S+)?/),
  open(log) {
    log.keepTimes();
    const fields = new Fields(MAX_FIELDS);
    return byLines((bytes, from, to, line) => {
      fields.splitAtSpaces(bytes, from, to);
      const timeMs = fields.count > 0 ? secondsIn(bytes, fields.start(0), fields.end(0)) : Number.NaN;
      if (fields.count < 7 || Number.isNaN(timeMs)) {
        log.ignore(NO_REQUEST, line);
        return;
      }
      const code = indexIn(bytes, SLASH, fields.start(3), fields.end(3));
      const status = numberIn(bytes, code + 1, fields.end(3));
      const reason = whyIgnored(bytes, fields.start(5), fields.end(5), status);
      if (reason) log.ignore(reason, line);
      else {
        const size = sizeOfAnswer(status, bytes, fields.start(4), fields.end(4));
        log.add(
          bytes,
          fields.start(6),
          fields.end(lastOfAddress(bytes, fields)),
          timeMs,
          size,
          READ,
          Infinity,
          line,
        );
      }
    });
  },
};

const SLASH = 0x2f;
/** More fields than in a line with a URL without spaces. */
const MAX_FIELDS = 32;

/**
 * Returns the last field of the URL, which may contain spaces if Squid is configured so: it ends two fields before
 * `HIER_DIRECT/peer`.
 */
function lastOfAddress(bytes: Uint8Array, fields: Fields): number {
  for (let field = fields.count - 1; field > 7; field--) {
    const slash = indexIn(bytes, SLASH, fields.start(field), fields.end(field));
    if (slash < fields.end(field) && isCapitals(bytes, fields.start(field), slash)) return field - 2;
  }
  return 6;
}

function isCapitals(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (!((byte >= 0x41 && byte <= 0x5a) || byte === 0x5f)) return false;
  }
  return to > from;
}
