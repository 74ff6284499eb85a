import type { Saved } from '../../../base/saved';
import type { FactChange } from '../../../store/changes';
import type { Held } from '../../invalidation/holders';
import type { Strategy } from '../../invalidation/strategy';
import type { Observers } from '../../serving/observer';
import { bounded } from './bounded';
import { deterministic } from './deterministic';
import { expiring } from './expiring';
import { failureTolerant } from './failure-tolerant';
import { idempotent } from './idempotent';
import type { Hearing, Probe, ProbeDefinition, Subject } from './probe';

/** Every probe there is, in the order in which they are shown. */
export const allProbes: readonly ProbeDefinition[] = [
  deterministic,
  idempotent,
  expiring,
  bounded,
  failureTolerant,
];

/** The probes of one run; each receives only the events that it handles. */
export class Probes implements Saved<Readonly<Record<string, unknown>>> {
  readonly each: readonly (ProbeDefinition & { readonly probe: Probe })[];
  readonly #hearChanges: readonly Pick<Hearing, 'changed'>[];
  readonly #hearMessages: readonly Pick<Hearing, 'messageArrived'>[];

  constructor(definitions: readonly ProbeDefinition[], subject: Subject, observers: Observers) {
    this.each = definitions.map((definition) => ({ ...definition, probe: definition.begin(subject) }));
    const probes = this.each.map(({ probe }) => probe);
    for (const probe of probes) observers.add(probe);
    this.#hearChanges = probes.filter(
      (probe): probe is Probe & Pick<Hearing, 'changed'> => 'changed' in probe,
    );
    this.#hearMessages = probes.filter(
      (probe): probe is Probe & Pick<Hearing, 'messageArrived'> => 'messageArrived' in probe,
    );
  }

  /** By the name of the rule. */
  save(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.each.map(({ name, probe }) => [name, probe.save()]));
  }

  /** The state must be of the same probes. */
  restore(states: Readonly<Record<string, unknown>>): void {
    for (const { name, probe } of this.each) probe.restore(states[name]);
  }

  changed(change: FactChange): void {
    for (const probe of this.#hearChanges) probe.changed(change);
  }
  messageArrived(change: FactChange, strategy: Strategy, concerned: readonly Held[]): void {
    for (const probe of this.#hearMessages) probe.messageArrived(change, strategy, concerned);
  }
}
