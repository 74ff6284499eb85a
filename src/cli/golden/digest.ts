const DOUBLE = new DataView(new ArrayBuffer(8));

/**
 * Returns 64 bits, in hexadecimal, of plain data: numbers to the last bit, text, arrays, typed arrays, maps, sets, and
 * objects by their sorted keys. Different values have different digests except by accident. Two FNV-1a hashes with
 * different starts.
 */
export function digestOf(value: unknown): string {
  const digest = new Digest();
  digest.add(value);
  return digest.text;
}

class Digest {
  #a = 0x811c9dc5;
  #b = 0x12345678;

  get text(): string {
    return [this.#a, this.#b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }

  add(value: unknown): void {
    if (typeof value === 'number') this.#number(value);
    else if (typeof value !== 'object' || value === null) this.#word(`${typeof value} ${String(value)}`);
    else if (value instanceof Map || value instanceof Set || Array.isArray(value)) this.#list([...value]);
    else if (ArrayBuffer.isView(value) && !(value instanceof DataView))
      this.#list(value as unknown as ArrayLike<unknown>);
    else this.#list(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #list(values: ArrayLike<unknown>): void {
    this.#bits(values.length);
    for (let i = 0; i < values.length; i++) this.add(values[i]);
  }

  #number(value: number): void {
    DOUBLE.setFloat64(0, value);
    this.#bits(DOUBLE.getInt32(0));
    this.#bits(DOUBLE.getInt32(4));
  }

  #word(text: string): void {
    this.#bits(text.length);
    for (let i = 0; i < text.length; i++) this.#bits(text.charCodeAt(i));
  }

  /** Mixes in 32 bits. The second hash rotates them, so that both do not collide together. */
  #bits(bits: number): void {
    this.#a = Math.imul(this.#a ^ bits, 0x01000193);
    this.#a ^= this.#a >>> 15;
    this.#b = Math.imul(this.#b ^ ((bits << 13) | (bits >>> 19)), 0x85ebca6b);
    this.#b ^= this.#b >>> 13;
  }
}
