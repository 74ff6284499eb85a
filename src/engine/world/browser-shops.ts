import { fetchedCode, later } from '../../base/later';
import { failed, ok, problemFrom, type Reply } from '../../base/result';
import type { Store } from '../../store/facts';
import { embeddedPlan, type ShopPlan } from '../../store/generate/generate';
import { importLimits } from '../../store/importers/import-limits';
import { openEmbeddedShop } from '../../store/open';
import { ShopFile, type ShopFolder } from '../../store/shop-file';
import { shopHash } from '../../store/shop-hash';
import { buildStore, loadStore } from '../../store/store';
import type { ImportOptions, ImportProgress, ImportReply, ImportReport, RunSpec } from '../contract/engine';
import type { OpenShop, Shops } from './shops';

/** Fetched when there are files to read. */
const importers = later(() => import('../../store/importers/import-shop'));

/** Least interval between two progress messages, wall time. */
const PROGRESS_EVERY_MS = 30;

const importedShop = (store: Store, seed: number): OpenShop => ({
  store,
  source: 'imported',
  seed,
  hash: shopHash(store.pristine()),
});

/** Shops of a browser: the embedded one out of its seed, the imported one out of this site's own files. */
export class BrowserShops implements Shops {
  /** Just imported, not yet opened. */
  #imported: Store | undefined;
  /** Its bytes, when the file would not take them: then the shop lasts as long as the page. */
  #unkept: Uint8Array<ArrayBuffer> | undefined;
  #importing: AbortController | undefined;
  readonly #file: ShopFile;

  constructor(
    private readonly wallNow: () => number,
    folder: () => Promise<ShopFolder>,
    private readonly plan: ShopPlan = embeddedPlan,
  ) {
    this.#file = new ShopFile(folder);
  }

  async open(
    wanted: RunSpec['shop'],
    seed: number,
    present: OpenShop | undefined,
  ): ReturnType<Shops['open']> {
    if (wanted === 'embedded') return { shop: await this.#embedded(seed, present) };
    if (this.#imported) {
      const store = this.#imported;
      this.#imported = undefined;
      return { shop: importedShop(store, seed) };
    }
    if (present?.source === 'imported') return { shop: present };
    const loaded = await this.#load();
    if (loaded.ok) return { shop: importedShop(loaded.value, seed) };
    return { shop: await this.#embedded(seed, present), notice: loaded.problem };
  }

  async import(
    files: readonly File[],
    { dates, sample = 1, mostPurchases = importLimits.purchases }: ImportOptions,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportReply<Omit<ImportReport, 'opened'>>> {
    this.cancelImport();
    const importing = new AbortController();
    this.#importing = importing;
    const { signal } = importing;
    let toldAt = Number.NEGATIVE_INFINITY;
    const code = await fetchedCode(importers, 'the import');
    if (!code.ok) return code;
    const watch = {
      signal,
      onProgress: async (bytesRead: number, bytesTotal: number, rows: number) => {
        if (this.wallNow() - toldAt < PROGRESS_EVERY_MS) return;
        onProgress({ stage: 'reading', bytesRead, bytesTotal, rows });
        // Pieces of a file come one upon the other: without a pause neither the run nor a cancel would get through.
        await new Promise((resolve) => setTimeout(resolve));
        toldAt = this.wallNow();
      },
    };
    const limits = { ...importLimits, purchases: mostPurchases };
    const read = await code.value.importShop(files, watch, { dates, sample, withNames: true }, limits);
    if (!read.ok) return read;
    const { format, data, tally, notes, otherDates } = read.value;
    const bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
    onProgress({ stage: 'building', bytesRead: bytesTotal, bytesTotal, rows: tally.rows });
    const built = await this.#build(() => buildStore(data, this.wallNow));
    if (!built.ok) return built;
    const store = built.value;
    const bytes = store.pristine();
    if (signal.aborted) {
      store.close();
      return failed('cancelled', 'The import was cancelled.');
    }
    const saved = await this.#file.save(bytes);
    this.#imported?.close();
    this.#imported = store;
    this.#unkept = saved.ok ? undefined : bytes;
    return ok({
      format,
      rows: tally.rows,
      used: tally.used,
      leftOut: [...tally.leftOut].map(([reason, rows]) => ({ reason, rows })),
      examples: tally.examples,
      notes,
      otherDates,
      notKept: saved.ok ? undefined : saved.problem,
    });
  }

  cancelImport(): void {
    this.#importing?.abort();
  }

  async forgetImported(): Promise<void> {
    this.#imported?.close();
    this.#imported = undefined;
    this.#unkept = undefined;
    await this.#file.remove();
  }

  async #embedded(seed: number, present: OpenShop | undefined): Promise<OpenShop> {
    if (present?.source === 'embedded' && present.seed === seed) return present;
    return { store: await openEmbeddedShop(seed, this.wallNow, this.plan), source: 'embedded', seed };
  }

  async #load(): Promise<Reply<Store>> {
    const bytes = this.#unkept ? ok(this.#unkept) : await this.#file.load();
    return bytes.ok ? this.#build(() => loadStore(bytes.value, this.wallNow)) : bytes;
  }

  async #build(make: () => Promise<Store>): Promise<Reply<Store>> {
    try {
      return ok(await make());
    } catch (error) {
      return failed('shop-not-built', `The shop could not be built: ${problemFrom('', error).what}.`);
    }
  }
}
