import type { Problem, Reply } from '../base/result';
import type { Store } from '../store/facts';
import type { ImportProgress, ImportReport, RunSpec } from './protocol';

/** Where shops come from. The engine opens them; how they are kept is not its business. */
export interface Shops {
  /**
   * The shop of a run. `present` may be given back when it is the one that is asked for; when an imported one cannot
   * be had, the embedded one comes with a notice that says why.
   */
  open(
    wanted: RunSpec['shop'],
    seed: number,
    present: { readonly store: Store; readonly source: RunSpec['shop']; readonly seed: number } | undefined,
  ): Promise<{ readonly store: Store; readonly source: RunSpec['shop']; readonly notice?: Problem }>;
  /** Reads files into a shop that `open('imported')` gives from then on. A failed import changes nothing. */
  import(
    files: readonly File[],
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Reply<Omit<ImportReport, 'opened'>>>;
  cancelImport(): void;
  forgetImported(): Promise<void>;
}
