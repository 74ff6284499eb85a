import type { CSSProperties } from 'react';
import type { Trace, TraceHop } from '../../../../engine/contract/engine';
import { formatMs } from '../../../../ui/format';
import { colourOf, stepWords } from './hop-words';
import classes from './requests.module.css';
import { Status } from './status';

interface WaterfallProps {
  readonly trace: Trace;
  readonly onChoose: (request: number) => void;
}

/** One bar a hop, on an axis of virtual time from the begin of the request. */
export function Waterfall({ trace: { request, at, hops }, onChoose }: WaterfallProps) {
  const start = Math.min(at, ...hops.map(({ from }) => from));
  const span = Math.max(...hops.map(({ until }) => until)) - start;
  return (
    <div className={classes.waterfall}>
      <div className={classes.axis} aria-hidden="true">
        {[0, 0.5, 1].map((share) => (
          <span key={share}>{formatMs(share * span)}</span>
        ))}
      </div>
      <ol aria-label={`Hops of request ${request}, in virtual time`} data-testid="waterfall">
        {hops.map((hop) => (
          <Hop key={keyOf(hop)} hop={hop} own={request} start={start} span={span} onChoose={onChoose} />
        ))}
      </ol>
    </div>
  );
}

const keyOf = ({ step, cache, key, from, until }: TraceHop) => `${step} ${cache} ${key} ${from} ${until}`;

interface HopProps {
  readonly hop: TraceHop;
  readonly own: number;
  readonly start: number;
  readonly span: number;
  readonly onChoose: (request: number) => void;
}

function Hop({ hop, own, start, span, onChoose }: HopProps) {
  const { step, depth, from, until, outcome, reason, waitedFor } = hop;
  const share = (ms: number) => (span > 0 ? `${(100 * ms) / span}%` : '0%');
  return (
    <li data-step={step} data-ms={until - from}>
      <span className={classes.step} style={{ '--depth': depth } as CSSProperties}>
        {stepWords[step].label(hop)}
      </span>
      <span className={classes.track} aria-hidden="true">
        <i
          style={{
            left: `min(${share(from - start)}, 100% - 3px)`,
            width: share(until - from),
            backgroundColor: colourOf(hop),
          }}
        />
      </span>
      <span className={classes.took}>{formatMs(until - from)}</span>
      <span className={classes.why}>
        {outcome && <Status outcome={outcome} reason={reason} />}
        {waitedFor === own && ' · waited for its own computation'}
        {waitedFor !== undefined && waitedFor !== own && (
          <>
            {' · '}
            <button type="button" onClick={() => onChoose(waitedFor)}>
              waited for the computation of request #{waitedFor}
            </button>
          </>
        )}
      </span>
    </li>
  );
}
