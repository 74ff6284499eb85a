import { failed, ok, type Problem, problemFrom, type Reply } from '../base/result';
import type { Store } from '../store/facts';
import { importShop } from '../store/importers/import-shop';
import { openEmbeddedShop } from '../store/open';
import { ShopFile, type ShopFolder } from '../store/shop-file';
import { buildStore, loadStore } from '../store/store';
import type { ImportProgress, ImportReport, RunSpec } from './protocol';
import type { Shops } from './shops';

/** Progress is told at most so often, in wall milliseconds. */
const TELL_EVERY_MS = 50;

/** Shops of a browser: the embedded one out of its seed, the imported one out of this site's own files. */
export class BrowserShops implements Shops {
  readonly #file: ShopFile;
  #running: AbortController | undefined;
  /** Imported just now, and not kept: a private window, a full disk. */
  #unkept: Uint8Array<ArrayBuffer> | undefined;

  constructor(
    private readonly wallNow: () => number,
    folder: () => Promise<ShopFolder>,
  ) {
    this.#file = new ShopFile(folder);
  }

  async open(
    wanted: RunSpec['shop'],
    seed: number,
    present: { readonly store: Store; readonly source: RunSpec['shop']; readonly seed: number } | undefined,
  ): Promise<{ store: Store; source: RunSpec['shop']; notice?: Problem }> {
    let notice: Problem | undefined;
    if (wanted === 'imported') {
      const imported = await this.#imported();
      if (imported.ok) return { store: imported.value, source: 'imported' };
      notice = imported.problem;
    }
    if (present?.source === 'embedded' && present.seed === seed)
      return { store: present.store, source: 'embedded', notice };
    return { store: await openEmbeddedShop(seed, this.wallNow), source: 'embedded', notice };
  }

  async import(
    files: readonly File[],
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Reply<Omit<ImportReport, 'opened'>>> {
    if (this.#running) return failed('busy', 'Another import is running.');
    const running = new AbortController();
    this.#running = running;
    try {
      let told = Number.NEGATIVE_INFINITY;
      let rowsSeen = 0;
      const read = await importShop(files, {
        signal: running.signal,
        onProgress: (bytesRead, bytesTotal, rows) => {
          rowsSeen = rows;
          if (this.wallNow() - told < TELL_EVERY_MS) return;
          told = this.wallNow();
          onProgress({ stage: 'reading', bytesRead, bytesTotal, rows });
        },
      });
      if (!read.ok) return read;
      const { format, data, tally } = read.value;
      const bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
      onProgress({ stage: 'building', bytesRead: bytesTotal, bytesTotal, rows: rowsSeen });
      const store = await buildStore(data, this.wallNow);
      const bytes = store.pristine();
      store.close();
      if (running.signal.aborted) return failed('cancelled', 'The import was cancelled.');
      const kept = await this.#file.save(bytes);
      this.#unkept = kept.ok ? undefined : bytes;
      return ok({
        format,
        rows: tally.rows,
        used: tally.used,
        leftOut: [...tally.leftOut].map(([reason, rows]) => ({ reason, rows })),
        examples: tally.examples,
        notKept: kept.ok ? undefined : kept.problem,
      });
    } catch (error) {
      return { ok: false, problem: problemFrom('import-failed', error) };
    } finally {
      this.#running = undefined;
    }
  }

  cancelImport(): void {
    this.#running?.abort();
  }

  async forgetImported(): Promise<void> {
    this.#unkept = undefined;
    await this.#file.remove();
  }

  async #imported(): Promise<Reply<Store>> {
    const bytes = this.#unkept ? ok(this.#unkept) : await this.#file.load();
    if (!bytes.ok) return bytes;
    try {
      return ok(await loadStore(bytes.value, this.wallNow));
    } catch (error) {
      return { ok: false, problem: problemFrom('shop-unreadable', error) };
    }
  }
}
