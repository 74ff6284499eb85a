import { failed, ok, problemFrom, type Reply } from '../../base/result';
import { NoDatabase } from '../../store/database';
import type { OpenedRun, RunSpec } from '../contract/engine';
import { defaultSettings } from '../contract/settings';
import type { Shops } from '../world/shops';
import { tooLarge } from '../world/training/too-large';
import { ShopApi } from './api';
import type { Evidence } from './evidence';
import { isPolicy } from './interventions';
import type { Loop } from './loop';
import { inNewShop, inSameShop, type MakeRun } from './make-run';
import { infoOf, noticeOf, type Opened } from './opened';
import { dataOf, refusalOfData } from './other-data';
import type { Run } from './run';

interface PresentParts {
  readonly shops: Shops;
  readonly loop: Loop;
  readonly evidence: Evidence;
}

/** The run that is open, with its shop. Another one takes its place. */
export class Present {
  #opened: Opened | undefined;

  constructor(private readonly parts: PresentParts) {}

  get run(): Run {
    return this.#present.run;
  }

  get api(): ShopApi {
    return this.#present.api;
  }

  /** The number of the last line of the log; 0 before the first run. */
  get lastSequence(): number {
    return this.#opened?.run.log.last ?? 0;
  }

  /** Replaces the present run. Until the new one stands, the present one is kept; if it does not, that one continues. */
  async exchange(spec: RunSpec, make: MakeRun): Promise<Reply<OpenedRun>> {
    const before = this.#opened;
    try {
      const { shop, notice } = await this.parts.shops.open(spec.shop, spec.seed, before?.shop);
      const sameShop = before?.shop.store === shop.store;
      const policy = isPolicy(spec.settings.policy) ? spec.settings.policy : defaultSettings.policy;
      const large = tooLarge(spec.settings.model, shop.store.size.products);
      const model = large ? 'cosine' : spec.settings.model;
      const data = dataOf(shop);
      const fitting = { ...spec, shop: shop.source, data, settings: { ...spec.settings, policy, model } };
      const made = sameShop ? inSameShop(fitting, before, make) : inNewShop(fitting, shop, make);
      const { run } = made;
      this.parts.loop.pause();
      this.parts.evidence.cancelAudit();
      this.parts.evidence.cancelDrift();
      before?.api.close();
      before?.run.close();
      if (!sameShop) before?.shop.store.close();
      this.#opened = { shop, ...made, api: new ShopApi(run, () => this.parts.loop.playing) };
      this.parts.loop.restart();
      const missed = refusalOfData(spec, data, notice) ?? notice;
      return ok({ shop: infoOf(shop), notice: noticeOf(spec, run, missed, large) });
    } catch (error) {
      if (error instanceof NoDatabase) return failed('no-database', error.message);
      return failed('shop-not-opened', `The run could not be opened: ${problemFrom('', error).what}.`);
    }
  }

  get #present(): Opened {
    if (!this.#opened) throw new Error('No run has been opened');
    return this.#opened;
  }
}
