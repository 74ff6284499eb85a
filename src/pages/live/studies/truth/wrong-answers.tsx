import { useState } from 'react';
import { formatDuration } from '../../../../base/units';
import type { CacheTruth, WrongAnswer } from '../../../../engine/protocol';
import { formatMs } from '../../../../ui/format';
import classes from '../../live.module.css';
import { ShownBeside } from '../../shown-beside';
import own from './truth.module.css';

/** The last wrong answers of one cache; the chosen one with what was shown beside what should have been. */
export function WrongAnswers({ truth }: { readonly truth: CacheTruth }) {
  // The list moves on; what somebody points at, or has chosen, does not.
  const [chosen, setChosen] = useState<WrongAnswer>();
  const [held, setHeld] = useState<readonly WrongAnswer[]>();
  const places = (held ?? truth.lastWrong).map((answer, i) => ({ place: i, answer }));
  const shown = chosen ?? places[0]?.answer;
  if (!shown) return <p className={classes.empty}>No wrong answer of {truth.cache} is known.</p>;
  const hold = () => setHeld(truth.lastWrong);
  const letGo = () => setHeld(undefined);
  return (
    <>
      <ul
        className={own.list}
        aria-label={`Wrong answers of ${truth.cache}`}
        onPointerEnter={hold}
        onPointerLeave={letGo}
        onFocus={hold}
        onBlur={letGo}
      >
        {places.map(({ place, answer }) => (
          <li key={place}>
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
      <Comparison answer={shown} />
    </>
  );
}

const isSame = (a: WrongAnswer, b: WrongAnswer | undefined): boolean => a.key === b?.key && a.at === b.at;

function Comparison({ answer: { key, at, cause, ageMs, shown, should } }: { readonly answer: WrongAnswer }) {
  return (
    <>
      <p className={classes.hint}>
        {key}, given at {formatDuration(at)}, {formatMs(ageMs)} after the first change that it missed, which
        was one of {cause}.
      </p>
      <ShownBeside of={key} shown={shown} should={should} />
    </>
  );
}
