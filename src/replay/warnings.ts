import { READ } from './ops';
import type { Requests } from './requests';
import { hasTtls } from './requests';

/** What makes a replay of these requests mean less than it seems, a sentence each: for the page and the terminal. */
export function warningsOf(requests: Requests): string[] {
  const { ids, times } = requests;
  return [
    ...(hasTtls(requests) && !times
      ? [
          'the trace has TTLs and no times: nothing expires. Say which column is the time: --columns time=NAME.',
        ]
      : []),
    ...(ids.length > 1 && !hasReuse(requests)
      ? [
          'no read asks for a key that came before: every read misses in every cache. Is the key the right part of a line?',
        ]
      : []),
  ];
}

/** Whether any read asks for a key of an earlier line. Ids are numbered in order of first appearance. */
function hasReuse({ ids, ops }: Requests): boolean {
  let seen = 0;
  for (let at = 0; at < ids.length; at++) {
    if (ids[at] === seen) seen++;
    else if (ops === undefined || ops[at] === READ) return true;
  }
  return false;
}
