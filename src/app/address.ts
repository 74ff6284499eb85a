import type { RunSpec } from '../engine/contract/engine';
import { readRunLink, writeRunLink } from '../engine/contract/run-link';
import { pages } from './pages';

/**
 * The address: `#/page?run`. Behind the hash, so that any static host serves every page below any path. Replaced, not
 * pushed, on every change: the way back leads to the last page, not through each turn of a control.
 */
export interface Address {
  readonly page: string;
  readonly run: URLSearchParams;
}

export function readAddress(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  return { page: path, run: new URLSearchParams(query) };
}

export const writeAddress = (page: string, run: URLSearchParams): string => `#/${page}?${run.toString()}`;

const isPage = (path: string): boolean => pages.some((page) => page.path === path);

/** Keeps the address in step with the run, and tells when a link was pasted into it. */
export class AddressBar {
  /** The run in the address, as the page wrote it or read it last. */
  #written = '';
  /** The run that is open. */
  #present = '';

  constructor(
    private readonly window: Pick<Window, 'location' | 'history' | 'addEventListener'>,
    onRun: (spec: RunSpec, notices: readonly string[]) => void,
    private readonly onPage: (page: string) => void,
  ) {
    window.addEventListener('hashchange', () => {
      const { page, run } = readAddress(window.location.hash);
      this.onPage(page);
      if (run.toString() === this.#written || run.toString() === '') return;
      const { spec, notices } = readRunLink(run);
      this.#written = run.toString();
      onRun(spec, notices);
    });
  }

  /** The page of the address; of one that there is not, the first. */
  get page(): string {
    const { page } = readAddress(this.window.location.hash);
    return isPage(page) ? page : '';
  }

  /** The run as the address has it. A query before the hash counts too, since people write it there. */
  read(): { spec: RunSpec; notices: string[] } {
    const { page, run } = readAddress(this.window.location.hash);
    const read = readRunLink(run.size > 0 ? run : new URLSearchParams(this.window.location.search));
    if (!isPage(page)) read.notices.unshift(`There is no page “${page}”; this one is ${pages[0].title}.`);
    return read;
  }

  show(spec: RunSpec): void {
    const run = writeRunLink(spec);
    this.#present = run.toString();
    this.#replaceBy(run);
  }

  /** Puts the open run back in place of a link that could not be opened. */
  putBack(): void {
    this.#replaceBy(new URLSearchParams(this.#present));
  }

  #replaceBy(run: URLSearchParams): void {
    this.#written = run.toString();
    this.window.history.replaceState(null, '', writeAddress(this.page, run));
  }

  /** Another page, with the same run. */
  go(page: string): void {
    this.window.history.pushState(null, '', writeAddress(page, new URLSearchParams(this.#written)));
    this.onPage(page);
  }

  hrefOf(page: string): string {
    return writeAddress(page, new URLSearchParams(this.#written));
  }
}
