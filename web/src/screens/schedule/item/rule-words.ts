import type { Schemas } from '../../../api/client.ts';
import { dayWords } from '../../../words/formats.ts';
import { useWords } from '../../../words/words.ts';

type Terms = Schemas['Entry']['terms'][number];

const WEEKDAY_KEYS = { MO: 'mon', TU: 'tue', WE: 'wed', TH: 'thu', FR: 'fri', SA: 'sat', SU: 'sun' } as const;
const isWeekday = (code: string): code is keyof typeof WEEKDAY_KEYS => code in WEEKDAY_KEYS;

/** How an entry repeats: `Hằng tuần: T2, T5; 05:15, 17:15; từ thứ Hai 23/11`. */
export function useRuleWords(): (terms: Terms) => string {
  const { t } = useWords('schedule');
  const rhythm = useRhythmWords();
  return ({ rule, times, startsOn, until }) => {
    const often = rule === null ? t('rule.once', { day: dayWords(startsOn) }) : rhythm(rule);
    const end = until === null || rule === null ? [] : [t('rule.until', { day: dayWords(until) })];
    return [often, times.join(', '), ...end].join('; ');
  };
}

/** How often a rule has it: `Hằng tuần vào T2, T5`. */
export function useRhythmWords(): (rule: string) => string {
  const { t } = useWords('schedule');
  const common = useWords().t;
  const weekdays = (codes: string) =>
    codes
      .split(',')
      .map((code) => (isWeekday(code) ? common(`weekdays.${WEEKDAY_KEYS[code]}`) : code))
      .join(', ');
  return (rule) => {
    const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
    const every = Number(parts.get('INTERVAL') ?? 1);
    const days = parts.get('BYDAY');
    if (parts.get('FREQ') === 'DAILY' && every === 1) return t('rule.daily');
    if (parts.get('FREQ') === 'WEEKLY' && days) {
      return t(every === 1 ? 'rule.weekly' : 'rule.weeks', { days: weekdays(days), every });
    }
    const monthDay = parts.get('BYMONTHDAY');
    if (parts.get('FREQ') === 'MONTHLY' && monthDay) return t('rule.monthly', { day: monthDay });
    return t('rule.other');
  };
}
