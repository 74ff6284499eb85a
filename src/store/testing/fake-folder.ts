import type { ShopFolder } from '../shop-file';

type Fault = 'write' | 'close';

/** A fake of the browser's private files; `fail` makes a step fail with the error of that name. */
export class FakeFolder implements ShopFolder {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  fail: { readonly at: Fault; readonly name: string } | undefined;

  async getFileHandle(name: string, options?: { create?: boolean }) {
    if (!this.files.has(name) && !options?.create) throw named('NotFoundError');
    // As in browsers, the file exists at once and is empty until a write is closed.
    if (!this.files.has(name)) this.files.set(name, new Uint8Array());
    return {
      getFile: async () => new Blob([this.files.get(name) ?? new Uint8Array()]),
      createWritable: async () => {
        let held = new Uint8Array();
        return {
          write: async (data: Uint8Array<ArrayBuffer>) => {
            this.#refuse('write');
            held = data.slice();
          },
          close: async () => {
            this.#refuse('close');
            this.files.set(name, held);
          },
          abort: async () => {},
        };
      },
    };
  }

  async removeEntry(name: string): Promise<void> {
    if (!this.files.delete(name)) throw named('NotFoundError');
  }

  #refuse(at: Fault): void {
    if (this.fail?.at === at) throw named(this.fail.name);
  }
}

const named = (name: string) => Object.assign(new Error(name), { name });
