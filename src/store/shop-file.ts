import { failed, ok, type Reply } from '../base/result';

const FILE = 'cachescope-shop.sqlite3';

/** The part of the browser's private file system that is used here; tests pass a fake. */
export interface ShopFolder {
  getFileHandle(
    name: string,
    options?: { create?: boolean },
  ): Promise<{
    getFile(): Promise<Blob>;
    createWritable(): Promise<{
      write(data: Uint8Array<ArrayBuffer>): Promise<void>;
      close(): Promise<void>;
      abort(): Promise<void>;
    }>;
  }>;
  removeEntry(name: string): Promise<void>;
}

/**
 * Keeps the imported shop for the next visit: one file with the bytes of its database, in the site's private file
 * system. Reading needs no lock, so every tab can load it. Writing is atomic.
 */
export class ShopFile {
  constructor(private readonly folder: () => Promise<ShopFolder>) {}

  async save(bytes: Uint8Array<ArrayBuffer>): Promise<Reply<void>> {
    try {
      const file = await (await this.folder()).getFileHandle(FILE, { create: true });
      // The file changes only when the stream is closed.
      const writing = await file.createWritable();
      try {
        await writing.write(bytes);
        await writing.close();
      } catch (error) {
        await writing.abort().catch(() => {});
        throw error;
      }
      return ok(undefined);
    } catch (error) {
      const full = error instanceof Error && error.name === 'QuotaExceededError';
      return full
        ? failed('disk-full', `There is no room for the ${Math.ceil(bytes.byteLength / 1e6)} MB of the shop.`)
        : failed('shop-not-kept', `The browser did not keep the shop: ${messageOf(error)}.`);
    }
  }

  /** Returns the bytes as saved. */
  async load(): Promise<Reply<Uint8Array<ArrayBuffer>>> {
    try {
      const file = await (await this.folder()).getFileHandle(FILE);
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      // An empty file: it was created, and the write failed.
      return bytes.byteLength > 0 ? ok(bytes) : none();
    } catch (error) {
      if (error instanceof Error && error.name === 'NotFoundError') return none();
      return failed(
        'shop-locked',
        `The imported shop could not be opened, perhaps another tab is writing it: ${messageOf(error)}.`,
      );
    }
  }

  /** Removes the file; succeeds also if there is none. */
  async remove(): Promise<void> {
    try {
      await (await this.folder()).removeEntry(FILE);
    } catch {
      // There was no file, or another tab has it open: then the next import replaces it.
    }
  }
}

const none = () => failed('no-imported-shop', 'This browser has no imported shop.');
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
