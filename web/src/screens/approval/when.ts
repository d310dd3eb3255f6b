import { addDays, dayAt, dayWords, timeAt } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';
import { useWords } from '../../words/words.ts';

/** `17:15 hôm nay`, `17:15 ngày mai`, `17:15 thứ Tư 2/12`. */
export function useWhen(): (instant: string) => string {
  const { t } = useWords('approval');
  return (instant) => {
    const today = dayAt(Date.now(), HERE);
    const [day, time] = [dayAt(instant, HERE), timeAt(instant, HERE)];
    if (day === today) return t('today', { time });
    return day === addDays(today, 1) ? t('tomorrow', { time }) : `${time} ${dayWords(day)}`;
  };
}
