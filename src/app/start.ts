import { startBackend } from '../backend/start';
import { Random } from '../base/random';
import type { Problem, Reply } from '../base/result';
import { createQueryClient, tune } from '../client/query-client';
import { QueryRecorder } from '../client/recorder';
import { VirtualTime } from '../client/virtual-time';
import { connect } from '../engine/connect';
import { type RunSpec, SERIES_BUCKETS, type Settings, seriesWidths } from '../engine/protocol';
import { Session } from '../pages/session';
import { AddressBar } from './address';
import type { Lab } from './lab';

/** What is being started; said while it lasts. */
export type Stage = 'engine' | 'shop' | 'backend';

export interface Started {
  readonly lab: Lab;
  readonly address: AddressBar;
}

/**
 * Starts the engine, opens the run that the address names, and puts the backend between page and network. While the
 * engine builds the shop in its worker, the page has time: backend and charts are fetched meanwhile.
 */
export async function start(
  onStage: (stage: Stage) => void,
  onPage: (page: string) => void,
): Promise<Reply<Started>> {
  onStage('engine');
  const time = new VirtualTime(() => performance.now());
  // A worker may die before there is a session that could say so.
  let died: (problem: Problem) => void = () => {};
  const connected = await connect(({ problem }) => died(problem));
  if (!connected.ok) return connected;
  const link = connected.value;
  const { engine } = link;

  let session: Session | undefined;
  const openRun = async (spec: RunSpec) => {
    await session?.open(spec);
    await session?.play();
  };
  const address = new AddressBar(window, (spec) => void openRun(spec), onPage);
  const { spec, notices } = address.read();

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
  const onRunChanged = () => void engine.run().then((run) => address.show(run));
  session = new Session(
    {
      engine,
      recorder,
      time,
      afterDrawing: (waitMs, work) => {
        setTimeout(() => requestAnimationFrame(work), waitMs);
      },
      onSettings: (next) => {
        settings = next;
        tune(queryClient, next, time, recorder.quietly);
      },
      onRunChanged,
    },
    spec.settings,
  );
  died = (problem) => session?.died(problem);

  onStage('shop');
  const base = import.meta.env.BASE_URL;
  const starting = startBackend(
    {
      engine,
      random: Random.for(spec.seed, 'network'),
      weather: () => ({
        latencyMs: settings.networkLatency,
        jitterMs: settings.networkJitter,
        errorShare: settings.networkErrors / 100,
        offline: settings.offline,
        speed: time.speed,
      }),
    },
    base,
  );
  fetchCharts();
  const opened = await session.open(spec);
  if (!opened.ok) return opened;

  onStage('backend');
  const backend = await starting;
  session.watch();
  const shop = { root: `${base}api/`, judge, onRunChanged };
  const noShop = backend.ok ? undefined : backend.problem;
  return { ok: true, value: { address, lab: { link, session, queryClient, time, shop, noShop, notices } } };
}

/** So that they are there when there is something to draw. If they cannot be had, the panel that wants them says so. */
function fetchCharts(): void {
  import('../ui/charts/outcomes-chart').catch(() => {});
}
