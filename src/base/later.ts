import { failed, ok, type Reply } from './result';

/**
 * Returns a function that fetches code at its first call. Fetched code is kept; a failure is not, so the next call
 * fetches again. Browsers may remember the failure of a module's address: from the second attempt on the module is also
 * requested with another query string, which has not failed. `load` must be a plain `import()`.
 */
export function later<T extends object>(load: () => Promise<T>): () => Promise<T> {
  let coming: Promise<T> | undefined;
  let attempts = 0;
  const attempt = async (): Promise<T> => {
    attempts++;
    try {
      return await load();
    } catch (error) {
      const address = addressIn(error);
      if (attempts === 1 || !address) throw error;
      address.searchParams.set('attempt', String(attempts));
      return await import(/* @vite-ignore */ address.href);
    }
  };
  return () => {
    coming ??= attempt().catch((error: unknown) => {
      coming = undefined;
      throw error;
    });
    return coming;
  };
}

/** Fetches code of `later`; a failure is a Problem. `subject` completes "The code of …": `the audit`. */
export async function fetchedCode<T extends object>(
  code: () => Promise<T>,
  subject: string,
): Promise<Reply<T>> {
  try {
    return ok(await code());
  } catch {
    return failed('code-not-fetched', `The code of ${subject} could not be fetched.`);
  }
}

/** Returns the address of the failed module, which browsers give only in the text of the error. */
function addressIn(error: unknown): URL | undefined {
  const [found] = /https?:\/\/\S+/.exec(error instanceof Error ? error.message : '') ?? [];
  return found !== undefined && URL.canParse(found) ? new URL(found) : undefined;
}
