import { useId, useRef, useState } from 'react';
import { Panel } from '../../../ui/panel';
import classes from '../live.module.css';
import { studies } from '../studies';

/** Tabs of studies. Only the one that is open asks the engine for anything. */
export function Studies() {
  const [open, setOpen] = useState(studies[0]);
  const tabs = useRef<HTMLDivElement>(null);
  const name = useId();
  if (!open) return null;
  const move = (by: number) => {
    const next = studies[(studies.indexOf(open) + by + studies.length) % studies.length];
    setOpen(next);
    tabs.current?.querySelector<HTMLElement>(`[data-study="${next?.id}"]`)?.focus();
  };
  const { id, asks, View } = open;
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
          {studies.map((study) => (
            <button
              key={study.id}
              type="button"
              role="tab"
              id={`${name}-${study.id}`}
              data-study={study.id}
              aria-selected={study === open}
              aria-controls={`${name}-panel`}
              tabIndex={study === open ? 0 : -1}
              onClick={() => setOpen(study)}
            >
              {study.title}
            </button>
          ))}
        </div>
      }
    >
      <div role="tabpanel" id={`${name}-panel`} aria-labelledby={`${name}-${id}`} data-study-shown={id}>
        <p className={classes.hint}>{asks}</p>
        <View key={id} />
      </div>
    </Panel>
  );
}
