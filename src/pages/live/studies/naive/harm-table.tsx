import type { HarmFigure, Harms, NaiveTrial, NaiveWayInfo } from '../../../../engine/contract/engine';
import { NOTHING } from '../../../../ui/format';
import parts from '../../../parts/parts.module.css';
import { Scroll } from '../../../parts/scroll';
import { Term } from '../../../parts/term';
import { formatHarm, harmTerm } from './harm-text';
import classes from './naive.module.css';

interface HarmTableProps {
  readonly way: NaiveWayInfo;
  readonly trial: NaiveTrial | undefined;
  readonly isAtWork: boolean;
}

/** The figures that show the harm of a naive way: before it, with it, and after its cure. */
export function HarmTable({ way, trial, isAtWork }: HarmTableProps) {
  return (
    <Scroll label="The harm in figures">
      <table className={parts.table} data-testid="harms">
        <thead>
          <tr>
            <th scope="col">figure</th>
            <th scope="col">a harm from</th>
            <th scope="col">the minute before</th>
            <th scope="col">{isAtWork ? 'with it, now' : 'with it'}</th>
            <th scope="col">after the cure</th>
          </tr>
        </thead>
        <tbody>
          {way.harms.map(({ figure, from }) => (
            <tr key={figure} data-harm={figure}>
              <th scope="row">
                <Term id={harmTerm(figure)} />
              </th>
              <td data-when="from" data-value={from}>
                {formatHarm(from)}
              </td>
              <Cell when="before" harms={trial?.before} figure={figure} from={from} />
              <Cell when="during" harms={trial?.during} figure={figure} from={from} />
              <Cell when="after" harms={trial?.after} figure={figure} from={from} />
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface CellProps {
  readonly when: keyof NaiveTrial;
  readonly harms: Harms | undefined;
  readonly figure: HarmFigure;
  readonly from: number;
}

/** A value with a sign and a word that mark it as a harm or not. */
function Cell({ when, harms, figure, from }: CellProps) {
  const value = harms?.[figure];
  if (value === undefined)
    return (
      <td data-when={when} data-value="">
        {NOTHING}
      </td>
    );
  const isHarm = value >= from;
  return (
    <td data-when={when} data-value={value} data-harmful={isHarm} className={classes.verdict}>
      {formatHarm(value)} {isHarm ? '✗ harm' : '✓ none'}
    </td>
  );
}
