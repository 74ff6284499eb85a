import type { HarmFigure } from '../../../../engine/contract/engine';
import { formatShare, NOTHING } from '../../../../ui/format';
import type { StudyTerm } from '../../../../ui/glossary-of-studies';

/** A figure of harm as people read it, always a share; nothing where there was nothing to take a share of. */
export const formatHarm = (value: number | undefined): string =>
  value === undefined ? NOTHING : formatShare(value, 1);

export const harmTerm = (figure: HarmFigure): StudyTerm => `harm-${figure}`;
