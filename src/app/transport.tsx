import type { Speed } from '../engine/contract/engine';
import { formatClock, formatCount } from '../ui/format';
import { IconBack, IconPause, IconPlay, IconReset, IconStep, IconUndo } from '../ui/icons';
import { Slider } from '../ui/slider';
import { Tip } from '../ui/tip';
import { type CommandId, commands, keyCap } from './commands';
import { speedStop, speeds, speedText } from './speed';
import classes from './transport.module.css';

interface TransportProps {
  readonly playing: boolean;
  readonly ready: boolean;
  /** What an undo will do, as a label; undefined when there is nothing to undo. */
  readonly toUndo: string | undefined;
  readonly at: number;
  readonly speedAsked: Speed;
  readonly speedReached: number;
  readonly requestsPerSecond: number;
  /** Requests answered since the run began. */
  readonly requests: number;
  /** The choice of what to play on to. */
  readonly next: React.ReactNode;
  run(command: CommandId): void;
  onSpeed(speed: Speed): void;
}

/** The run's controls and clock. The chosen and the reached speed are side by side, so that a lag is visible. */
export function Transport({
  playing,
  ready,
  toUndo,
  at,
  speedAsked,
  speedReached,
  requestsPerSecond,
  requests,
  next,
  run,
  onSpeed,
}: TransportProps) {
  const behind = playing && speedAsked !== 'max' && speedReached > 0 && speedReached < speedAsked * 0.9;
  return (
    <div className={classes.bar} role="toolbar" aria-label="Run">
      <div className={classes.buttons}>
        <CommandButton id="reset" disabled={!ready} run={run} icon={<IconReset />} />
        <CommandButton
          id="play"
          label={playing ? 'Pause' : 'Play'}
          disabled={!ready}
          run={run}
          icon={playing ? <IconPause /> : <IconPlay />}
          filled
        />
        <CommandButton
          id="back"
          disabled={!ready || playing || requests === 0}
          why={playing ? 'Pause first' : requests === 0 ? 'Nothing has been answered' : undefined}
          run={run}
          icon={<IconBack />}
        />
        <CommandButton
          id="step"
          disabled={!ready || playing}
          why={playing ? 'Pause first' : undefined}
          run={run}
          icon={<IconStep />}
        />
        <CommandButton
          id="undo"
          label={toUndo ?? 'Undo'}
          disabled={toUndo === undefined}
          why={toUndo === undefined ? 'Nothing to undo' : undefined}
          run={run}
          icon={<IconUndo />}
        />
      </div>
      {next}
      <div className={classes.speed}>
        <div className={classes.slider}>
          <Slider
            label="Speed"
            max={speeds.length - 1}
            value={speedStop(speedAsked)}
            valueText={speedText(speedAsked)}
            disabled={!ready}
            onSlide={(stop) => onSpeed(speeds[stop] ?? 1)}
          />
        </div>
        <span className={classes.asked} data-figure="speed-asked" data-value={speedAsked}>
          {speedText(speedAsked)} <small>asked</small>
        </span>
        <span
          className={classes.reached}
          data-behind={behind || undefined}
          data-figure="speed-reached"
          data-value={speedReached}
        >
          {playing ? `${speedReached.toFixed(speedReached < 10 ? 1 : 0)}×` : '–'}{' '}
          <small>{behind ? 'reached: behind' : 'reached'}</small>
        </span>
      </div>
      <div
        className={classes.clock}
        role="timer"
        data-figure="virtual-time"
        data-value={at}
        aria-label="Virtual time"
      >
        {formatClock(at)}
      </div>
      <span
        className={classes.rate}
        data-figure="requests-per-second"
        data-value={requestsPerSecond}
        data-total={requests}
      >
        {formatCount(Math.round(requestsPerSecond))} <small>requests/s</small>
        <span className="visually-hidden"> answered per second of your clock</span>
      </span>
    </div>
  );
}

interface CommandButtonProps {
  readonly id: CommandId;
  readonly label?: string;
  readonly icon: React.ReactNode;
  readonly disabled: boolean;
  /** Shown instead of the key while the button is disabled. */
  readonly why?: string;
  readonly filled?: boolean;
  run(command: CommandId): void;
}

function CommandButton({ id, label, icon, disabled, why, filled, run }: CommandButtonProps) {
  const command = commands.find((one) => one.id === id);
  const name = label ?? command?.label ?? id;
  const keys = command ? `${'withCtrl' in command ? 'Ctrl ' : ''}${keyCap(command.keys[0])}` : '';
  return (
    <Tip says={why ? `${name}: ${why.toLowerCase()}` : `${name} (${keys})`} delayMs={400}>
      <button
        type="button"
        data-primary={filled || undefined}
        aria-label={name}
        aria-keyshortcuts={keys}
        aria-disabled={disabled || undefined}
        onClick={() => {
          if (!disabled) run(id);
        }}
      >
        {icon}
      </button>
    </Tip>
  );
}
