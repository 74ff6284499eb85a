import { READ } from '../ops';
import { Fields, indexIn, numberIn } from './fields';
import { mostLines, type TraceFormat } from './format';
import { closingQuote, NO_REQUEST, RequestLine, sizeOfAnswer, whyIgnored } from './http';
import { byLines } from './lines';
import { isoTimeIn } from './log-times';

/**
 * Access logs of AWS load balancers: `type time balancer client:port target:port seconds seconds seconds status
 * target-status received sent "GET https://host:443/path HTTP/1.1" …`; a Classic Load Balancer writes no type. The key
 * is the whole URL; the size is the bytes sent, including headers. Answered GETs are requests. Logs of several nodes
 * overlap in time: sort the lines by time first.
 */
export const awsElb: TraceFormat = {
  name: 'aws-elb',
  label: 'access log of an AWS load balancer (ALB, Classic ELB)',
  example:
    'https 2018-07-02T22:23:00.186641Z app/balancer/50dc6c495c0c9188 192.0.2.39:2817 10.0.0.1:80 0.086 0.048 0.037 ' +
    '200 200 0 57 "GET https://www.example.com:443/a HTTP/1.1" "curl/7.46.0" - -\n' +
    '2018-07-02T22:23:01.2Z balancer 192.0.2.39:2817 - -1 -1 -1 503 - 0 0 "GET http://www.example.com:80/a HTTP/1.1" "-" - -\n',
  recognise: (head) =>
    mostLines(
      head,
      /^([a-z]\w+ )?\d{4}-\d\d-\d\dT[\d:.]+Z \S+ \S+ \S+ -?[\d.]+ -?[\d.]+ -?[\d.]+ [\d-]+ [\d-]+ \d+ \d+ "/,
    ),
  open(log) {
    log.keepTimes();
    const fields = new Fields(12);
    const request = new RequestLine();
    return byLines((bytes, from, to, line) => {
      const open = indexIn(bytes, QUOTE, from, to) + 1;
      const close = closingQuote(bytes, open, to);
      fields.splitAtSpaces(bytes, from, open - 1);
      // Fields before the request are counted from the end: a Classic Load Balancer writes one field less.
      const last = fields.count - 1;
      const time = last - 10;
      const timeMs = time < 0 ? Number.NaN : isoTimeIn(bytes, fields.start(time), fields.end(time));
      if (Number.isNaN(timeMs) || close >= to || !request.find(bytes, open, close)) {
        log.ignore(NO_REQUEST, line);
        return;
      }
      const status = numberIn(bytes, fields.start(last - 3), fields.end(last - 3));
      const reason = whyIgnored(bytes, request.methodStart, request.methodEnd, status);
      if (reason) log.ignore(reason, line);
      else {
        const size = sizeOfAnswer(status, bytes, fields.start(last), fields.end(last));
        log.add(bytes, request.addressStart, request.addressEnd, timeMs, size, READ, Infinity, line);
      }
    });
  },
};

const QUOTE = 0x22;
