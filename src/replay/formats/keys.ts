import { READ } from '../ops';
import { indexIn } from './fields';
import { mostLines, type TraceFormat } from './format';
import { byLines } from './lines';

/** Of lines that hold spaces, as a log's do: the share that must have come before for them to be keys all the same. */
const REPEATED = 0.2;

/**
 * One key a line, the whole line. All requests are reads of 1 byte, without a time. The format of last resort: taken by
 * itself only where lines look like keys, without spaces, brackets of JSON or comments, or where many come again and hold no times.
 */
export const keys: TraceFormat = {
  name: 'keys',
  label: 'one key a line',
  example: '/a\n/b\n/a\n',
  recognise({ lines }) {
    if (lines.length === 0 || lines.every(isKey)) return lines.length > 0;
    const repeated = lines.length - new Set(lines).size;
    return repeated >= REPEATED * lines.length && !mostLines({ lines }, STAMP);
  },
  open(log) {
    let haveSpaces = true;
    const parser = byLines((bytes, from, to, line) => {
      haveSpaces &&= indexIn(bytes, SPACE, from, to) < to;
      log.add(bytes, from, to, 0, 1, READ, Infinity, line);
    });
    return {
      feed: parser.feed,
      end() {
        parser.end();
        const { ids, distinct } = log.soFar();
        if (haveSpaces && distinct > 1 && distinct === ids.length)
          log.warn('all lines differ and hold spaces: they look like a log, and each was taken for a key.');
      },
    };
  },
};

const SPACE = 0x20;
/** A time of day, a date or a moment since 1970: lines of a log that come twice in a second are no keys. */
const STAMP = /\d\d:\d\d|\d{4}[-/]\d\d[-/]\d\d|\b1\d{9}/;

const isKey = (line: string): boolean => !/\s|^[{[<#]/.test(line.trim());
