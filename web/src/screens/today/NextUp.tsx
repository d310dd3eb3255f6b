import { useNow } from '../../parts/use-now.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import { Text } from '../../ui/core.ts';
import { dayWords, lengthWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import type { Day, Item } from './queries.ts';
import styles from './Today.module.css';
import { secondsLeft, upNext } from './up-next.ts';

/** What is on the air, or what comes next and whether the device has it. */
export function NextUp({ day, now }: { day: Day; now: number }) {
  const { onAir, next, later } = upNext(day, now);
  return (
    <>
      {onAir.map((item) => (
        <OnAir key={item.broadcastId} item={item} />
      ))}
      {next && <Next item={next} />}
      {later && <Later next={later} />}
    </>
  );
}

function OnAir({ item }: { item: Item }) {
  const { t } = useWords('today');
  return (
    <section className={styles.onAir} aria-label={t('standing.onAir')}>
      <p className={styles.lead}>
        <StateMark shape="on-air" /> <Countdown to={item.endsAt} words={(length) => t('next.onAir', { length })} />
      </p>
      <p className={styles.nextTitle}>{item.title}</p>
    </section>
  );
}

function Next({ item }: { item: Item }) {
  const { t } = useWords('today');
  return (
    <section className={styles.next} aria-label={t('next.title')}>
      <p className={styles.lead}>
        {t('next.title')} <span className="digits">{item.time}</span>
        <span className={styles.countdown}>
          <Countdown to={item.startsAt} words={(length) => t('next.in', { length })} />
        </span>
      </p>
      <p className={styles.nextTitle}>{item.title}</p>
      {item.onDevice !== null && (
        <p className={item.onDevice ? styles.ready : styles.notReady}>
          <StateMark shape={item.onDevice ? 'aired' : 'failed'} />
          {t(item.onDevice ? 'next.onDevice' : 'next.notOnDevice')}
        </p>
      )}
    </section>
  );
}

function Later({ next }: { next: NonNullable<Day['next']> }) {
  const { t } = useWords('today');
  return (
    <section className={styles.next} aria-label={t('next.title')}>
      <p className={styles.lead}>
        {t('next.title')} <span className="digits">{next.time}</span> {dayWords(next.day)}
      </p>
      <p className={styles.nextTitle}>{next.title}</p>
    </section>
  );
}

/** Minutes while they last, seconds in the last ones. */
function Countdown({ to, words }: { to: string; words: (length: string) => string }) {
  return <Text component="span">{words(lengthWords(secondsLeft(to, useNow())))}</Text>;
}
