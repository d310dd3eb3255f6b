import type { Proposal } from '../proposals/proposal.js';
import { isWithin } from '../terms/definition.js';

/** Whether proposals change what airs after a local day, too. @param day `YYYY-MM-DD` */
export const continuesAfter = (
  proposals: readonly Pick<Proposal, 'before' | 'definition' | 'concerns'>[],
  day: string,
): boolean =>
  proposals.some(({ before, definition, concerns }) => {
    if (!concerns) return [...(before?.terms ?? []), ...definition.terms].some(({ valid }) => !isOver(valid, day));
    const moved = definition.exceptions.filter(({ days }) => isWithin(concerns, days.from));
    return !isOver(concerns, day) || moved.some(({ toDay }) => toDay !== null && toDay > day);
  });

const isOver = ({ until }: { until: string | null }, day: string): boolean => until !== null && until <= day;
