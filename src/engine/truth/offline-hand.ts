import type { AnyMade } from '../serving/made';
import { MOST_DEPARTED } from './in-hand';
import type { Happening } from './recording';

type InCaches = Extract<Happening, { readonly made: AnyMade }>;

/** What is known of a key's last value: it is in hand, there is none in hand, or that was before the recording. */
export type Hand = AnyMade | 'none' | 'unknown';

/** The last values of keys as the recorded comings and goings tell them, by the definition in the glossary. */
export class OfflineHand {
  /** By stage and key. */
  readonly #last = new Map<string, AnyMade | 'none'>();
  /** By stage: the keys whose last value is not in the cache any more and yet in hand, in the order of their leaving. */
  readonly #departed = new Map<string, Set<string>>();

  constructor(private readonly fromTheStart: boolean) {}

  before(made: AnyMade): Hand {
    return this.#last.get(nameOf(made)) ?? (this.fromTheStart ? 'none' : 'unknown');
  }

  follow(what: InCaches): void {
    const { made } = what;
    const name = nameOf(made);
    if (what.kind === 'computed' && what.stored) {
      this.#departedOf(made).delete(name);
      this.#last.set(name, made);
    }
    if (what.kind !== 'left') return;
    // What came before the recording is known only from what was noted when it left.
    const known = this.#last.get(name);
    if (known === undefined ? !what.last : known !== made) return;
    if (what.why === 'evicted') {
      this.#last.set(name, 'none');
      return;
    }
    const departed = this.#departedOf(made);
    departed.add(name);
    this.#last.set(name, made);
    const [oldest] = departed;
    if (departed.size <= MOST_DEPARTED || oldest === undefined) return;
    departed.delete(oldest);
    this.#last.set(oldest, 'none');
  }

  #departedOf({ stage }: AnyMade): Set<string> {
    const known = this.#departed.get(stage);
    if (known) return known;
    const departed = new Set<string>();
    this.#departed.set(stage, departed);
    return departed;
  }
}

const nameOf = ({ stage, key }: AnyMade): string => `${stage} ${key}`;
