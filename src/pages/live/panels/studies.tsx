import { useId, useRef } from 'react';
import { Panel } from '../../../ui/panel';
import parts from '../../parts/parts.module.css';
import { useSession } from '../../session/session-context';
import { LeftBehind } from '../left-behind';
import classes from '../live.module.css';
import { SafetyLine } from '../safety-line';
import { studies } from '../studies';
import type { Study } from '../studies/study';

/** Tabs of studies. Only the open study is fetched and polls the engine. */
export function Studies() {
  const session = useSession();
  const id = session.use((state) => state.study);
  const open = studies.find((study) => study.id === id);
  const setOpen = (study: Study | undefined) => session.openStudy(study?.id);
  const tabs = useRef<HTMLDivElement>(null);
  const name = useId();
  const move = (by: number) => {
    // While no tab is open, the first one takes the focus.
    const at = (open ? studies.indexOf(open) : 0) + by;
    const next = studies[(at + studies.length) % studies.length];
    setOpen(next);
    tabs.current?.querySelector<HTMLElement>(`[data-study="${next?.id}"]`)?.focus();
  };
  return (
    <Panel
      id="studies"
      title="A closer look"
      tools={
        <div
          ref={tabs}
          role="tablist"
          aria-label="Studies"
          className={classes.tabs}
          onKeyDown={({ key }) => {
            if (key === 'ArrowRight') move(1);
            if (key === 'ArrowLeft') move(-1);
          }}
        >
          {studies.map((study, i) => (
            <button
              key={study.id}
              type="button"
              role="tab"
              id={`${name}-${study.id}`}
              data-study={study.id}
              aria-selected={study === open}
              aria-controls={`${name}-panel`}
              tabIndex={study === open || (!open && i === 0) ? 0 : -1}
              onClick={() => setOpen(study === open ? undefined : study)}
            >
              {study.title}
            </button>
          ))}
        </div>
      }
    >
      <LeftBehind />
      <SafetyLine onOpen={() => setOpen(studies.find(({ id }) => id === 'safety'))} />
      <div
        role="tabpanel"
        id={`${name}-panel`}
        aria-labelledby={`${name}-${open?.id ?? studies[0]?.id}`}
        data-study-shown={open?.id}
      >
        {open ? (
          <>
            <p className={parts.hint}>{open.asks}</p>
            <open.View key={open.id} />
          </>
        ) : (
          <p className={parts.hint}>
            Choose a question; while none is open, nothing is asked of the engine for it.
          </p>
        )}
      </div>
    </Panel>
  );
}
