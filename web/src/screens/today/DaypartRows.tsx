import type { Daypart } from '../../parts/dayparts.ts';
import { Button } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { hoursOf } from './hours.ts';
import { ItemRow } from './ItemRow.tsx';
import type { Day, Reason } from './queries.ts';
import type { Choice } from './SaySheet.tsx';
import { type KnownItem, sayable, unansweredOf } from './standing.ts';
import styles from './Today.module.css';
import type { Say } from './use-say.ts';

interface Props {
  daypart: Daypart<KnownItem>;
  day: Day;
  now: number;
  reasons: readonly Reason[] | undefined;
  say: Say;
  onChoose: (choice: Choice) => void;
}

/** A daypart: its rows, and below the last one what can be said of all of them at once. */
export function DaypartRows({ daypart: { name, items }, day, now, reasons, say, onChoose }: Props) {
  const { t } = useWords('today');
  const heading = `daypart-${items[0]?.item.broadcastId}`;
  const unanswered = unansweredOf(items, now);
  const what =
    unanswered.length === 1
      ? unanswered.map(({ time }) => time).join()
      : t('several', { count: unanswered.length, hours: hoursOf(unanswered, day.station.timeZone) });
  return (
    <section aria-labelledby={heading} className={styles.daypart}>
      <h2 id={heading} className={styles.daypartHead}>
        {t(`dayparts.${name}`)}{' '}
        <span className="digits">
          {hoursOf(
            items.map(({ item }) => item),
            day.station.timeZone,
          )}
        </span>
        , {t('count', { count: items.length })}
      </h2>
      {items.map((known) => (
        <ItemRow
          key={known.item.broadcastId}
          known={known}
          day={day}
          now={now}
          reasons={reasons}
          onOpen={() =>
            onChoose({
              items: [known.item],
              what: known.item.time,
              said: sayable(known.item, now),
              ...(known.word ? { earlier: known.word } : {}),
            })
          }
        />
      ))}
      {day.mayConfirm && unanswered.length > 0 && (
        <div className={styles.buttons}>
          <Button
            size="lg"
            className={`${styles.button} ${styles.primary}`}
            onClick={() => say(unanswered, what, { said: 'heard' })}
          >
            {items.length === 1 && t('say.heard')}
            {items.length > 1 && unanswered.length === items.length && t('heardAll', { count: items.length })}
            {items.length > unanswered.length && t('restHeard', { count: unanswered.length })}
          </Button>
          <Button
            size="lg"
            className={styles.button ?? ''}
            variant="default"
            onClick={() => onChoose({ items: unanswered, what, said: ['not-aired'] })}
          >
            {t('notAiredAll')}
          </Button>
        </div>
      )}
    </section>
  );
}
