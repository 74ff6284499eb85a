import type { AnyStageResult } from '../serving/stage-result';
import { MAX_REMOVED } from './last-values';
import type { RecordedEvent } from './recording';

type InCaches = Extract<RecordedEvent, { readonly result: AnyStageResult }>;

/** What is known of a key's last value: the value, that there is none, or that it is older than the recording. */
export type LastValue = AnyStageResult | 'none' | 'unknown';

/** The last values of keys by the recorded insertions and removals, as the glossary defines them. */
export class OfflineLastValues {
  /** By stage and key. */
  readonly #last = new Map<string, AnyStageResult | 'none'>();
  /** By stage: the keys whose last value was removed from the cache and counts as last, in the order of removal. */
  readonly #departed = new Map<string, Set<string>>();

  constructor(private readonly fromTheStart: boolean) {}

  before(result: AnyStageResult): LastValue {
    return this.#last.get(nameOf(result)) ?? (this.fromTheStart ? 'none' : 'unknown');
  }

  follow(what: InCaches): void {
    const { result } = what;
    const name = nameOf(result);
    if (what.kind === 'computed' && what.stored) {
      this.#departedOf(result).delete(name);
      this.#last.set(name, result);
    }
    if (what.kind !== 'left') return;
    // What came before the recording is known only from what was noted when it left.
    const known = this.#last.get(name);
    if (known === undefined ? !what.last : known !== result) return;
    if (what.why === 'evicted') {
      this.#last.set(name, 'none');
      return;
    }
    const departed = this.#departedOf(result);
    departed.add(name);
    this.#last.set(name, result);
    const [oldest] = departed;
    if (departed.size <= MAX_REMOVED || oldest === undefined) return;
    departed.delete(oldest);
    this.#last.set(oldest, 'none');
  }

  #departedOf({ stage }: AnyStageResult): Set<string> {
    const known = this.#departed.get(stage);
    if (known) return known;
    const departed = new Set<string>();
    this.#departed.set(stage, departed);
    return departed;
  }
}

const nameOf = ({ stage, key }: AnyStageResult): string => `${stage} ${key}`;
