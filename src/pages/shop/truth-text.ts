import type { Judgement } from '../../engine/contract/engine';
import { formatMs } from '../../ui/format';
import { outcomeLooks } from '../../ui/outcomes';

const GLYPHS = { fresh: '', stale: '◷ ', unchecked: '? ', wrong: '⚠ ' } as const;

/** Describes the verdict on a shown answer and its duration: `⚠ wrong for 2.12 s`. Answers may be wrong from the start. */
export const truthText = ({ truth, staleForMs }: Judgement): string =>
  `${GLYPHS[truth]}${outcomeLooks[truth].label}${staleForMs === undefined ? ' from the start' : ` for ${formatMs(staleForMs)}`}`;
