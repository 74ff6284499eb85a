import { startBackend } from '../backend/start';
import { latestOnly } from '../base/latest-only';
import { Random } from '../base/random';
import { ok, type Problem, type Reply } from '../base/result';
import { createQueryClient, tune } from '../client/query-client';
import { QueryRecorder } from '../client/recorder';
import { VirtualTime } from '../client/virtual-time';
import { connect } from '../engine/contract/connect';
import { type OpenedRun, SERIES_BUCKETS, type Settings, seriesWidths } from '../engine/contract/engine';
import type { ReadLink } from '../engine/contract/run-link';
import { settingIds } from '../engine/contract/settings';
import { LaterChart } from '../pages/parts/later-chart';
import type { LaneEngine } from '../pages/session/lanes';
import { Session } from '../pages/session/session';
import { AddressBar } from './address';
import type { Lab } from './lab';
import { openLinked } from './open-linked';

export interface Started {
  readonly lab: Lab;
  readonly address: AddressBar;
  /** Resolves when the run of the address is open and plays, or with the problem. */
  readonly opened: Promise<Reply<OpenedRun>>;
}

/**
 * Starts the engine, opens the run that the address names, and puts the backend between page and network. Returns when
 * the engine answers: while its worker builds the shop, the page is painted for the first time and fetches backend and
 * charts.
 */
export async function start(onPage: (page: string) => void): Promise<Reply<Started>> {
  const time = new VirtualTime(() => performance.now());
  let session: Session | undefined;
  const connected = await connect({
    lost: ({ problem }) => session?.runs.engineLost(problem),
    silent: (forMs) => session?.silent(forMs),
    answered: () => session?.silent(undefined),
  });
  if (!connected.ok) return connected;
  const link = connected.value;
  const { engine } = link;

  // Opening a run takes a moment: of links that follow one another faster, the last counts.
  const openLatest = latestOnly(async (linked: ReadLink) => {
    if (session) await openLinked(session, address, linked);
  });
  const address: AddressBar = new AddressBar(
    window,
    (linked) => void openLatest(linked),
    onPage,
    (notice) => session?.note([notice]),
  );
  const first = address.read();
  const { fromLink } = address;
  const { spec } = first;

  const queryClient = createQueryClient(spec.settings, time);
  const judge = engine.judge.bind(engine);
  const recorder = new QueryRecorder({
    client: queryClient,
    time,
    widths: seriesWidths,
    buckets: SERIES_BUCKETS,
    judge,
    wallNow: Date.now,
  });
  let settings: Settings = spec.settings;
  const onRunChanged = () =>
    engine.run().then(
      (run) => session && address.show(run, session.view),
      // The crash of an engine is reported elsewhere; the address keeps the last known run.
      () => {},
    );
  session = new Session(
    {
      engine,
      recorder,
      time,
      openLane,
      afterDrawing: (waitMs, work) => {
        setTimeout(() => requestAnimationFrame(work), waitMs);
      },
      onSettings: (next) => {
        if (settingIds.some((id) => settings[id] !== next[id])) recorder.settingsChanged();
        settings = next;
        tune(queryClient, next, time, recorder.quietly);
      },
      onRunChanged,
    },
    spec,
  );

  const base = import.meta.env.BASE_URL;
  const startTheBackend = () =>
    startBackend(
      {
        engine,
        random: Random.for(spec.seed, 'network'),
        run: () => {
          const state = session?.use.getState();
          return state?.exchanging ? undefined : state?.run;
        },
        network: () => ({
          latencyMs: settings.networkLatency,
          jitterMs: settings.networkJitter,
          errorShare: settings.networkErrors / 100,
          offline: settings.offline,
          speed: time.speed,
        }),
      },
      base,
    );
  const backend = startTheBackend();
  void LaterChart.fetch();
  const shop = { root: `${base}api/`, judge, onRunChanged };
  return {
    ok: true,
    value: {
      address,
      lab: { link, session, queryClient, time, shop, backend, restartBackend: startTheBackend },
      opened: openFirst(session, fromLink ? first : firstVisit(first), fromLink),
    },
  };
}

/**
 * The speed of a visit without a link: within ten seconds of it entries expire (TTL: 1 min), prices change, answers are
 * stale or wrong and are corrected. A link without a speed has real time, as ever.
 */
const FIRST_VISIT_SPEED = 10;

const firstVisit = (first: ReadLink): ReadLink => ({
  ...first,
  view: { ...first.view, speed: FIRST_VISIT_SPEED },
});

async function openFirst(
  session: Session,
  { spec, view, notices }: ReadLink,
  fromLink: boolean,
): Promise<Reply<OpenedRun>> {
  const opened = await session.runs.open(spec, { playing: true, view, fromLink, notices });
  if (opened.ok) session.runs.watch();
  return opened;
}

/** Starts a second engine, for the lane beside the run. */
async function openLane(lost: (problem: Problem) => void): Promise<Reply<LaneEngine>> {
  const connected = await connect({
    lost: ({ problem }) => lost(problem),
    silent: () => {},
    answered: () => {},
  });
  if (!connected.ok) return connected;
  const { engine, end } = connected.value;
  return ok({ engine, end });
}
