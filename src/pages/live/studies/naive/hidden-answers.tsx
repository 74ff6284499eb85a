import { useState } from 'react';
import { formatDuration } from '../../../../base/units';
import type { HiddenAnswer } from '../../../../engine/protocol';
import live from '../../live.module.css';
import { ShownBeside } from '../../shown-beside';
import classes from './naive.module.css';

/** The last answers that were wrong though no fact had changed; the chosen one beside what should have been. */
export function HiddenAnswers({ answers }: { readonly answers: readonly HiddenAnswer[] }) {
  // The list moves on; what somebody has chosen does not.
  const [chosen, setChosen] = useState<HiddenAnswer>();
  const shown = chosen ?? answers[0];
  if (!shown) return <p className={live.hint}>No hidden wrong answer has been given in this run.</p>;
  const listed = chosen && !answers.some((one) => isSame(one, chosen)) ? [chosen, ...answers] : answers;
  return (
    <section aria-labelledby="hidden-answers">
      <h4 id="hidden-answers" className={classes.title}>
        The last hidden wrong answers
      </h4>
      <ul className={classes.answers} aria-label="Hidden wrong answers">
        {listed.map((answer) => (
          <li key={`${answer.key} ${answer.at}`}>
            <button
              type="button"
              aria-pressed={isSame(answer, chosen)}
              onClick={() => setChosen(isSame(answer, chosen) ? undefined : answer)}
            >
              {answer.key} at {formatDuration(answer.at)}
            </button>
          </li>
        ))}
      </ul>
      <p className={live.hint}>
        {shown.key}, given at {formatDuration(shown.at)}: every fact that it was made from was current.
      </p>
      <ShownBeside of={shown.key} shown={shown.shown} should={shown.should} />
    </section>
  );
}

const isSame = (a: HiddenAnswer, b: HiddenAnswer | undefined): boolean => a.key === b?.key && a.at === b.at;
