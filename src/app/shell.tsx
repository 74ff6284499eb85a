import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { Problem } from '../base/result';
import { formatMoment } from '../base/units';
import { undoText } from '../pages/session/undo-text';
import { adviceFor } from '../ui/advice';
import { IconFile, IconLink } from '../ui/icons';
import { Notice } from '../ui/notice';
import type { AddressBar } from './address';
import { type CommandId, commandFor } from './commands';
import { LinkByHand, useCopyLink } from './copy-link';
import {
  CodeDialog,
  ImportDialog,
  KeysSheet,
  PaletteDialog,
  RunFileDialog,
  ScenariosDialog,
} from './dialogs';
import { useFileDrop } from './file-drop';
import { useLab } from './lab';
import { Nav } from './nav';
import { onlyRunFile, openRunFile, saveRunFile } from './run-file';
import { AfterRestart, GoingTo, LinkTooShort, StepsToCome } from './run-notices';
import { SeedInput } from './seed-input';
import classes from './shell.module.css';
import { ShopSource } from './shop-source';
import { nextSpeed } from './speed';
import { ThemeToggle } from './theme-toggle';
import { RunToNext } from './time-strip/run-to-next';
import { TimeStrip } from './time-strip/time-strip';
import { Transport } from './transport';
import { useHeaderHeight } from './use-header-height';

interface ShellProps {
  readonly address: AddressBar;
  readonly page: string;
  readonly children: ReactNode;
}

/** The frame of every page: navigation, the run's transport, error notices and the key commands. */
export function Shell({ address, page, children }: ShellProps) {
  const lab = useLab();
  const { session } = lab;
  const { engine } = lab.link;
  const [sheet, setSheet] = useState(false);
  const [searching, setSearching] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const [coding, setCoding] = useState(false);
  const [importing, setImporting] = useState(false);
  const [dropped, setDropped] = useState<readonly File[]>();
  const [runFile, setRunFile] = useState<{ readonly refusal: Problem | undefined }>();
  const link = useCopyLink(address);
  const seed = session.use((state) => state.seed);
  // Everything here acts on a run: it is visible but disabled until a run is open.
  const open = session.use((state) => state.run > 0);

  const run = useCallback(
    (command: CommandId) => {
      const { playback } = session;
      const actions: Readonly<Record<CommandId, () => unknown>> = {
        play: playback.toggle,
        step: playback.step,
        back: () => session.travel.back(),
        reset: session.restarts.reset,
        faster: () => playback.setSpeed(nextSpeed(playback.speed, 1)),
        slower: () => playback.setSpeed(nextSpeed(playback.speed, -1)),
        undo: session.undo,
        copyLink: link.copy,
        runFile: () => setRunFile({ refusal: undefined }),
        compare: session.comparison.toggle,
        code: () => setCoding(true),
        search: () => setSearching(true),
        help: () => setSheet(true),
      };
      void actions[command]();
    },
    [session, link.copy],
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = open && commandFor(event);
      if (!command) return;
      event.preventDefault();
      run(command);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [run, open]);

  const onFiles = useCallback(
    async (files: readonly File[]) => {
      if (!open) return;
      const run = await onlyRunFile(files);
      if (run) {
        const opened = await openRunFile(lab, run);
        setRunFile(opened.ok ? undefined : { refusal: opened.problem });
        return;
      }
      setDropped(files);
      setImporting(true);
    },
    [open, lab],
  );
  const hovering = useFileDrop(onFiles);
  const top = useHeaderHeight();

  return (
    <div className={classes.page} inert={!open} aria-busy={!open}>
      <button type="button" className={classes.skip} onClick={skipToFigures}>
        Skip to the figures
      </button>
      <div className={classes.top} ref={top}>
        <header className={classes.header}>
          <span className={classes.brand}>
            <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" /> <span>Cachescope</span>
          </span>
          <Nav address={address} page={page} onScenarios={() => setChoosing(true)} run={run} />
          <div className={classes.tools}>
            <Source onImport={() => setImporting(true)} />
            <SeedInput seed={seed} onSeed={(next) => void session.restarts.setSeed(next)} />
            <button type="button" onClick={() => void link.copy()}>
              <IconLink /> {link.copied ? 'Copied' : 'Copy link'}
            </button>
            <button type="button" aria-label="Run file" onClick={() => run('runFile')}>
              <IconFile />
            </button>
            <button type="button" aria-label="Keys" onClick={() => setSheet(true)}>
              ?
            </button>
            <ThemeToggle />
          </div>
        </header>
        <Bar run={run} />
        <TimeStrip />
      </div>
      <Notices>
        <LinkTooShort
          leftOut={link.leftOut}
          onSave={() => void saveRunFile(lab)}
          onClose={link.forgetLeftOut}
        />
      </Notices>
      <main className={classes.main} id="main" tabIndex={-1}>
        {children}
      </main>
      {link.byHand && <LinkByHand link={link.byHand} onClose={link.close} />}
      {choosing && <ScenariosDialog page={page} onClose={() => setChoosing(false)} />}
      {searching && (
        <PaletteDialog page={page} address={address} run={run} onClose={() => setSearching(false)} />
      )}
      {coding && <CodeDialog onClose={() => setCoding(false)} />}
      {sheet && <KeysSheet onClose={() => setSheet(false)} />}
      {runFile && <RunFileDialog {...runFile} onClose={() => setRunFile(undefined)} />}
      {importing && (
        <ImportDialog
          dropped={dropped}
          onClose={() => {
            setImporting(false);
            setDropped(undefined);
          }}
          importShop={session.runs.importShop}
          cancelImport={() => void engine.cancelImport()}
        />
      )}
      {hovering && (
        <div className={classes.drop}>Drop the files to use them as the shop, or a run’s file to open it</div>
      )}
    </div>
  );
}

