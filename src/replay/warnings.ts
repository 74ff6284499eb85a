import { READ } from './ops';
import type { Requests } from './requests';
import { hasTtls } from './requests';

/**
 * Returns warnings about requests that make the replay less meaningful than it seems, a sentence each, for the page and
 * the terminal.
 */
export function warningsOf(requests: Requests): string[] {
  const { ids, times } = requests;
  return [
    ...(hasTtls(requests) && !times
      ? ['the trace has TTLs but no times: nothing expires. Name the column of times: --columns time=NAME.']
      : []),
    ...(ids.length > 1 && !hasReuse(requests)
      ? [
          'no read repeats an earlier key: every read misses in every cache. Is the key the right part of a line?',
        ]
      : []),
  ];
}

/** Returns whether any read asks for a key of an earlier line. Ids are numbered in order of first appearance. */
function hasReuse({ ids, ops }: Requests): boolean {
  let seen = 0;
  for (let at = 0; at < ids.length; at++) {
    if (ids[at] === seen) seen++;
    else if (ops === undefined || ops[at] === READ) return true;
  }
  return false;
}
