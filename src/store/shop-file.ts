import { failed, ok, type Reply } from '../base/result';

const FILE = 'cachescope-shop.sqlite3';

/** The part of the browser's private file system that is needed: in tests, a fake. */
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
 * The imported shop, kept for the next visit: the bytes of its database in one file of this site's own, which no other
 * site and no other program sees. Reading needs no lock, so every tab can have it; writing is whole or not at all.
 */
export class ShopFile {
  constructor(private readonly folder: () => Promise<ShopFolder>) {}

  async save(bytes: Uint8Array<ArrayBuffer>): Promise<Reply<void>> {
    try {
      const file = await (await this.folder()).getFileHandle(FILE, { create: true });
      // What is written becomes the file when it is closed, not before.
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
        : failed('shop-not-kept', `The browser would not keep the shop: ${messageOf(error)}.`);
    }
  }

  /** The bytes as they were saved. */
  async load(): Promise<Reply<Uint8Array<ArrayBuffer>>> {
    try {
      const file = await (await this.folder()).getFileHandle(FILE);
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      // Begun once, and the disk had no room for it.
      return bytes.byteLength > 0 ? ok(bytes) : none();
    } catch (error) {
      if (error instanceof Error && error.name === 'NotFoundError') return none();
      return failed(
        'shop-locked',
        `The imported shop could not be opened, perhaps another tab is writing it: ${messageOf(error)}.`,
      );
    }
  }

  /** Gone afterwards, also if it was not there. */
  async remove(): Promise<void> {
    try {
      await (await this.folder()).removeEntry(FILE);
    } catch {
      // It was not there, or is open in another tab: then the next import replaces it.
    }
  }
}

const none = () => failed('no-imported-shop', 'This browser has no imported shop.');
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
