import type { Problem } from '../../base/result';
import type { Store } from '../../store/facts';
import type { ImportOptions, ImportProgress, ImportReply, ImportReport, RunSpec } from '../contract/engine';

/** A shop that a run can take place in. */
export interface OpenShop {
  readonly store: Store;
  readonly source: RunSpec['shop'];
  /** An embedded shop grows out of it; an imported one is the same for every seed. */
  readonly seed: number;
  /** Hash of an imported shop's data, 8 hexadecimal digits. */
  readonly hash?: string;
}

/** Where shops come from. The engine opens them and closes them; how they are kept is not its business. */
export interface Shops {
  /**
   * The shop of a run. `present` is given back when it is the one that is asked for; when an imported one cannot be
   * had, the embedded one comes with a notice that says why. Throws when there is none at all.
   */
  open(
    wanted: RunSpec['shop'],
    seed: number,
    present: OpenShop | undefined,
  ): Promise<{ readonly shop: OpenShop; readonly notice?: Problem }>;
  /** Reads files into a shop that `open('imported')` gives from then on. A failed import changes nothing. */
  import(
    files: readonly File[],
    options: ImportOptions,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportReply<Omit<ImportReport, 'opened'>>>;
  cancelImport(): void;
  forgetImported(): Promise<void>;
}
