/**
 * Returns a function that does one piece of work at a time: of those that are asked for meanwhile, only the last one is
 * done. The promise it returns settles when nothing is left to do.
 */
export function latestOnly<T>(work: (one: T) => Promise<void>): (one: T) => Promise<void> {
  let next: { readonly one: T } | undefined;
  let underway: Promise<void> | undefined;
  const all = async () => {
    while (next) {
      const { one } = next;
      next = undefined;
      await work(one);
    }
  };
  return (one) => {
    next = { one };
    underway ??= all().finally(() => {
      underway = undefined;
    });
    return underway;
  };
}
