/** What a value was computed from: fact numbers, and the version in which each was read. */
export interface FactsRead {
  readonly facts: Int32Array;
  readonly versions: Int32Array;
}

/** Returns the facts of several inputs; one that several of them read comes several times. */
export function factsOf(inputs: readonly FactsRead[]): number[] {
  const all: number[] = [];
  for (const { facts } of inputs) for (let i = 0; i < facts.length; i++) all.push(facts[i] as number);
  return all;
}

/**
 * Records which facts a computation reads, and in which version. Of a fact that is read twice the older version counts:
 * a page computed from old weights is as old as they are. Reused by one computation after another, from `begin` on.
 */
export class ReadFacts {
  readonly #facts: Int32Array;
  readonly #versions: Int32Array;
  /** By fact: its place in the columns, valid if it is recorded there. */
  readonly #place: Int32Array;
  #noted = 0;

  constructor(private readonly current: Int32Array) {
    this.#facts = new Int32Array(current.length);
    this.#versions = new Int32Array(current.length);
    this.#place = new Int32Array(current.length);
  }

  begin(): void {
    this.#noted = 0;
  }

  /** Records that a fact is read now. */
  note(fact: number): void {
    this.#add(fact, this.current[fact] as number);
  }

  /** Adds the facts of an input that was itself computed from facts. */
  include({ facts, versions }: FactsRead): void {
    for (let i = 0; i < facts.length; i++) this.#add(facts[i] as number, versions[i] as number);
  }

  /** Returns copies of what was recorded since `begin`. */
  read(): FactsRead {
    return { facts: this.#facts.slice(0, this.#noted), versions: this.#versions.slice(0, this.#noted) };
  }

  #add(fact: number, version: number): void {
    const place = this.#place[fact] as number;
    if (place < this.#noted && this.#facts[place] === fact) {
      if (version < (this.#versions[place] as number)) this.#versions[place] = version;
      return;
    }
    this.#place[fact] = this.#noted;
    this.#facts[this.#noted] = fact;
    this.#versions[this.#noted] = version;
    this.#noted++;
  }
}
