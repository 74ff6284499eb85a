const SPACE = 0x20;
const TAB = 0x09;
const QUOTE = 0x22;

/**
 * Splits a line of an extended log into pairs of start and end: at tabs if the line has any, otherwise at spaces; then
 * a field in quotes may contain spaces, and two quotes stand for one.
 */
export function splitW3c(bytes: Uint8Array, from: number, to: number): number[] {
  const hasTabs = bytes.subarray(from, to).includes(TAB);
  const bounds: number[] = [];
  for (let at = from; at <= to; ) {
    const start = at;
    if (!hasTabs && bytes[at] === SPACE) {
      at++;
      continue;
    }
    if (!hasTabs && at < to && bytes[at] === QUOTE) {
      at = closingQuote(bytes, at + 1, to);
      bounds.push(start + 1, at);
      at += 2;
      continue;
    }
    while (at < to && bytes[at] !== (hasTabs ? TAB : SPACE)) at++;
    if (hasTabs || at > start) bounds.push(start, at);
    at++;
  }
  return bounds;
}

function closingQuote(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && (bytes[at] !== QUOTE || bytes[at + 1] === QUOTE)) at += bytes[at] === QUOTE ? 2 : 1;
  return Math.min(at, to);
}
