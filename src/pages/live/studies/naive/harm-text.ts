import type { HarmFigure } from '../../../../engine/contract/engine';
import { formatShare, NOTHING } from '../../../../ui/format';
import type { StudyTerm } from '../../../../ui/glossary-of-studies';

/** Formats a figure of harm as a share; the sign for no value when the denominator is zero. */
export const formatHarm = (value: number | undefined): string =>
  value === undefined ? NOTHING : formatShare(value, 1);

export const harmTerm = (figure: HarmFigure): StudyTerm => `harm-${figure}`;
