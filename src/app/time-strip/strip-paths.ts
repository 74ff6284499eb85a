import { type Mark, type PageOutcome, pageOutcomes, type Snapshot } from '../../engine/contract/engine';

/** The strip's own units: every strip is drawn in so many by so many. */
export const STRIP_WIDTH = 1_000;
export const STRIP_HEIGHT = 100;

type Seen = Pick<Snapshot, 'at'> & { readonly pages: Pick<Snapshot['pages'], 'totals'> };

/**
 * Returns an SVG path an outcome: between two recorded moments, the shares of what shoppers got, one above the other.
 * Empty where there were no requests. @param span virtual milliseconds over the whole width.
 */
export function stripPaths(history: readonly Seen[], span: number): Readonly<Record<PageOutcome, string>> {
  const paths = Object.fromEntries(pageOutcomes.map((name) => [name, ''])) as Record<PageOutcome, string>;
  let before: Seen | undefined;
  for (const moment of history) {
    const got = (name: PageOutcome) =>
      moment.pages.totals[name] - (before && before.at > 0 ? before.pages.totals[name] : 0);
    const requests = pageOutcomes.reduce((sum, name) => sum + got(name), 0);
    const [from, to] = [xOf(before?.at ?? 0, span), xOf(moment.at, span)];
    let y = STRIP_HEIGHT;
    for (const name of requests > 0 ? pageOutcomes : []) {
      const top = y - (STRIP_HEIGHT * got(name)) / requests;
      if (got(name) > 0) paths[name] += `M${from} ${round(y)}H${to}V${round(top)}H${from}Z`;
      y = top;
    }
    before = moment;
  }
  return paths;
}

/** Returns one path with a line over the whole height at each mark. */
export const marksPath = (marks: readonly Pick<Mark, 'at'>[], span: number): string =>
  marks.map(({ at }) => `M${xOf(at, span)} 0V${STRIP_HEIGHT}`).join('');

const xOf = (at: number, span: number): number => round(span > 0 ? (STRIP_WIDTH * at) / span : 0);

const round = (value: number): number => Math.round(value * 100) / 100;

/** Returns what one key press moves by, in virtual milliseconds: a power of ten, some hundred of them in the run. */
export const keyStep = (head: number): number => Math.max(1, 10 ** Math.floor(Math.log10(head / 300)));
