import { type KeyboardEvent, useState } from 'react';
import { daypartsOf } from '../../parts/dayparts.ts';
import { Alert, Text } from '../../ui/core.ts';
import { IconAlertTriangle } from '../../ui/icons.ts';
import { dayWords, timeAt } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { DaypartRows } from './DaypartRows.tsx';
import { NextUp } from './NextUp.tsx';
import type { Day, Item, Reason } from './queries.ts';
import { type Choice, SaySheet } from './SaySheet.tsx';
import type { KnownItem } from './standing.ts';
import styles from './Today.module.css';
import { useSay } from './use-say.ts';
import { WholeDay } from './WholeDay.tsx';

interface Props {
  day: Day;
  isPresent: boolean;
  known: readonly KnownItem[];
  now: number;
  reasons: readonly Reason[] | undefined;
}

/** What comes next, then the day in dayparts, and what can be said of it. */
export function DayItems({ day, isPresent, known, now, reasons }: Props) {
  const say = useSay(day);
  const [choice, setChoice] = useState<Choice>();
  const dayparts = daypartsOf(known, ({ item }) => item);
  return (
    <div className={styles.items} role="presentation" onKeyDown={moveFocus}>
      <WrongTimes items={day.items} timeZone={day.station.timeZone} />
      {isPresent && <NextUp day={day} now={now} />}
      {known.length === 0 && <NothingPlanned day={day} isPresent={isPresent} />}
      {dayparts.map((daypart) => (
        <DaypartRows
          key={daypart.items[0]?.item.broadcastId}
          daypart={daypart}
          day={day}
          now={now}
          reasons={reasons}
          say={say}
          onChoose={setChoice}
        />
      ))}
      <WholeDay dayparts={dayparts} day={day} now={now} say={say} />
      <SaySheet choice={choice} reasons={reasons} say={say} onClose={() => setChoice(undefined)} />
    </div>
  );
}

function WrongTimes({ items, timeZone }: { items: readonly Item[]; timeZone: string }) {
  const { t } = useWords('today');
  return items.map(({ broadcastId, title, wrongTimeAt }) =>
    wrongTimeAt ? (
      <Alert key={broadcastId} variant="outline" className={styles.alert ?? ''} icon={<IconAlertTriangle size={24} />}>
        {t('wrongTime', { at: timeAt(wrongTimeAt, timeZone), title })}
      </Alert>
    ) : null,
  );
}

function NothingPlanned({ day, isPresent }: { day: Day; isPresent: boolean }) {
  const { t } = useWords('today');
  const { next } = day;
  return (
    <Text className={styles.empty ?? ''}>
      {t(isPresent ? 'empty.today' : 'empty.other')}{' '}
      {next && t('empty.next', { when: `${next.time} ${dayWords(next.day)}` })}
    </Text>
  );
}

/** ↑ and ↓ go from row to row; Enter opens one. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = rows[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
