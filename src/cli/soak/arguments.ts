import { parseArgs } from 'node:util';
import { UsageError } from '../usage-error';

export interface Arguments {
  readonly minutes: number;
  /** Serves the site that is built already. */
  readonly keptBuild: boolean;
}

/** In less time the books of the engine are not full when the first quarter ends. */
const FEWEST_MINUTES = 1;
const MOST_MINUTES = 24 * 60;

export const USAGE = `npm run -s soak -- [--minutes 10] [--kept-build]     whether a long run grows

Opens the built page in a browser, with small caches, and runs it in rounds of a minute (an eighth of the time if that
is less): half of a round at full speed, half at 60× with a drill and a setting changed every ten seconds. Prints a row a
round: the heaps of the page and of the engine's worker after a forced collection, nodes of the document, frames a
second, long tasks, requests, entries, and whether the counters add up.
Exit code 1 when the lowest heap of the last quarter is more than 10 % above that of the second (and 3 MB, in runs below ten
minutes), when counters do not add up, or when the page reports an error.
  --minutes N     from ${FEWEST_MINUTES} to ${MOST_MINUTES}; default: 10
  --kept-build    does not build first: serves what is in .cache/site`;

/** Undefined when help is asked for. Throws UsageError. */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values } = parsed(args);
  if (values.help) return undefined;
  const minutes = Number(values.minutes);
  if (!(minutes >= FEWEST_MINUTES && minutes <= MOST_MINUTES))
    throw new UsageError(
      `--minutes: "${values.minutes}" is no number from ${FEWEST_MINUTES} to ${MOST_MINUTES}.`,
    );
  return { minutes, keptBuild: values['kept-build'] };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        minutes: { type: 'string', default: '10' },
        'kept-build': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (thrown) {
    throw new UsageError(`${(thrown as Error).message.split('. ')[0]}; --help says what there is.`);
  }
}
