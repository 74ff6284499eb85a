import type { VirtualMs } from '../base/units';
import type { RunSpec, RunView } from '../engine/contract/engine';
import { quoted } from '../engine/contract/refusals';
import {
  type ReadLink,
  RUN_LINK_VERSION,
  readRunLink,
  type WrittenLink,
  writeRunLink,
} from '../engine/contract/run-link';
import { studies } from '../pages/live/studies';
import { pages } from './pages';

/**
 * The address: `#/page?run`. Behind the hash, so that any static host serves every page below any path. Replaced, not
 * pushed, on every change: the way back leads to the last page, not through each turn of a control.
 */
export interface Address {
  readonly page: string;
  readonly run: string;
}

export function readAddress(hash: string): Address {
  const [, path = '', run = ''] = /^#?\/?([^?]*)\??(.*)$/s.exec(hash) ?? [];
  return { page: path, run };
}

export const writeAddress = (page: string, run: string): string => `#/${page}?${run}`;

const isPage = (path: string): boolean => pages.some((page) => page.path === path);

/** Keeps the address in step with the run and how it is looked at, and tells when it was changed from outside. */
export class AddressBar {
  /** The run in the address, as the page wrote it or read it last. */
  #written = '';
  #shown: { readonly spec: RunSpec; readonly view: RunView } | undefined;
  /** The run that is open, as the address has it. */
  #present = '';
  /** Numbers the runs that were opened by an address: each entry of the history belongs to one of them. */
  #run: number;
  #presentRun: number;
  #lastRun: number;

  constructor(
    private readonly window: Pick<Window, 'location' | 'history' | 'addEventListener'>,
    onRun: (link: ReadLink) => void,
    private readonly onPage: (page: string) => void,
  ) {
    this.#run = this.#presentRun = this.#lastRun = runOf(window.history.state) ?? 0;
    window.addEventListener('hashchange', () => {
      const { page, run } = readAddress(window.location.hash);
      this.onPage(page);
      if (run === '' || run === this.#written) return;
      const number = runOf(window.history.state);
      // An older entry of the present run: the way back leads to its page, the run stays as it is now.
      if (number === this.#run) return this.putBack();
      this.#run = number ?? ++this.#lastRun;
      this.#written = run;
      onRun(this.read());
    });
  }

  /** The page of the address; of one that there is not, the first. */
  get page(): string {
    const { page } = readAddress(this.window.location.hash);
    return isPage(page) ? page : '';
  }

  /** Whether the address names a run, other than the first one of a new page. */
  get fromLink(): boolean {
    const { run } = readAddress(this.window.location.hash);
    return run !== '' && run !== `v=${RUN_LINK_VERSION}`;
  }

  /** The run as the address has it. A query before the hash counts too, since people write it there. */
  read(): ReadLink {
    const { page, run } = readAddress(this.window.location.hash);
    const { spec, view, notices } = readRunLink(run || this.window.location.search.replace(/^\?/, ''));
    const unknown = view.study && !studies.some(({ id }) => id === view.study);
    return {
      spec,
      view: unknown ? { ...view, study: undefined } : view,
      notices: [
        ...(isPage(page) ? [] : [`There is no page ${quoted(page)}; this one is ${pages[0].title}.`]),
        ...(unknown ? [`There is no study ${quoted(view.study ?? '')}.`] : []),
        ...notices,
      ],
    };
  }

  /** Shows a run. The moment is no part of it: it would change with every look. */
  show(spec: RunSpec, { speed, study }: RunView): void {
    this.#shown = { spec, view: { speed, study } };
    this.#present = writeRunLink(spec, this.#shown.view).text;
    this.#presentRun = this.#run;
    this.putBack();
  }

  /** Puts the open run back in place of a link that could not be opened. */
  putBack(): void {
    this.#written = this.#present;
    this.#run = this.#presentRun;
    this.window.history.replaceState({ run: this.#run }, '', this.hrefOf(this.page));
  }

  /** The link to the run that is shown, at a moment; undefined before there is one. */
  linkAt(at: VirtualMs): WrittenLink | undefined {
    if (!this.#shown) return undefined;
    const { spec, view } = this.#shown;
    const { text, leftOut } = writeRunLink(spec, { ...view, at });
    const { origin, pathname, search } = this.window.location;
    return { text: `${origin}${pathname}${search}${writeAddress(this.page, text)}`, leftOut };
  }

  /** Another page, with the same run. */
  go(page: string): void {
    this.window.history.pushState({ run: this.#run }, '', this.hrefOf(page));
    this.onPage(page);
  }

  hrefOf(page: string): string {
    return writeAddress(page, this.#written);
  }
}

/** The number of the run that an entry of the history belongs to; undefined when this page has not written it. */
function runOf(state: unknown): number | undefined {
  if (typeof state !== 'object' || state === null || !('run' in state)) return undefined;
  return typeof state.run === 'number' ? state.run : undefined;
}
