import { z } from 'zod/mini';

/** Carries a value through a call and all that it awaits. */
export interface CallContext<T> {
  /** Returns the value of the innermost enclosing `run`, before or after an await. */
  current(): T | undefined;
  run<R>(value: T | undefined, work: () => R): R;
}

/** The part of Node's AsyncLocalStorage that is needed. */
interface Storage {
  getStore(): unknown;
  run<R>(store: unknown, work: () => R): R;
}
const isFunction = z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function');
const nodeSchema = z.object({ process: z.object({ getBuiltinModule: isFunction }) });

/**
 * Returns a context that follows awaits where the platform has one: AsyncLocalStorage in Node from 20.16 on. Browsers
 * have none (the AsyncContext proposal is not shipped): undefined. Only this function of the layer looks for it.
 */
export function callContext<T>(): CallContext<T> | undefined {
  const node = nodeSchema.safeParse(globalThis);
  if (!node.success) return undefined;
  const { process } = node.data;
  const found = process.getBuiltinModule('node:async_hooks' as never) as
    | { readonly AsyncLocalStorage: new () => Storage }
    | undefined;
  if (!found) return undefined;
  const storage = new found.AsyncLocalStorage();
  return {
    current: () => storage.getStore() as T | undefined,
    run: (value, work) => storage.run(value, work),
  };
}
