import { expect, test } from 'vitest';
import type { ReadLink } from '../engine/contract/run-link';
import { defaultSettings } from '../engine/contract/settings';
import { AddressBar, readAddress, writeAddress } from './address';

test('page and run survive the way into an address and back', () => {
  const run = 'v=1&ttl=30s&do=5~set.ttl.1s';
  expect(readAddress(writeAddress('shop', run))).toEqual({ page: 'shop', run });
});

test('an empty address is the first page with an empty run', () => {
  for (const hash of ['', '#', '#/']) expect(readAddress(hash)).toEqual({ page: '', run: '' });
});

const spec = { seed: 7, shop: 'embedded', settings: defaultSettings, interventions: [] } as const;

/** A browser's address and history, as far as the bar uses them. */
function browser(hash = '#/') {
  const entries = [{ hash, state: null as unknown }];
  let at = 0;
  let changed = () => {};
  const here = () => entries[at] as { hash: string; state: unknown };
  const unknown: string[] = [];
  const opened: ReadLink[] = [];
  const window = {
    location: {
      get hash() {
        return here().hash;
      },
      origin: 'https://lab.example',
      pathname: '/',
      search: '',
    },
    history: {
      get state() {
        return here().state;
      },
      replaceState: (state: unknown, _title: string, url: string) => {
        entries[at] = { state, hash: url };
      },
      pushState: (state: unknown, _title: string, url: string) => {
        entries.splice(++at, entries.length, { state, hash: url });
      },
    },
    addEventListener: (_name: string, listener: () => void) => {
      changed = listener;
    },
  };
  const bar = new AddressBar(
    window as unknown as Window,
    (link) => opened.push(link),
    () => {},
    (notice) => unknown.push(notice),
  );
  return {
    bar,
    opened,
    unknown,
    hash: () => here().hash,
    paste: (pasted: string, beforeItsEvent = () => {}) => {
      entries.splice(++at, entries.length, { state: null, hash: pasted });
      beforeItsEvent();
      changed();
    },
    back: (beforeItsEvent = () => {}) => {
      at--;
      beforeItsEvent();
      changed();
    },
  };
}

test('going back to another page of the same run leaves the run unchanged', () => {
  const { bar, opened, hash, back } = browser();
  bar.show(spec, { speed: 1 });
  bar.go('shop');
  bar.show(spec, { speed: 5, study: 'truth' });
  back();
  expect(opened).toEqual([]);
  expect(hash()).toBe('#/?v=1&seed=7&speed=5&study=truth');
});

test('going back from a pasted link opens the previous run', () => {
  const { bar, opened, paste, back } = browser();
  bar.show(spec, { speed: 1 });
  paste('#/?seed=8');
  expect(opened.map((link) => link.spec.seed)).toEqual([8]);
  bar.show({ ...spec, seed: 8 }, { speed: 1 });
  back();
  expect(opened.map((link) => link.spec.seed)).toEqual([8, 7]);
});

test('a run that is shown while one goes back does not take the place of the previous run', () => {
  const { bar, opened, hash, paste, back } = browser();
  bar.show(spec, { speed: 1 });
  paste('#/?seed=8');
  back(() => bar.show({ ...spec, seed: 8 }, { speed: 1 }));
  expect(opened.map((link) => link.spec.seed)).toEqual([8, 7]);
  bar.show(spec, { speed: 1 });
  expect(hash()).toBe('#/?v=1&seed=7');
});

test('a run that is shown before the event of a new page arrives does not turn that page back', () => {
  const { bar, hash, paste } = browser();
  bar.show(spec, { speed: 1 });
  paste('#/shop', () => bar.show(spec, { speed: 5 }));
  expect(hash()).toMatch(/^#\/shop\?/);
  expect(bar.page).toBe('shop');
});

test('a text that names neither a page nor a run is reported, and the address is put back', () => {
  const { bar, opened, unknown, hash, paste } = browser();
  bar.show(spec, { speed: 1 });
  bar.go('shop');
  const before = hash();
  paste('#just%20some%20text');
  expect(opened).toEqual([]);
  expect(unknown).toEqual(['There is no page “just%20some%20text”; this one is Shop.']);
  expect(hash()).toBe(before);
});

test('a link to a moment contains it; an unknown study or page is reported', () => {
  const { bar, opened, paste } = browser();
  bar.show(spec, { speed: 'max', study: 'truth', at: 3 });
  expect(bar.linkAt(90_500.25)?.text).toBe(
    'https://lab.example/#/?v=1&seed=7&speed=max&study=truth&at=90500.25',
  );
  paste('#/attic?study=ghosts&at=90s');
  expect(opened[0]?.view).toEqual({ speed: 1, at: 90_000 });
  expect(opened[0]?.notices).toEqual([
    'There is no page “attic”; this one is Live.',
    'There is no study “ghosts”.',
  ]);
});
