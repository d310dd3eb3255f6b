import { useQuery } from '../../api/query.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import { codeWord, useWords } from '../../words/words.ts';
import type { AskedDay } from './day-key.ts';
import { gapsQuery } from './queries.ts';
import styles from './Today.module.css';

/** What is meant to air on the day and will not, and why: a notice that waits for its approval, or a quiet day. */
export function NotPlanned({ asked }: { asked: AskedDay }) {
  const { t } = useWords('today');
  const { data } = useQuery(gapsQuery(asked));
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-labelledby="not-planned" className={styles.daypart}>
      <h2 id="not-planned" className={styles.daypartHead}>
        {t('notPlanned.title', { count: data.total ?? data.items.length })}
      </h2>
      {data.items.map(({ id, time, title, code, note }) => {
        const isWaiting = code === 'program-not-approved';
        const why = codeWord('GapReason', code);
        return (
          <div key={id} className={styles.row}>
            <span className={`digits ${styles.time}`}>{time}</span>
            <span className={styles.mark}>
              <StateMark shape={isWaiting ? 'waiting' : 'failed'} />
            </span>
            <span className={styles.what}>
              <span className={styles.title}>{title}</span>
              <span className={styles.state}>
                {isWaiting ? t('notPlanned.waiting') : t('notPlanned.why', { why: note ? `${why} (${note})` : why })}
              </span>
            </span>
          </div>
        );
      })}
    </section>
  );
}
