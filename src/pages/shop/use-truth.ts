import { useEffect, useState } from 'react';
import type { HeldAnswer } from '../../client/held-answer';
import { useJudge } from '../../client/shop-context';
import type { Judgement } from '../../engine/contract/engine';

const CHECK_EVERY_MS = 1_000;

/** Whether a shown answer is still true; undefined until it has been checked. */
export function useTruth(held: HeldAnswer | undefined): Judgement | undefined {
  const judge = useJudge();
  const [truth, setTruth] = useState<Judgement>();
  useEffect(() => {
    setTruth(undefined);
    if (!held) return;
    let current = true;
    const check = async () => {
      // A store that cannot be asked, since its worker has died, says nothing.
      const [judgement] = await judge([held]).catch(() => []);
      if (current) setTruth(judgement);
    };
    void check();
    const timer = setInterval(() => void check(), CHECK_EVERY_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [judge, held]);
  return truth;
}
