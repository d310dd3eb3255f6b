import { Fragment } from 'react';
import { useWords } from '../../words/words.ts';
import styles from './Administration.module.css';
import { useDayWords } from './use-day-words.ts';
import { barsOf, type Window } from './week-bars.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7];
const HOURS = [0, 6, 12, 18, 24];
const percent = (part: number): string => `${Math.round(part * 10_000) / 100}%`;

/** The week, a line a day from 00:00 to 24:00; the same in words for those who do not see it. */
export function WeekBars({ windows }: { windows: readonly Window[] }) {
  const { t } = useWords('administration');
  const { short, list } = useDayWords();
  const bars = windows.flatMap(barsOf);
  const text = windows.map(({ days, from, to }) => t('hours.onDays', { days: list(days), from, to })).join('; ');
  return (
    <div className={styles.week} role="img" aria-label={t('hours.bars', { text })}>
      <span />
      <span className={`${styles.hours} digits`}>
        {HOURS.map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </span>
      {DAYS.map((day) => (
        <Fragment key={day}>
          <span>{short(day)}</span>
          <div className={styles.day}>
            {bars
              .filter((bar) => bar.day === day)
              .map(({ start, end }) => (
                <div
                  key={`${start}-${end}`}
                  className={styles.bar}
                  style={{ left: percent(start), width: percent(end - start) }}
                />
              ))}
          </div>
        </Fragment>
      ))}
    </div>
  );
}
