import { indexIn, numberIn } from './fields';
import { mostLines, type TraceFormat } from './format';
import { byLines } from './lines';
import { CommandLines } from './memcached-commands';
import { ItemLines } from './memcached-items';

/**
 * The output of Memcached on a connection that sent `watch fetchers mutations deletions` or `watch rawcmds`, and on
 * standard error with `-vv`: `ts=1525385442.5 gid=8 type=item_get key=a%3Ab status=found clsid=1 cfd=28 size=5` or `<28
 * set a:b 0 60 5`. The part of `ts` after the point is microseconds without leading zeros; `-vv` writes no times.
 * Model: get-or-set.
 */
export const memcached: TraceFormat = {
  name: 'memcached',
  label: 'Memcached watch (fetchers, mutations, deletions, rawcmds) or -vv',
  example:
    'OK\nts=1525385442.5 gid=1 type=item_get key=a%3Ab status=not_found clsid=0 cfd=28 size=0\n' +
    'ts=1525385442.900 gid=2 type=item_store key=a%3Ab status=stored cmd=set ttl=60 clsid=1 cfd=28 size=5\n' +
    'ts=1525385443.7 gid=3 <28 gat 60 a:b c\nts=1525385444.7 gid=4 type=deleted key=a%3Ab cmd=delete clsid=1 size=5\n',
  recognise: (head) =>
    mostLines(head, /^(ts=\d+\.\d+ gid=\d+ (type=|<\d)|[<>]\d+ |\d+: |OK$|slab class )/) &&
    head.lines.some((line) => /^ts=\d+\.\d+ gid=\d+ |^<\d+ ([gsm][a-z]+|add|cas|delete) \S/.test(line)),
  open(log, head) {
    log.keepTimes();
    // If items are logged, counting the commands that reached them would count them twice.
    const hasItems = head.lines.some((line) => / type=item_/.test(line));
    const items = new ItemLines(log);
    const commands = new CommandLines(log);
    const parser = byLines((bytes, from, to, line) => {
      let start = from;
      let timeMs = 0;
      if (bytes[from] === T) {
        const afterTime = indexIn(bytes, SPACE, from, to);
        timeMs = stampIn(bytes, from + 'ts='.length, afterTime);
        start = indexIn(bytes, SPACE, afterTime + 1, to) + 1;
      }
      if (Number.isNaN(timeMs)) log.ignore('lines without a time', line);
      else if (bytes[start] !== LESS) items.read(bytes, start, to, timeMs, line);
      else if (hasItems) log.ignore('raw commands; their items are logged too', line);
      else commands.read(bytes, start, to, timeMs, line);
    });
    return {
      feed: parser.feed,
      end() {
        parser.end();
        items.end();
      },
    };
  },
};

const T = 0x74;
const SPACE = 0x20;
const LESS = 0x3c;
const POINT = 0x2e;

/**
 * Parses a timestamp into milliseconds since 1970: seconds, a point, and microseconds as a separate number, so that
 * `.5` is 0.000005 s.
 */
function stampIn(bytes: Uint8Array, from: number, to: number): number {
  const point = indexIn(bytes, POINT, from, to);
  return (numberIn(bytes, from, point) * 1e6 + numberIn(bytes, point + 1, to)) / 1000;
}
