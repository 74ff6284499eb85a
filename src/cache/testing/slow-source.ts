import { Random } from '../../base/random';
import { type MemoizeOptions, memoize } from '../memoize';
import { HandClock } from './hand-clock';

/**
 * A source that takes `ms` to answer, and a memo of it. It says `a1` for the key a as long as its version is 1, nothing
 * for a key that starts with `no`, and fails while it is down; the version it read is that of when it was asked.
 */
export function slowSource(options: Partial<MemoizeOptions<[string], string | undefined>> = {}) {
  const clock = new HandClock();
  const source = { ms: 10, version: 1, down: false, asked: [] as string[] };
  const get = memoize(
    async function (key: string): Promise<string | undefined> {
      this.declare(`fact ${key}`);
      const { version } = source;
      source.asked.push(key);
      await clock.sleep(source.ms);
      if (source.down) throw new Error('down');
      return key.startsWith('no') ? undefined : key + version;
    },
    { maxEntries: 10, ttlMs: 1_000, random: new Random(1), clock, ...options },
  );
  /** What somebody who asks has got after so many ms: a value, an error's words, or that they are `waiting`. */
  const ask = async (key: string, ms = source.ms, asking: (key: string) => Promise<unknown> = get) => {
    let outcome = 'waiting';
    asking(key).then(
      (value) => {
        outcome = String(value);
      },
      (error: Error) => {
        outcome = error.message;
      },
    );
    await clock.pass(ms);
    return outcome;
  };
  return { clock, source, get, ask };
}
