import { Random } from '../../base/random';
import { type MemoizeOptions, memoize } from '../memoize';
import { HandClock } from './hand-clock';

/**
 * Returns a source that answers after `ms`, and a memo of it. It answers `a1` for the key a while its version is 1,
 * nothing for a key that starts with `no`, and fails while it is down; it reads the version at the start of a call.
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
  /** Returns the result of a call after `ms` milliseconds: a value, an error message, or `waiting`. */
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
