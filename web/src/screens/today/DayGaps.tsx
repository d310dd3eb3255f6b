import { useQuery } from '../../api/query.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import { codeWord, useWords } from '../../words/words.ts';
import type { AskedDay } from './day-key.ts';
import { type Gap, gapsQuery } from './queries.ts';
import styles from './Today.module.css';

/** What is meant to air on the day and will not, by the reason: a notice that waits for its approval, or a quiet day. */
export function DayGaps({ asked }: { asked: AskedDay }) {
  const { data } = useQuery(gapsQuery(asked));
  const gaps = data?.items ?? [];
  const reasons = [...new Set(gaps.map(reasonOf))];
  return reasons.map((reason) => <GapRows key={reason} gaps={gaps.filter((gap) => reasonOf(gap) === reason)} />);
}

const reasonOf = ({ code, note }: Gap): string => `${code} ${note}`;

function GapRows({ gaps }: { gaps: readonly Gap[] }) {
  const { t } = useWords('today');
  const [first] = gaps;
  if (!first) return null;
  const isWaiting = first.code === 'program-not-approved';
  const why = codeWord('GapReason', first.code);
  const count = gaps.length;
  const heading = `gaps-${first.id}`;
  return (
    <section aria-labelledby={heading} className={styles.daypart}>
      <h2 id={heading} className={styles.daypartHead}>
        {isWaiting
          ? t('gaps.waiting', { count })
          : t('gaps.why', { count, why: first.note ? `${why} (${first.note})` : why })}
      </h2>
      {gaps.map(({ id, time, title }) => (
        <div key={id} className={styles.row}>
          <span className={`digits ${styles.time}`}>{time}</span>
          <span className={styles.mark}>
            <StateMark shape={isWaiting ? 'waiting' : 'failed'} />
          </span>
          <span className={`${styles.what} ${styles.title}`}>{title}</span>
        </div>
      ))}
    </section>
  );
}