/** The transport bar with the run's figures: a component of its own, since each snapshot rerenders it. */
function Bar({ run }: { run(command: CommandId): void }) {
  const { session } = useLab();
  const snapshot = session.use((state) => state.snapshot);
  const toUndo = session.use(undoText);
  const dead = session.use((state) => state.dead);
  return (
    <Transport
      ready={snapshot !== undefined && !dead}
      playing={snapshot?.playing ?? false}
      toUndo={toUndo}
      at={snapshot?.at ?? 0}
      speedAsked={snapshot?.speedAsked ?? 1}
      speedReached={snapshot?.speedReached ?? 0}
      requestsPerSecond={snapshot?.requestsPerWallSecond ?? 0}
      requests={snapshot?.requests ?? 0}
      next={<RunToNext disabled={snapshot === undefined || dead} />}
      run={run}
      onSpeed={(speed) => void session.playback.setSpeed(speed)}
    />
  );
}

function Source({ onImport }: { onImport(): void }) {
  const { session } = useLab();
  const shop = session.use((state) => state.shop);
  return (
    <ShopSource shop={shop} onImport={onImport} onEmbedded={() => void session.runs.returnToEmbedded()} />
  );
}

/** Problems, unusable parts of a link, and the next steps. The page stays visible below them. */
function Notices({ children }: { readonly children: ReactNode }) {
  const { session, link } = useLab();
  const notices = session.use((state) => state.notices);
  const problem = session.use((state) => state.problem);
  const dead = session.use((state) => state.dead);
  const silentMs = session.use((state) => state.silentMs);
  const resume = () => {
    const kept = link.kept.take();
    if (kept) void link.restart().then((started) => session.runs.continued(started, kept));
  };
  const restart = (
    <>
      {link.kept.at !== undefined && (
        <button type="button" onClick={resume}>
          Continue from {formatMoment(link.kept.at)}
        </button>
      )}{' '}
      <button type="button" onClick={() => void link.restart().then(session.runs.restarted)}>
        Restart the engine
      </button>
    </>
  );
  return (
    <div className={classes.notices}>
      {silentMs !== undefined && (
        <Notice tone="alarm" title="The engine does not answer">
          It has said nothing for {Math.round(silentMs / 1_000)} s: it is busy with something long, a debugger
          holds it, or its worker was ended from outside. The figures below are the last that it gave. Wait,
          or begin the run again with the same settings. {restart}
        </Notice>
      )}
      {problem && (
        <Notice
          tone="alarm"
          title={dead ? 'The engine has stopped' : undefined}
          onClose={dead ? undefined : session.dismiss}
        >
          {problem.what} {adviceFor(problem)} {dead && restart}
        </Notice>
      )}
      {notices.length > 0 && (
        <Notice tone="caution" title="Not all of the link could be used" onClose={() => session.note([])}>
          {notices.length === 1 ? (
            notices
          ) : (
            <ul>
              {[...new Set(notices)].map((notice) => (
                <li key={notice}>{notice}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      {children}
      <AfterRestart />
      <GoingTo />
      <StepsToCome />
    </div>
  );
}

/** On a page whose figures are not at the top, this marks their start. */
function skipToFigures() {
  (document.getElementById('figures') ?? document.getElementById('main'))?.focus();
}
