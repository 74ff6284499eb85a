import { Dialog } from '../../ui/dialog';
import { type Scenario, scenarioAddress, scenarios } from '../scenarios';
import classes from './scenarios-dialog.module.css';

interface ScenariosDialogProps {
  /** The page that stays open. */
  readonly page: string;
  onClose(): void;
}

/** The list of scenarios: each is a link, so that it can be sent, and the back button returns to the run before. */
export default function ScenariosDialog({ page, onClose }: ScenariosDialogProps) {
  return (
    <Dialog title="Scenarios" onClose={onClose}>
      <p className={classes.hint}>
        Each opens a run that shows one thing. The browser’s back button returns to the present run.
      </p>
      <ul className={classes.list}>
        {scenarios.map((scenario: Scenario) => (
          <li key={scenario.id}>
            <a href={scenarioAddress(page, scenario)} onClick={onClose}>
              {scenario.title}
            </a>
            <p>{scenario.teaches}</p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
