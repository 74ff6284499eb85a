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
 * pushed, on every change of a setting: the back button leads to the previous page, not through each change.
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

/** Keeps the address in step with the run and its view, and reports changes from outside. */
export class AddressBar {
  /** The last known page of the address. */
  #page = '';
  /** The address as last written or heard of. Another one was navigated to, and its event is still to come. */
  #hash: string;
  /** The run in the address, as last written or read by the page. */
  #written = '';
  #shown: { readonly spec: RunSpec; readonly view: RunView } | undefined;
  /** The open run, in the form of the address. */
  #present = '';
  /** Counts the runs opened from an address: each history entry belongs to one of them. */
  #run: number;
  #presentRun: number;
  #lastRun: number;

  constructor(
    private readonly window: Pick<Window, 'location' | 'history' | 'addEventListener'>,
    onRun: (link: ReadLink) => void,
    private readonly onPage: (page: string) => void,
    onUnknown: (notice: string) => void,
  ) {
    const { page } = readAddress(window.location.hash);
    if (isPage(page)) this.#page = page;
    this.#hash = window.location.hash;
    this.#run = this.#presentRun = this.#lastRun = runOf(window.history.state) ?? 0;
    window.addEventListener('hashchange', () => {
      this.#hash = window.location.hash;
      const { page, run } = readAddress(window.location.hash);
      if (run === '' && !isPage(page)) {
        this.putBack();
        onUnknown(this.#noSuchPage(page));
        return;
      }
      this.#turnTo(page);
      if (run === '' && this.#shown) return this.putBack();
      if (run === '' || run === this.#written) return;
      const number = runOf(window.history.state);
      // An older history entry of the open run: only the page changes, the run stays.
      if (number === this.#run) return this.putBack();
      this.#run = number ?? ++this.#lastRun;
      this.#written = run;
      onRun(this.read());
    });
  }

  /** Returns the page of the address; when it names an unknown one the page before, at first the first page. */
  get page(): string {
    // Not the last one alone: an address that was just changed is read before its event arrives.
    const { page } = readAddress(this.window.location.hash);
    return isPage(page) ? page : this.#page;
  }

  /** Whether the address names a run other than the default one. */
  get fromLink(): boolean {
    const { run } = readAddress(this.window.location.hash);
    return run !== '' && run !== `v=${RUN_LINK_VERSION}`;
  }

  /** Returns the run in the address. A query before the hash counts too, since people write it there. */
  read(): ReadLink {
    const { page, run } = readAddress(this.window.location.hash);
    const { spec, view, notices } = readRunLink(run || this.window.location.search.replace(/^\?/, ''));
    const unknown = view.study && !studies.some(({ id }) => id === view.study);
    return {
      spec,
      view: unknown ? { ...view, study: undefined } : view,
      notices: [
        ...(isPage(page) ? [] : [this.#noSuchPage(page)]),
        ...(unknown ? [`There is no study ${quoted(view.study ?? '')}.`] : []),
        ...notices,
      ],
    };
  }

  /** Writes a run into the address, without its moment, which changes with every snapshot. */
  show(spec: RunSpec, { speed, study }: RunView): void {
    this.#shown = { spec, view: { speed, study } };
    this.#present = writeRunLink(spec, this.#shown.view).text;
    this.#presentRun = this.#run;
    this.putBack();
  }

  /** Restores the open run after a link that could not be opened. */
  putBack(): void {
    this.#written = this.#present;
    this.#run = this.#presentRun;
    // What was navigated to meanwhile is not overwritten.
    if (this.window.location.hash !== this.#hash) return;
    this.window.history.replaceState({ run: this.#run }, '', this.hrefOf(this.page));
    this.#hash = this.window.location.hash;
  }

  /** Returns the link to the shown run at a moment; undefined before a run is open. */
  linkAt(at: VirtualMs): WrittenLink | undefined {
    if (!this.#shown) return undefined;
    const { spec, view } = this.#shown;
    const { text, leftOut } = writeRunLink(spec, { ...view, at });
    const { origin, pathname, search } = this.window.location;
    return { text: `${origin}${pathname}${search}${writeAddress(this.page, text)}`, leftOut };
  }

  /** Opens another page with the same run. */
  go(page: string): void {
    this.window.history.pushState({ run: this.#run }, '', this.hrefOf(page));
    this.#hash = this.window.location.hash;
    this.#turnTo(page);
  }

  hrefOf(page: string): string {
    return writeAddress(page, this.#written);
  }

  #turnTo(page: string): void {
    if (isPage(page)) this.#page = page;
    this.onPage(page);
  }

  #noSuchPage(path: string): string {
    const present = pages.find((page) => page.path === this.page) ?? pages[0];
    return `There is no page ${quoted(path)}; this one is ${present.title}.`;
  }
}

/** Returns the run number of a history entry; undefined when this page has not written the entry. */
function runOf(state: unknown): number | undefined {
  if (typeof state !== 'object' || state === null || !('run' in state)) return undefined;
  return typeof state.run === 'number' ? state.run : undefined;
}
