import { IconSearch } from '../ui/icons';
import type { AddressBar } from './address';
import type { CommandId } from './commands';
import { useLab } from './lab';
import { pages } from './pages';
import classes from './shell.module.css';

interface NavProps {
  readonly address: AddressBar;
  readonly page: string;
  onScenarios(): void;
  run(command: CommandId): void;
}

/** The pages, and what concerns all of them: scenarios, the comparison, the search. */
export function Nav({ address, page, onScenarios, run }: NavProps) {
  const comparing = useLab().session.use((state) => state.comparison !== undefined);
  return (
    <nav className={classes.nav} aria-label="Pages">
      {pages.map(({ path, title }) => (
        <a
          key={path}
          href={address.hrefOf(path)}
          aria-current={page === path ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault();
            address.go(path);
          }}
        >
          {title}
        </a>
      ))}
      <button type="button" onClick={onScenarios}>
        Scenarios
      </button>
      <button type="button" aria-pressed={comparing} onClick={() => run('compare')}>
        Compare
      </button>
      <button
        type="button"
        aria-label="Search"
        title="Search settings, scenarios and commands (Ctrl K)"
        onClick={() => run('search')}
      >
        <IconSearch />
      </button>
    </nav>
  );
}
