/**
 * A column by id, made once and used for one set after the other: a `Set` for each page costs more than the page's
 * other sums. An id is in the newest set if it carries that set's number.
 */
const column = { of: new Float64Array(), sets: 0 };

/** A set of small ids, in the order in which they came. Only the newest may be asked. */
export class IdSet {
  readonly ids: number[] = [];
  readonly #number = ++column.sets;

  get size(): number {
    return this.ids.length;
  }

  has = (id: number): boolean => {
    if (this.#number !== column.sets)
      throw new Error(`Id set ${this.#number} was asked after set ${column.sets} had begun`);
    return column.of[id] === this.#number;
  };

  add(ids: ArrayLike<number>): void {
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number;
      if (this.has(id)) continue;
      if (id >= column.of.length) grow(id);
      column.of[id] = this.#number;
      this.ids.push(id);
    }
  }
}

function grow(id: number): void {
  const larger = new Float64Array(2 * id + 16);
  larger.set(column.of);
  column.of = larger;
}
