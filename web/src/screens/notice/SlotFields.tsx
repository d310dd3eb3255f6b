import { useState } from 'react';
import type { Schemas } from '../../api/client.ts';
import { ClockInput } from '../../parts/schedule/ClockInput.tsx';
import { NativeSelect, Text, UnstyledButton } from '../../ui/core.ts';
import { capital, dayWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import styles from './Notice.module.css';
import { type SuggestedTime, suggestedTimes, type TimelineDay } from './suggested-times.ts';

interface Props {
  timeline: Schemas['Timeline'];
  /** Length of the notice. */
  seconds: number;
  /** In milliseconds since 1970. */
  now: number;
  /** `YYYY-MM-DD HH:MM` each. */
  onChange: (slots: readonly string[]) => void;
}

const slotOf = ({ day, time }: Pick<SuggestedTime, 'day' | 'time'>): string => `${day} ${time}`;

/** Free minutes of today and tomorrow, each one tap; any other day and time is typed. */
export function SlotFields({ timeline, seconds, now, onChange }: Props) {
  const { t } = useWords('notice');
  const { days, timeZone } = timeline;
  const [tapped, setTapped] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState({ day: days[1]?.day ?? days[0]?.day ?? '', time: '' });
  const tell = (taps: readonly string[], { day, time }: typeof typed) => {
    setTapped(taps);
    setTyped({ day, time });
    onChange([...new Set(time === '' ? taps : [...taps, slotOf({ day, time })])]);
  };
  const toggle = (slot: string) =>
    tell(tapped.includes(slot) ? tapped.filter((other) => other !== slot) : [...tapped, slot], typed);
  const dayName = (day: string, index: number) => {
    const words = dayWords(day);
    if (index > 1) return capital(words);
    return t(index === 0 ? 'when.today' : 'when.tomorrow', { day: words });
  };
  return (
    <section aria-labelledby="when">
      <h2 id="when" className={styles.head}>
        {t('when.title')}
      </h2>
      <Text>{t('when.hint')}</Text>
      {days.slice(0, 2).map((day, index) => (
        <DayTimes
          key={day.day}
          name={dayName(day.day, index)}
          day={day}
          times={suggestedTimes(day, { seconds, now, timeZone })}
          tapped={tapped}
          onToggle={toggle}
        />
      ))}
      <div className={styles.other}>
        <NativeSelect
          size="lg"
          mt="sm"
          label={t('when.otherDay')}
          value={typed.day}
          data={days.map(({ day }, index) => ({ value: day, label: dayName(day, index) }))}
          onChange={({ currentTarget }) => tell(tapped, { ...typed, day: currentTarget.value })}
        />
        <ClockInput
          size="lg"
          label={t('when.otherTime')}
          value={typed.time}
          onChange={(time) => tell(tapped, { ...typed, time })}
        />
      </div>
    </section>
  );
}

interface DayProps {
  name: string;
  day: TimelineDay;
  times: readonly SuggestedTime[];
  tapped: readonly string[];
  onToggle: (slot: string) => void;
}

function DayTimes({ name, day, times, tapped, onToggle }: DayProps) {
  const { t } = useWords('notice');
  return (
    <>
      <p className={styles.day}>
        {name}
        {day.quietDay !== null && ` (${day.quietDay})`}
      </p>
      {times.length === 0 && <Text>{t('when.full')}</Text>}
      <div className={styles.times} role="group" aria-label={name}>
        {times.map((one) => (
          <UnstyledButton
            key={one.time}
            className={styles.slot ?? ''}
            aria-pressed={tapped.includes(slotOf(one))}
            onClick={() => onToggle(slotOf(one))}
          >
            <span className={`digits ${styles.time}`}>{one.time}</span>
            <span className={styles.beside}>{t(`when.${one.where}`, { daypart: t(`dayparts.${one.daypart}`) })}</span>
          </UnstyledButton>
        ))}
      </div>
    </>
  );
}
