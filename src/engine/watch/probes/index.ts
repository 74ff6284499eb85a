import type { FactChange } from '../../../store/changes';
import type { MemoCacheName } from '../../contract/engine';
import type { Held } from '../../invalidation/holders';
import type { Strategy } from '../../invalidation/strategy';
import type { Arrival } from '../../serving/arrival';
import type { AnyMade } from '../../serving/made';
import { bounded } from './bounded';
import { deterministic } from './deterministic';
import { expiring } from './expiring';
import { failureTolerant } from './failure-tolerant';
import { idempotent } from './idempotent';
import type {
  AuditedHit,
  Execution,
  Hearing,
  KeptValue,
  Probe,
  ProbeDefinition,
  ServedEntry,
  Subject,
} from './probe';

/** Every probe there is, in the order in which they are shown. */
export const allProbes: readonly ProbeDefinition[] = [
  deterministic,
  idempotent,
  expiring,
  bounded,
  failureTolerant,
];

/** The probes of one run; each is told what it wants to hear. */
export class Probes implements Hearing {
  readonly each: readonly (ProbeDefinition & { readonly probe: Probe })[];
  readonly #listeners: { readonly [W in keyof Hearing]: readonly Pick<Hearing, W>[] };

  constructor(definitions: readonly ProbeDefinition[], subject: Subject) {
    this.each = definitions.map((definition) => ({ ...definition, probe: definition.begin(subject) }));
    const who = <W extends keyof Hearing>(what: W) =>
      this.each.map(({ probe }) => probe).filter((probe): probe is Probe & Pick<Hearing, W> => what in probe);
    this.#listeners = {
      computed: who('computed'),
      served: who('served'),
      auditedFresh: who('auditedFresh'),
      kept: who('kept'),
      admitted: who('admitted'),
      changed: who('changed'),
      told: who('told'),
      ended: who('ended'),
    };
  }

  computed(made: AnyMade, execution: Execution): void {
    for (const probe of this.#listeners.computed) probe.computed(made, execution);
  }
  served(entry: ServedEntry): void {
    for (const probe of this.#listeners.served) probe.served(entry);
  }
  auditedFresh(hit: AuditedHit): void {
    for (const probe of this.#listeners.auditedFresh) probe.auditedFresh(hit);
  }
  kept(value: KeptValue): void {
    for (const probe of this.#listeners.kept) probe.kept(value);
  }
  admitted(cache: MemoCacheName, slot: number): void {
    for (const probe of this.#listeners.admitted) probe.admitted(cache, slot);
  }
  changed(change: FactChange): void {
    for (const probe of this.#listeners.changed) probe.changed(change);
  }
  told(change: FactChange, strategy: Strategy, concerned: readonly Held[]): void {
    for (const probe of this.#listeners.told) probe.told(change, strategy, concerned);
  }
  ended(key: number, arrival: Arrival): void {
    for (const probe of this.#listeners.ended) probe.ended(key, arrival);
  }
}
