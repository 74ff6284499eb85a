import { type ReactNode, useState } from 'react';
import type { VirtualMs } from '../../../base/units';
import { formatClock } from '../../../ui/format';
import study from './study.module.css';

/** The label of an answer: the requested item and the time of the answer. */
interface GivenAnswer {
  readonly key: string;
  readonly at: VirtualMs;
}

interface AnswerListProps<A> {
  readonly label: string;
  /** The latest answers, newest first. */
  readonly answers: readonly A[];
  /** The selected answer: the newest, until another is chosen. */
  children(answer: A): ReactNode;
}

/** A list of answers and the selected one. The list keeps updating; a hovered or chosen answer stays in place. */
export function AnswerList<A extends GivenAnswer>({ label, answers, children }: AnswerListProps<A>) {
  const [chosen, setChosen] = useState<A>();
  const [held, setHeld] = useState<readonly A[]>();
  const last = held ?? answers;
  const listed = chosen && !last.some((one) => isSame(one, chosen)) ? [chosen, ...last] : last;
  // Two answers may have the same millisecond: the index makes the key unique.
  const places = listed.map((answer, place) => ({ answer, place }));
  const shown = chosen ?? listed[0];
  const hold = () => setHeld(answers);
  const letGo = () => setHeld(undefined);
  return (
    <>
      <ul
        className={study.row}
        aria-label={label}
        onPointerEnter={hold}
        onPointerLeave={letGo}
        onFocus={hold}
        onBlur={letGo}
      >
        {places.map(({ answer, place }) => {
          const isChosen = chosen !== undefined && isSame(answer, chosen);
          return (
            <li key={place}>
              <button
                type="button"
                aria-pressed={isChosen}
                onClick={() => setChosen(isChosen ? undefined : answer)}
              >
                {answer.key} at {formatClock(answer.at)}
              </button>
            </li>
          );
        })}
      </ul>
      {shown && children(shown)}
    </>
  );
}

const isSame = (a: GivenAnswer, b: GivenAnswer): boolean => a.key === b.key && a.at === b.at;
