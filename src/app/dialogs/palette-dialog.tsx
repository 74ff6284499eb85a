import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { goToHop, goToSetting } from '../../pages/live/chosen';
import { Dialog } from '../../ui/dialog';
import { formatCounted } from '../../ui/format';
import type { AddressBar } from '../address';
import type { CommandId } from '../commands';
import { pages } from '../pages';
import { type PaletteEntry, paletteEntries, searchPalette } from '../palette/palette';
import { scenarioAddress } from '../scenarios';
import classes from './palette-dialog.module.css';

interface PaletteDialogProps {
  /** The page that is open. */
  readonly page: string;
  readonly address: Pick<AddressBar, 'go'>;
  run(command: CommandId): void;
  onClose(): void;
}

/**
 * The search over settings, hops, scenarios, pages and commands: a combobox with a list, by the ARIA pattern. The focus
 * stays in the field; the arrow keys move through the list, Enter chooses.
 */
export default function PaletteDialog({ page, address, run, onClose }: PaletteDialogProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const entries = useMemo(() => paletteEntries(pages), []);
  const found = useMemo(() => searchPalette(entries, query), [entries, query]);

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const toLive = () => {
    if (page !== '') address.go('');
  };
  const choose = ({ target }: PaletteEntry) => {
    // First: the dialog gives the focus back to where it was, and what follows may move it.
    onClose();
    switch (target.kind) {
      case 'setting':
        toLive();
        return goToSetting(target.id);
      case 'hop':
        toLive();
        return goToHop(target.id);
      case 'page':
        return address.go(target.path);
      case 'scenario':
        window.location.assign(scenarioAddress(page, target.scenario));
        return;
      case 'command':
        return run(target.id);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && found.length > 0) {
      event.preventDefault();
      setActive((active + move + found.length) % found.length);
    }
    const chosen = event.key === 'Enter' ? found[active] : undefined;
    if (chosen) {
      event.preventDefault();
      choose(chosen);
    }
  };

  return (
    <Dialog title="Search" onClose={onClose}>
      <input
        ref={field}
        type="text"
        role="combobox"
        className={classes.field}
        aria-label="Settings, hops, scenarios, pages and commands"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found[active] && `${id}-${found[active].name}`}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <p className={classes.count} role="status">
        {found.length > 0
          ? formatCounted(found.length, 'entry', 'entries')
          : `Nothing is called “${query.trim()}”.`}
      </p>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        tabIndex={-1}
        aria-label="Found"
        className={classes.list}
      >
        {found.map((entry, place) => (
          <button
            key={entry.name}
            type="button"
            role="option"
            tabIndex={-1}
            id={`${id}-${entry.name}`}
            aria-selected={place === active}
            onClick={() => choose(entry)}
          >
            <b>{entry.title}</b>
            <small>{entry.target.kind}</small>
            <span>{entry.about}</span>
          </button>
        ))}
      </div>
    </Dialog>
  );
}
