import type { Consequences } from '../../parts/schedule/queries.ts';
import { shortStation } from '../../parts/short-station.ts';
import { dayWords } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import './words.vi.ts';

type Changed = Consequences['broadcasts'][number];

/** `06:45 thứ Tư 25/11`, of `2026-11-25 06:45`. */
export const slotWords = (local: string): string => `${local.slice(11)} ${dayWords(local.slice(0, 10))}`;

/** What a change does at the station, each thing by its hour: first what airs, then what becomes of others. */
export function useNoticeWords(): (consequences: Consequences) => string {
  const { t } = useWords('notice');
  const ours = (key: 'airs' | 'waits', broadcasts: readonly Changed[]): string[] => {
    const [first] = broadcasts;
    if (!first) return [];
    const when = broadcasts.map(({ localTime }) => slotWords(localTime)).join(', ');
    return [t(`does.${key}`, { when, station: `đài ${shortStation(first.stationName)}`, count: broadcasts.length })];
  };
  const others = ({ kind, reason, title, localTime }: Changed): string[] => {
    if (kind === 'new' || kind === 'replaced' || isWaiting({ kind, reason })) return [];
    const why = kind === 'gap' && reason ? codeWord('BroadcastReason', reason) : '';
    return [t(`does.${kind}`, { title, when: slotWords(localTime), why })];
  };
  return ({ broadcasts }) => {
    const parts = [
      ...ours(
        'airs',
        broadcasts.filter(({ kind }) => kind === 'new'),
      ),
      ...ours('waits', broadcasts.filter(isWaiting)),
      ...broadcasts.flatMap(others),
    ];
    return parts.length > 0 ? parts.join('; ') : t('does.nothing');
  };
}

const isWaiting = ({ kind, reason }: Pick<Changed, 'kind' | 'reason'>): boolean =>
  kind === 'gap' && reason === 'program-not-approved';
