import { useWords } from '../../words/words.ts';

const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** ISO days as `T2` … `CN`; all seven as `Cả tuần`. */
export function useDayWords() {
  const { t } = useWords('administration');
  const { t: common } = useWords();
  const short = (day: number): string => common(`weekdays.${NAMES[day - 1] ?? 'mon'}`);
  const list = (days: readonly number[]): string =>
    days.length === 7
      ? t('hours.week')
      : days
          .toSorted((a, b) => a - b)
          .map(short)
          .join(', ');
  return { short, list };
}
