/** Separates the parts of a key; text fields do not contain it. */
const UNIT_SEPARATOR = 0x1f;
const SPACE = 0x20;

/** A key of several fields of a line: (1, 23) and (12, 3) are different keys. One instance serves all lines. */
export class JoinedKey {
  bytes = new Uint8Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  /** Appends the field in `bytes` from `start` up to but excluding `stop`, without outer spaces. */
  add(bytes: Uint8Array, start: number, stop: number): void {
    let from = start;
    let to = stop;
    while (from < to && bytes[from] === SPACE) from++;
    while (to > from && bytes[to - 1] === SPACE) to--;
    const end = this.#length + 1 + to - from;
    if (end > this.bytes.length) {
      const longer = new Uint8Array(2 * end);
      longer.set(this.bytes);
      this.bytes = longer;
    }
    let at = this.#length;
    if (at > 0) this.bytes[at++] = UNIT_SEPARATOR;
    for (let field = from; field < to; field++) this.bytes[at++] = bytes[field] as number;
    this.#length = at;
  }
}
