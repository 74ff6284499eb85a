import { expect, test } from 'vitest';
import type { ReadLink } from '../engine/contract/run-link';
import { defaultSettings } from '../engine/contract/settings';
import { engineAt } from '../engine/testing/engine-at';
import type { Session } from '../pages/session/session';
import { sessionOver } from '../pages/session/testing/session-over';
import { AddressBar } from './address';
import { openLinked } from './open-linked';

/** A page with an open run of seed 3, and an address bar that a test can paste into. */
async function page(
  linkOf = (link: ReadLink) => link,
  wrapped = (session: Pick<Session, 'runs' | 'note'>): Parameters<typeof openLinked>[0] => session,
) {
  const { engine } = await engineAt();
  const location = { hash: '#/', search: '' };
  let paste = () => {};
  const address = new AddressBar(
    {
      location,
      history: { replaceState: (_data: unknown, _title: string, url: string) => (location.hash = url) },
      addEventListener: (_name: string, listener: () => void) => (paste = listener),
    } as unknown as Window,
    (link) => (opening = openLinked(wrapped(session), address, linkOf(link))),
    () => {},
    (notice) => session.note([notice]),
  );
  let opening: Promise<void> = Promise.resolve();
  const session = await sessionOver(engine, () => {
    void engine.run().then((run) => address.show(run, session.view));
  });
  address.show(await engine.run(), { speed: 1 });
  return {
    engine,
    session,
    address,
    location,
    state: () => session.use.getState(),
    paste: (hash: string) => {
      location.hash = hash;
      paste();
      return opening;
    },
  };
}

test('a link pasted into a running page opens its run and reports the unreadable parts', async () => {
  const { engine, paste, state, location } = await page();
  await paste('#/?seed=9&entries=55&ttl=soon');
  expect(await engine.run()).toMatchObject({ seed: 9, settings: { entries: 55, ttl: defaultSettings.ttl } });
  expect(state()).toMatchObject({ seed: 9, snapshot: { playing: true } });
  expect(state().notices.join()).toContain('TTL cannot be “soon”');
  expect(location.hash).toContain('seed=9');
});

test.each([true, false])(
  'a run that cannot be opened leaves the present one as it is: playing %s',
  async (playing) => {
    const { engine, session, paste, location, state } = await page((link) => ({
      ...link,
      spec: { ...link.spec, seed: -1 },
      notices: ['“colour” means nothing.'],
    }));
    await session.change('entries', 123);
    await (playing ? session.playback.play() : session.playback.pause());
    const before = { run: await engine.run(), hash: location.hash, opened: state().run };
    expect(before.hash).toContain('seed=3');
    await paste('#/?seed=99');
    expect(await engine.run()).toEqual(before.run);
    expect(location.hash).toBe(before.hash);
    expect(state()).toMatchObject({
      seed: 3,
      run: before.opened,
      exchanging: false,
      problem: { what: expect.stringContaining('The seed cannot be -1') },
      snapshot: { playing },
    });
    expect(state().notices).toEqual([
      '“colour” means nothing.',
      'The run of this link was not opened. The present run continues.',
    ]);
  },
);

test('without an engine the address is restored too', async () => {
  const { location, paste } = await page(
    (link) => link,
    ({ note }) => ({ runs: { open: () => Promise.reject(new Error('The engine was ended.')) }, note }),
  );
  const { hash } = location;
  await paste('#/?seed=9');
  expect(location.hash).toBe(hash);
});
