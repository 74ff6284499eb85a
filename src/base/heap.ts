/**
 * Priority queue as a 4-ary heap: flatter than a binary heap, so that adding, which is most of the work of an event
 * queue, compares half as often (LaMarca and Ladner 1996). O(log n) to add and to take. `before` must be a total
 * order; equal elements are taken in any order.
 */
export class Heap<T> {
  readonly #elements: T[] = [];

  constructor(private readonly before: (a: T, b: T) => boolean) {}

  get size(): number {
    return this.#elements.length;
  }

  /** First element, without removing it; undefined when the heap is empty. */
  get first(): T | undefined {
    return this.#elements[0];
  }

  /** All elements, in heap order. */
  get elements(): readonly T[] {
    return this.#elements;
  }

  clear(): void {
    this.#elements.length = 0;
  }

  add(element: T): void {
    const elements = this.#elements;
    let place = elements.length;
    elements.push(element);
    while (place > 0) {
      const above = (place - 1) >> 2;
      const parent = elements[above] as T;
      if (!this.before(element, parent)) break;
      elements[place] = parent;
      place = above;
    }
    elements[place] = element;
  }

  /** Removes and returns the first element; undefined when the heap is empty. */
  take(): T | undefined {
    const elements = this.#elements;
    const first = elements[0];
    const last = elements.pop();
    if (elements.length > 0) this.#sink(last as T);
    return first;
  }

  /** Puts an element at the root, and moves it down to its place. */
  #sink(element: T): void {
    const elements = this.#elements;
    let place = 0;
    for (;;) {
      const left = 4 * place + 1;
      if (left >= elements.length) break;
      let least = left;
      const end = Math.min(left + 4, elements.length);
      for (let child = left + 1; child < end; child++)
        if (this.before(elements[child] as T, elements[least] as T)) least = child;
      if (!this.before(elements[least] as T, element)) break;
      elements[place] = elements[least] as T;
      place = least;
    }
    elements[place] = element;
  }
}
