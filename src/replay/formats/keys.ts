import { READ } from '../ops';
import { indexIn } from './fields';
import { mostLines, type TraceFormat } from './format';
import { byLines } from './lines';

/** Share of lines that must repeat for lines with spaces, as in logs, to count as keys. */
const MIN_REPEATED = 0.2;

/**
 * One key per line, the whole line. All requests are reads of 1 byte, without times. The format of last resort:
 * recognised only if the lines look like keys, without spaces, JSON brackets or comments, or if many repeat and contain
 * no times.
 */
export const keys: TraceFormat = {
  name: 'keys',
  label: 'one key per line',
  example: '/a\n/b\n/a\n',
  recognise({ lines }) {
    if (lines.length === 0 || lines.every(isKey)) return lines.length > 0;
    const repeated = lines.length - new Set(lines).size;
    return repeated >= MIN_REPEATED * lines.length && !mostLines({ lines }, STAMP);
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
          log.warn('all lines differ and contain spaces: they look like a log, and each was read as a key.');
      },
    };
  },
};

const SPACE = 0x20;
/** A time of day, a date or a Unix time: log lines that repeat within a second are not keys. */
const STAMP = /\d\d:\d\d|\d{4}[-/]\d\d[-/]\d\d|\b1\d{9}/;

const isKey = (line: string): boolean => !/\s|^[{[<#]/.test(line.trim());
