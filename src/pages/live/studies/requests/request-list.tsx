import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { TraceLine } from '../../../../engine/contract/engine';
import { formatClock, formatCount, formatMs } from '../../../../ui/format';
import parts from '../../../parts/parts.module.css';
import { Scroll } from '../../../parts/scroll';
import { askerWords } from './hop-words';
import { Status } from './status';

interface RequestListProps {
  readonly lines: readonly TraceLine[];
  readonly chosen: number | undefined;
  readonly onChoose: (request: number) => void;
}

/** Requests, the newest first. Arrow keys choose the one above or below. The list holds still while it has the focus. */
export function RequestList({ lines, chosen, onChoose }: RequestListProps) {
  const [held, setHeld] = useState<readonly TraceLine[]>();
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = held ?? lines;
  const inReach = shown.some(({ request }) => request === chosen) ? chosen : shown[0]?.request;

  const move = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, Home: -shown.length, End: shown.length }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const focused = shown.findIndex(({ request }) => request === focusedIn(body.current));
    const next = shown[Math.min(shown.length - 1, Math.max(0, focused + by))];
    if (!next) return;
    body.current?.querySelector<HTMLElement>(`[data-request="${next.request}"]`)?.focus();
    onChoose(next.request);
  };

  const release = ({ currentTarget, relatedTarget }: FocusEvent) => {
    // Within the list the focus moves while a pointer is down: lines that moved then would miss the click.
    if (!currentTarget.contains(relatedTarget)) setHeld(undefined);
  };

  return (
    <Scroll label="Recorded requests">
      <table className={parts.table} data-testid="requests">
        <thead>
          <tr>
            <th scope="col">request</th>
            <th scope="col">virtual time</th>
            <th scope="col">page</th>
            <th scope="col">asked by</th>
            <th scope="col">answer</th>
            <th scope="col">took</th>
            <th scope="col">lookups</th>
            <th scope="col">queries</th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={move} onFocus={() => setHeld(shown)} onBlur={release}>
          {shown.map((line) => {
            const { request, at, name, asker, outcome, reason, ms, lookups, queries } = line;
            return (
              <tr key={request}>
                <td>
                  <button
                    type="button"
                    data-request={request}
                    aria-pressed={request === chosen}
                    tabIndex={request === inReach ? 0 : -1}
                    onClick={() => onChoose(request)}
                  >
                    #{request}
                  </button>
                </td>
                <td>{formatClock(at)}</td>
                <th scope="row">{name}</th>
                <td>{askerWords[asker]}</td>
                <td>
                  <Status outcome={outcome} reason={reason} />
                </td>
                <td>{formatMs(ms)}</td>
                <td>{formatCount(lookups)}</td>
                <td>{formatCount(queries)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

/** The request whose button has the focus. */
function focusedIn(body: HTMLElement | null): number | undefined {
  const focused = body?.querySelector<HTMLElement>(':focus');
  return focused ? Number(focused.dataset.request) : undefined;
}
