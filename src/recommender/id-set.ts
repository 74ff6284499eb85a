/**
 * Column by id, allocated once and reused for each set: a `Set` for each page costs more than the page's other work.
 * An id is in the newest set if it has that set's number.
 */
const column = { of: new Float64Array(), sets: 0 };

/** Set of small ids, in insertion order. Only the newest set may be read. */
export class IdSet {
  readonly ids: number[] = [];
  readonly #number = ++column.sets;

  get size(): number {
    return this.ids.length;
  }

  has = (id: number): boolean => {
    if (this.#number !== column.sets)
      throw new Error(`Id set ${this.#number} was read after set ${column.sets} had begun`);
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
