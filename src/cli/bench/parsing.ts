import { contests } from './contest';
import type { Suite } from './suite';

/** Parses two million lines of `time,key,size,op`, with interned keys. */
export const parsing: Suite = {
  name: 'parsing',
  run: (options) =>
    contests(
      [
        {
          suite: 'parsing',
          unit: 'lines/s',
          better: 'higher',
          against: 'a naive split on lines and commas',
          theirs: { work: 'parsing', by: 'split' },
          entrants: [
            { name: 'CSV trace in, keys interned', ours: { work: 'parsing', by: 'ours' }, target: 4 },
          ],
        },
      ],
      options,
    ),
};
