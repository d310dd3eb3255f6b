import { dayAndMonth, fullDay, numberWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import styles from './Administration.module.css';
import type { Daypart, Draft, QuietDays, RuleKind } from './rules.ts';
import { useDayWords } from './use-day-words.ts';
import { WeekBars } from './WeekBars.tsx';

/** Rules to be read only. */
export function RulesInWords({ kind, of }: { kind: RuleKind; of: Draft }) {
  const lines = useRuleLines(kind, of);
  const windows = { hours: of.windows, dayparts: of.dayparts, quiet: [] }[kind];
  return (
    <>
      {windows.length > 0 && <WeekBars windows={windows} />}
      {lines.length > 0 && (
        <ul className={styles.rows}>
          {lines.map((line) => (
            <li key={line} className={styles.row}>
              {line}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function useRuleLines(kind: RuleKind, of: Draft): string[] {
  const { t } = useWords('administration');
  const { list } = useDayWords();
  const onDays = ({ days, from, to }: { days: readonly number[]; from: string; to: string }) =>
    t('hours.onDays', { days: list(days), from, to });
  const most = (minutes: number) => t('hours.most', { n: numberWords(minutes) });
  const ofDaypart = (daypart: Daypart) =>
    `${daypart.name}, ${onDays(daypart)}${daypart.minutes === null ? '' : `, ${most(daypart.minutes)}`}`;
  const ofQuiet = ({ name, from, until, windows }: QuietDays) => {
    const days = from === until ? fullDay(from) : `${dayAndMonth(from)}–${fullDay(until)}`;
    const how =
      windows === null
        ? t('hours.asUsual')
        : windows.length === 0
          ? t('hours.silent')
          : `${t('hours.ownHours')} ${windows.map((window) => `${window.from}–${window.to}`).join(', ')}`;
    return `${days}, ${name}: ${how.toLocaleLowerCase('vi')}`;
  };
  if (kind === 'hours') return of.windows.map(onDays);
  if (kind === 'quiet') return of.days.map(ofQuiet);
  const daily = of.minutesPerDay === null ? [] : [`${t('hours.perDay')}: ${most(of.minutesPerDay)}`];
  return [...daily, ...of.dayparts.map(ofDaypart)];
}
