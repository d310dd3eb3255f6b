import { useMemo } from 'react';
import { codeWord, useWords } from '../../words/words.ts';
import type { Consequences } from './queries.ts';
import './words.vi.ts';

/** In the order in which they are told. */
const KINDS = ['new', 'returned', 'moved', 'replaced', 'displaced', 'gap', 'gone'] as const;

/** It airs once its program is approved. */
const WAITING = 'program-not-approved';

/** That something was taken off or waits says its number already. */
const OF_PEOPLE: ReadonlySet<string> = new Set([
  'entry-withdrawn',
  'no-longer-occurs',
  'station-left',
  'station-closed',
  WAITING,
]);

/** What a change does, in numbers: `thêm 44 lượt phát, 2 không xếp được, tại 22 đài`. */
export function useImpactWords(): (consequences: Consequences) => string {
  const { t } = useWords('scheduling');
  return useMemo(
    () =>
      ({ totals, byReason, stations }) => {
        const waiting = byReason[WAITING] ?? 0;
        const reasons = Object.keys(byReason)
          .filter((code) => !OF_PEOPLE.has(code))
          .map(gapWords);
        const why = reasons.length > 0 ? ` (${reasons.join(', ')})` : '';
        const countOf = (kind: (typeof KINDS)[number]) => (totals[kind] ?? 0) - (kind === 'gap' ? waiting : 0);
        const told = KINDS.filter((kind) => countOf(kind) > 0);
        // The reasons stand with what they are the reasons of.
        const explained = told.findLast((kind) => kind === 'gap' || kind === 'displaced') ?? told.at(-1);
        const parts = told.map((kind) => {
          const words = t(kind === 'new' && totals.gone ? 'impact.added' : `impact.${kind}`, { count: countOf(kind) });
          return kind === explained ? words + why : words;
        });
        if (waiting > 0) parts.push(t('impact.waiting', { count: waiting }));
        if (parts.length === 0) return t('impact.nothing');
        return `${parts.join(', ')}, ${t('impact.stations', { count: stations })}`;
      },
    [t],
  );
}

const gapWords = (code: string): string =>
  codeWord('BroadcastReason', code as Parameters<typeof codeWord<'BroadcastReason'>>[1]);
