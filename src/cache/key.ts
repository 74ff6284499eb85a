/**
 * Returns a string that is the same for two argument lists exactly when they are equal by structure. It reads like
 * source code, `[1,"a",{"when":Date(0)}]`, so that a key in a log is readable: strings in quotes, bigints with an n,
 * and no two values written alike. O(size), and a sort of each object's keys.
 *
 * The order of an object's keys, of a Map and of a Set does not matter, that of an array does. `0` and `-0` are one
 * and NaN equals itself, as in a Map, since no caller distinguishes them. `undefined`, null, a missing property and
 * a hole in an array are four: a key too fine costs a computation, a key too coarse serves the value of other
 * arguments. Throws, with the path, for values without a comparable structure (functions, symbols, class instances,
 * cycles).
 */
export function canonicalKey(args: readonly unknown[]): string {
  return new Writer().array(args);
}

class Writer {
  /** Path to the value being written, for errors. */
  readonly #path: (string | number)[] = [];
  /** Objects on that path: a repeated one is a cycle. */
  readonly #above = new Set<object>();

  array(list: readonly unknown[]): string {
    const parts: string[] = [];
    let holes = 0;
    for (let i = 0; i < list.length; i++) {
      if (i in list) parts.push(this.#at(i, list[i]));
      else {
        holes++;
        parts.push('hole');
      }
    }
    if (Reflect.ownKeys(list).length !== list.length - holes + 1)
      throw this.#refusal('an array with properties of its own');
    return `[${parts.join()}]`;
  }

  #value(value: unknown): string {
    switch (typeof value) {
      case 'string':
        return JSON.stringify(value);
      case 'number': // String(-0) is '0'
      case 'boolean':
      case 'undefined':
        return String(value);
      case 'bigint':
        return `${value}n`;
      case 'object':
        return value === null ? 'null' : this.#object(value);
      default:
        throw this.#refusal(`a ${typeof value}`);
    }
  }

  #object(value: object): string {
    if (this.#above.has(value)) throw this.#refusal('a cycle');
    this.#above.add(value);
    const text = this.#parts(value);
    this.#above.delete(value);
    return text;
  }

  #parts(value: object): string {
    const kind: unknown = Object.getPrototypeOf(value);
    if (kind === Array.prototype) return this.array(value as unknown[]);
    if (kind === Object.prototype || kind === null) return this.#record(value as Record<string, unknown>);
    if (kind === Date.prototype) return this.#date(this.#bare(value as Date));
    if (kind === Map.prototype) return this.#map(this.#bare(value as Map<unknown, unknown>));
    if (kind === Set.prototype) return this.#set(this.#bare(value as Set<unknown>));
    throw this.#refusal(`an instance of ${value.constructor?.name || 'a class without a name'}`);
  }

  #record(record: Record<string, unknown>): string {
    if (Object.getOwnPropertySymbols(record).length > 0)
      throw this.#refusal('an object with a symbol for a key');
    const parts = Object.keys(record)
      .sort()
      .map((name) => `${JSON.stringify(name)}:${this.#at(name, record[name])}`);
    return `{${parts.join()}}`;
  }

  #date(date: Date): string {
    const ms = date.getTime();
    if (Number.isNaN(ms)) throw this.#refusal('an invalid date');
    return `Date(${ms})`;
  }

  #map(map: Map<unknown, unknown>): string {
    const parts = Array.from(map, ([key, value], i) => `${this.#at(i, key)}=>${this.#at(i, value)}`);
    return `Map{${parts.sort().join()}}`;
  }

  #set(set: Set<unknown>): string {
    return `Set{${Array.from(set, (member, i) => this.#at(i, member))
      .sort()
      .join()}}`;
  }

  /** Returns a Date, Map or Set without own properties; throws for others. */
  #bare<T extends object>(value: T): T {
    if (Reflect.ownKeys(value).length > 0)
      throw this.#refusal(`a ${value.constructor.name} with properties of its own`);
    return value;
  }

  #at(step: string | number, value: unknown): string {
    this.#path.push(step);
    const text = this.#value(value);
    this.#path.pop();
    return text;
  }

  /** Returns an error with the path; members of a Map or Set are named by their index. */
  #refusal(what: string): Error {
    const path = this.#path.map((step) =>
      typeof step === 'number'
        ? `[${step}]`
        : /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(step)
          ? `.${step}`
          : `[${JSON.stringify(step)}]`,
    );
    return new Error(`arguments${path.join('')} cannot be part of a key: it is ${what}`);
  }
}
