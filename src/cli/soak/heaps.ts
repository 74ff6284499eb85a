import type { CDPSession, Page } from '@playwright/test';
import { z } from 'zod';

const attachedSchema = z.object({
  sessionId: z.string(),
  targetInfo: z.object({ type: z.string(), title: z.string(), url: z.string() }),
});
const toldSchema = z.object({ sessionId: z.string(), message: z.string() });
const answerSchema = z.object({ id: z.number(), result: z.unknown() });
const countersSchema = z.object({ nodes: z.number() });
const usageSchema = z.object({ usedSize: z.number(), backingStorageSize: z.number().default(0) });

/**
 * Reads the heaps of a page and of its engine's worker over the DevTools protocol, garbage collected first: objects of
 * JavaScript and the buffers of typed arrays. SQLite's pages are not in it: they are WebAssembly memory.
 */
export class Heaps {
  #sessionId: string | undefined;
  #last = 0;
  readonly #waiting = new Map<number, (result: unknown) => void>();

  private constructor(private readonly cdp: CDPSession) {}

  /** Comes back when the worker is there. @param workerUrl part of the address of the worker's script. */
  static async of(page: Page, workerUrl: RegExp): Promise<Heaps> {
    const cdp = await page.context().newCDPSession(page);
    const heaps = new Heaps(cdp);
    const found = new Promise<string>((settle) => {
      cdp.on('Target.attachedToTarget', (event) => {
        const { sessionId, targetInfo } = attachedSchema.parse(event);
        if (workerUrl.test(targetInfo.url)) settle(sessionId);
      });
    });
    cdp.on('Target.receivedMessageFromTarget', (event) => heaps.#hear(toldSchema.parse(event).message));
    await cdp.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
    heaps.#sessionId = await found;
    return heaps;
  }

  async page(): Promise<number> {
    await this.cdp.send('HeapProfiler.collectGarbage');
    return bytesIn(await this.cdp.send('Runtime.getHeapUsage'));
  }

  /** Nodes of all documents, detached ones that are still held among them. */
  async nodes(): Promise<number> {
    return countersSchema.parse(await this.cdp.send('Memory.getDOMCounters')).nodes;
  }

  async worker(): Promise<number> {
    await this.#ask('HeapProfiler.collectGarbage');
    return bytesIn(await this.#ask('Runtime.getHeapUsage'));
  }

  async #ask(method: string): Promise<unknown> {
    const id = ++this.#last;
    const answer = new Promise<unknown>((settle) => this.#waiting.set(id, settle));
    const message = JSON.stringify({ id, method });
    await this.cdp.send('Target.sendMessageToTarget', { sessionId: this.#sessionId, message });
    return answer;
  }

  #hear(message: string): void {
    const answer = answerSchema.safeParse(JSON.parse(message));
    if (!answer.success) return;
    this.#waiting.get(answer.data.id)?.(answer.data.result);
    this.#waiting.delete(answer.data.id);
  }
}

function bytesIn(usage: unknown): number {
  const { usedSize, backingStorageSize } = usageSchema.parse(usage);
  return usedSize + backingStorageSize;
}
