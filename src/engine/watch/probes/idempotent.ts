import type { VirtualMs } from '../../../base/units';
import type { FactChange, Statement } from '../../../store/changes';
import type { Evidence, RuleState } from '../../contract/engine';
import type { Held } from '../../invalidation/holders';
import type { Strategy } from '../../invalidation/strategy';
import type { Arrival } from '../../serving/arrival';
import type { AnyStageResult } from '../../serving/stage-result';
import { Book } from './book';
import { entryOf, type Probe, type ProbeDefinition, type Subject, sampledState } from './probe';
import { Shadow } from './shadow';

/** Of writes, messages and requests one each is delivered again in so long a time, virtual. */
const EVERY_MS = 10_000;
/** Entries of which a shadow is made: so many that the message concerns, and the last pages beside them. */
const MOST_CONCERNED = 24;
const BYSTANDERS = 8;

type Delivered = 'writes' | 'messages' | 'requests';

/**
 * Delivers again, at once and beside the run, what was just delivered. A write that says what shall be (a price, a
 * profile) is really written again, and taken back: it must bump no version. A purchase adds, so each is one of its
 * own. A message about a change is obeyed twice by a shadow of the entries that it concerns, and a page is asked for
 * twice of one: the second time must leave everything as the first has.
 */
class Idempotent implements Probe {
  readonly book: Book;
  readonly #times: Record<Delivered, number> = { writes: 0, messages: 0, requests: 0 };
  readonly #due: Record<Delivered, VirtualMs> = { writes: 0, messages: 0, requests: 0 };
  /** The last pages that were given. */
  #bystanders: readonly Held[] = [];

  constructor(private readonly subject: Subject) {
    this.book = new Book(subject.now);
  }

  get state(): RuleState {
    return sampledState(this.book);
  }

  changed(change: FactChange): void {
    if (!isStatement(change) || !this.#isDue('writes')) return;
    const [bump] = this.subject.store.rehearse(change);
    this.book.check(bump === undefined, () => `a ${change.kind} written again was a change again`);
  }

  messageArrived(change: FactChange, strategy: Strategy, concerned: readonly Held[]): void {
    if (!this.#isDue('messages')) return;
    const shadow = new Shadow([...concerned.slice(0, MOST_CONCERNED), ...this.#bystanders], this.subject);
    const obey = () => strategy.obey(change, shadow.means, strategy.concerns(change, shadow.means));
    obey();
    const once = shadow.state;
    obey();
    const [first] = concerned;
    this.book.check(
      shadow.state === once,
      () => `a message about a ${change.kind} did more when it came again`,
      first && entryOf(first.result),
    );
  }

  ended({ page }: Arrival): void {
    if (!page || !this.#isDue('requests')) return;
    const others = this.#bystanders.filter(({ result }) => result !== page && result.key !== page.key);
    this.#bystanders = [{ cache: 'rankings' as const, key: page.key, result: page }, ...others].slice(
      0,
      BYSTANDERS,
    );
    const shadow = new Shadow(others, this.subject);
    this.#ask(shadow, page);
    const once = shadow.state;
    this.#ask(shadow, page);
    this.book.check(
      shadow.state === once,
      () => 'a page that was asked for again left more behind',
      entryOf(page),
    );
  }

  evidence(): Evidence[] {
    const { writes, messages, requests } = this.#times;
    return [
      { what: 'writes-repeated', value: writes },
      { what: 'messages-repeated', value: messages },
      { what: 'requests-repeated', value: requests },
    ];
  }

  save() {
    return {
      book: this.book.save(),
      times: { ...this.#times },
      due: { ...this.#due },
      bystanders: this.#bystanders,
    };
  }

  restore({ book, times, due, bystanders }: ReturnType<Idempotent['save']>): void {
    this.book.restore(book);
    Object.assign(this.#times, times);
    Object.assign(this.#due, due);
    this.#bystanders = bystanders;
  }

  /** As a request does: what is not there is made and put in. */
  #ask({ memos }: Shadow, page: Extract<AnyStageResult, { stage: 'rankings' }>): void {
    const answer = memos.rankings.ask(page.key);
    if (answer.status === 'miss') memos.rankings.fulfil(answer.lease, page, { tags: page.facts });
  }

  #isDue(what: Delivered): boolean {
    const now: VirtualMs = this.subject.now();
    if (now < this.#due[what]) return false;
    this.#due[what] = now + EVERY_MS;
    this.#times[what]++;
    return true;
  }
}

const isStatement = (change: FactChange): change is Statement =>
  change.kind === 'price' || change.kind === 'profile';

export const idempotent: ProbeDefinition = {
  name: 'idempotent',
  rule: 'Delivered twice, a write, a message or a request changes nothing more.',
  begin: (subject) => new Idempotent(subject),
};
