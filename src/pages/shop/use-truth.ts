import { useEffect, useState } from 'react';
import type { HeldAnswer } from '../../client/held-answer';
import { useJudge } from '../../client/shop-context';
import type { Judgement } from '../../engine/contract/engine';

const CHECK_EVERY_MS = 1_000;

/** Returns whether a shown answer is still correct; undefined before the first check. */
export function useTruth(held: HeldAnswer | undefined): Judgement | undefined {
  const judge = useJudge();
  const [truth, setTruth] = useState<Judgement>();
  useEffect(() => {
    setTruth(undefined);
    if (!held) return;
    let current = true;
    const check = async () => {
      // After a crash of the worker the store cannot answer: the verdict stays unknown.
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
