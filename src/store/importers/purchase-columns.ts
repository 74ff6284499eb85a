/** Purchases before sorting: growing columns, 24 bytes per row and no object per row. */
export class PurchaseColumns {
  length = 0;
  shopper = new Int32Array(0);
  product = new Int32Array(0);
  quantity = new Int32Array(0);
  cents = new Int32Array(0);
  /** Since 1970, possibly with a fraction. */
  minute = new Float64Array(0);

  add(shopper: number, product: number, quantity: number, cents: number, minute: number): void {
    const at = this.length++;
    if (at === this.shopper.length) this.#grow(Math.max(1_024, 2 * at));
    this.shopper[at] = shopper;
    this.product[at] = product;
    this.quantity[at] = quantity;
    this.cents[at] = cents;
    this.minute[at] = minute;
  }

  /** Returns the rows by time, then shopper, product, price and quantity: independent of their order in the file. */
  inTimeOrder(): Uint32Array {
    const { minute, shopper, product, cents, quantity } = this;
    const differ = (column: ArrayLike<number>, a: number, b: number) =>
      (column[a] as number) - (column[b] as number);
    return Uint32Array.from({ length: this.length }, (_, row) => row).sort(
      (a, b) =>
        differ(minute, a, b) ||
        differ(shopper, a, b) ||
        differ(product, a, b) ||
        differ(cents, a, b) ||
        differ(quantity, a, b),
    );
  }

  #grow(to: number): void {
    this.shopper = grown(this.shopper, new Int32Array(to));
    this.product = grown(this.product, new Int32Array(to));
    this.quantity = grown(this.quantity, new Int32Array(to));
    this.cents = grown(this.cents, new Int32Array(to));
    this.minute = grown(this.minute, new Float64Array(to));
  }
}

function grown<A extends Int32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
