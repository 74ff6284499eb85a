import { failed, ok, type Reply } from './result';

/**
 * Returns a function that fetches code when it is first wanted. What has come is kept; a failure is not, so the next
 * call tries again. Browsers may remember that a module could not be had at its address: from the second attempt on it
 * is also asked for at an address of another query, which they have not seen fail. `load` must be a plain `import()`.
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

/** Fetches code of `later`; that it cannot be had is a Problem. `whose` is in the middle of a sentence: `the audit`. */
export async function fetchedCode<T extends object>(
  code: () => Promise<T>,
  whose: string,
): Promise<Reply<T>> {
  try {
    return ok(await code());
  } catch {
    return failed('code-not-fetched', `The code of ${whose} could not be fetched.`);
  }
}

/** Browsers name the module that failed in the text of the error, and nowhere else. */
function addressIn(error: unknown): URL | undefined {
  const [found] = /https?:\/\/\S+/.exec(error instanceof Error ? error.message : '') ?? [];
  return found !== undefined && URL.canParse(found) ? new URL(found) : undefined;
}
